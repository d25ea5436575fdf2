package dev.podwright.app;
import dev.podwright.catalog.Catalog;
import picocli.CommandLine.Option;
final class CatalogOptions { @Option(names="--xx") private String x; Catalog catalog() { return Catalog.bundled(); } }
