package dev.podwright.app;

import picocli.CommandLine.Command;

/// `podwright catalog`: what is known of chips and pods, and what is not.
@Command(
        name = "catalog",
        description = "Shows chips, pods, prices and named workloads: every figure with unit, source and confidence.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CatalogList.class, CatalogShow.class, CatalogCheck.class, CatalogWorkloads.class})
final class CatalogCommand {}
