package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options that choose the catalogue of chips, pods and prices; every predicting command mixes them in.
final class CatalogOptions {
    @Option(names = "--catalog", paramLabel = "FILE",
            description = "Add chips, pods or prices from a JSON or YAML file (docs/catalog-format.md); may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--set", paramLabel = "ASSIGNMENT",
            description = "Replace one figure, such as ascend-960.memory_bandwidth=9.6TB/s, h20-96.peak.fp8=296TFLOP/s or"
                    + " cloudmatrix384.ub-l2.latency=2us; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    /// The bundled catalogue with the user's files, then the user's figures.
    Catalog catalog() {
        Catalog catalog = Catalog.bundled();
        for (Path file : files) {
            catalog = catalog.plus(file);
        }
        for (String assignment : assignments) {
            catalog = catalog.set(assignment);
        }
        return catalog;
    }
}
