package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `podwright catalog show`: every figure of one chip or pod.
@Command(name = "show", description = "Shows every figure of one chip or pod with unit, source and confidence.")
final class CatalogShow implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Id or alias of a chip or pod.")
    private String id;

    @Option(names = "--chips", paramLabel = "N", description = "Show the pod with N chips: a part of it or copies joined.")
    private Integer chips;

    @Option(names = "--json", description = "Print JSON in the format of --catalog files.")
    private boolean json;

    @Mixin
    private CatalogOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Catalog catalog = options.catalog();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Chip> chip = chips == null && catalog.findPod(id).isEmpty() ? catalog.findChip(id) : Optional.empty();
        if (chip.isPresent()) {
            if (json) {
                print(out, "chips", CatalogJson.chip(chip.get()));
            } else {
                new CatalogText(out).chip(catalog, chip.get());
            }
            return 0;
        }
        Pod pod = pod(catalog);
        if (json) {
            print(out, "pods", CatalogJson.pod(pod));
        } else {
            new CatalogText(out).pod(pod);
        }
        return 0;
    }

    private Pod pod(Catalog catalog) {
        if (chips != null && catalog.findPod(id).isEmpty() && catalog.findChip(id).isPresent()) {
            return catalog.adHoc(id, chips);
        }
        Pod pod = catalog.findPod(id).orElseThrow(() -> catalog.unknown(id));
        return chips == null ? pod : catalog.joined(pod, chips);
    }

    private static void print(PrintWriter out, String kind, Map<String, Object> entry) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", "podwright-catalog/1");
        file.put(kind, List.of(entry));
        out.print(Json.text(file));
    }
}
