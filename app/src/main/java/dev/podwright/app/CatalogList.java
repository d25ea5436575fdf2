package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.units.Precision;
import dev.podwright.units.Unit;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright catalog list`: one line per chip and pod.
@Command(name = "list", description = "Lists chips and pods.")
final class CatalogList implements Callable<Integer> {
    private static final List<Precision> SHOWN = List.of(Precision.BF16, Precision.FP8, Precision.INT8);

    @Option(names = "--chips", description = "Only chips.")
    private boolean chips;

    @Option(names = "--pods", description = "Only pods.")
    private boolean pods;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private CatalogOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Catalog catalog = options.catalog();
        boolean both = chips == pods;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            if (chips || both) {
                all.put("chips", catalog.chips().stream().map(CatalogList::row).toList());
            }
            if (pods || both) {
                all.put("pods", catalog.pods().stream().map(CatalogList::row).toList());
            }
            all.put("catalog_hash", catalog.hash());
            out.print(Json.text(all));
            return 0;
        }
        if (chips || both) {
            out.print(chipTable(catalog));
        }
        if (both) {
            out.println();
        }
        if (pods || both) {
            out.print(podTable(catalog));
        }
        return 0;
    }

    private static Table chipTable(Catalog catalog) {
        Table table = new Table("chip", "name", "family", "GiB", "GB/s", "bf16 TFLOP/s", "fp8 TFLOP/s", "int8 TOP/s", "status");
        for (Chip chip : catalog.chips()) {
            table.row(chip.id(), chip.name(), chip.family(),
                    in(Unit.GIB, chip, Figure.MEMORY_CAPACITY).map(CatalogList::rounded).orElse("-"),
                    in(Unit.GB_PER_S, chip, Figure.MEMORY_BANDWIDTH).map(CatalogList::rounded).orElse("-"),
                    peak(chip, Precision.BF16), peak(chip, Precision.FP8), peak(chip, Precision.INT8), CatalogText.status(chip.status()));
        }
        return table;
    }

    private static Table podTable(Catalog catalog) {
        Table table = new Table("pod", "chip", "chips", "ranks", "levels (from the inside, GB/s per rank one way)", "status");
        for (Pod pod : catalog.pods()) {
            table.row(pod.id(), pod.chip(), CatalogText.number(pod.chips()), CatalogText.number(pod.ranks()),
                    pod.levels().stream().map(CatalogList::brief).collect(Collectors.joining(", ")), CatalogText.status(pod.status()));
        }
        return table;
    }

    private static String brief(Level level) {
        String rate = level.rate().map(r -> rounded(Unit.GB_PER_S.fromSi(r.si())) + (r.assumed() ? " assumed" : "")).orElse("unknown");
        return "%s %s (%s)".formatted(level.name(), level.scaleOut() ? level.groups() + "+" : level.groups(), rate);
    }

    private static String peak(Chip chip, Precision precision) {
        return Optional.ofNullable(chip.peaks().get(precision)).map(q -> rounded(Unit.TFLOP_PER_S.fromSi(q.si()))).orElse("-");
    }

    private static Optional<Double> in(Unit unit, Chip chip, Figure figure) {
        return chip.find(figure).map(q -> unit.fromSi(q.si()));
    }

    private static String rounded(double value) {
        return CatalogText.number(value >= 100 ? Math.rint(value) : Math.rint(value * 10) / 10);
    }

    private static Map<String, Object> row(Chip chip) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", chip.id());
        row.put("name", chip.name());
        row.put("vendor", chip.vendor());
        row.put("family", chip.family());
        row.put("status", CatalogText.status(chip.status()));
        in(Unit.GIB, chip, Figure.MEMORY_CAPACITY).ifPresent(v -> row.put("memory_gib", v));
        in(Unit.GB_PER_S, chip, Figure.MEMORY_BANDWIDTH).ifPresent(v -> row.put("memory_bandwidth_gb_per_s", v));
        for (Precision precision : SHOWN) {
            Optional.ofNullable(chip.peaks().get(precision)).ifPresent(q ->
                    row.put("peak_%s_tflop_per_s".formatted(precision.label()), Unit.TFLOP_PER_S.fromSi(q.si())));
        }
        return row;
    }

    private static Map<String, Object> row(Pod pod) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", pod.id());
        row.put("name", pod.name());
        row.put("chip", pod.chip());
        row.put("chips", pod.chips());
        row.put("ranks", pod.ranks());
        row.put("status", CatalogText.status(pod.status()));
        row.put("levels", pod.levels().stream().map(level -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", level.name());
            one.put("groups", level.groups());
            one.put("scale_out", level.scaleOut());
            level.rate().ifPresent(r -> one.put("bandwidth_gb_per_s", Unit.GB_PER_S.fromSi(r.si())));
            return one;
        }).toList());
        return row;
    }
}
