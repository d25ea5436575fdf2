package dev.podwright.validation.judge;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.ExchangePredictor;
import dev.podwright.validation.Row;
import dev.podwright.validation.TrainingCheck;
import dev.podwright.validation.serving.ClosedLoops;
import dev.podwright.validation.serving.PointFit;
import dev.podwright.validation.serving.Points;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// Finds the tables of a folder and who judges them.
final class Docket {
    private final Catalog catalog;
    private final Calibration calibration;
    private final Predicate<Row> seen;
    private final Prices prices;
    private final Physics physics;
    private final ExchangePredictor exchanges;

    Docket(Catalog catalog, Calibration calibration, Predicate<Row> seen) {
        this.catalog = catalog;
        this.calibration = calibration;
        this.seen = seen;
        this.prices = new Prices(catalog, calibration);
        this.physics = new Physics(catalog.chips());
        this.exchanges = new ExchangePredictor(catalog, calibration);
    }

    /// What there is to judge.
    ///
    /// @param unread files among the tables that no kind reads
    record Found(List<Part> parts, List<Verdict.Absent> absent, List<String> unread) {}

    Found in(Evidence evidence, Set<Kind> kinds) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Path root = evidence.root();
        kernels(root, kinds, found);
        one(root, "kernels/published.csv", Kind.PUBLISHED_KERNEL, kinds, found, file -> new Part(Kind.PUBLISHED_KERNEL, file, PublishedJudge.COLUMNS,
                PublishedJudge.CONDITIONS, (_, legitimate) -> new PublishedJudge(prices, physics, legitimate)));
        one(root, "collectives/collectives.csv", Kind.COLLECTIVE, kinds, found, file -> new Part(Kind.COLLECTIVE, file, ExchangeColumns.COLLECTIVES,
                ExchangeColumns.COLLECTIVE_CONDITIONS, (_, _) -> ExchangeJudge.collectives(exchanges, seen)));
        one(root, "collectives/expert_parallel.csv", Kind.EXPERT_PARALLEL, kinds, found, file -> new Part(Kind.EXPERT_PARALLEL, file,
                ExchangeColumns.EXPERTS, ExchangeColumns.EXPERT_CONDITIONS, (_, _) -> ExchangeJudge.experts(exchanges, seen)));
        one(root, "training/measured.csv", Kind.TRAINING, kinds, found, file -> new Part(Kind.TRAINING, file, TrainingJudge.COLUMNS,
                TrainingJudge.CONDITIONS, (table, _) -> TrainingJudge.of(table, catalog, new TrainingCheck(catalog, calibration), seen)));
        one(root, "serving/measured.csv", Kind.SERVING, kinds, found, file -> new Part(Kind.SERVING, file, ServingJudge.COLUMNS,
                ServingJudge.CONDITIONS, (table, _) -> ServingJudge.of(table, ClosedLoops.of(table, catalog, calibration),
                        new Points(catalog, calibration, PointFit.bundled()))));
        return found;
    }

    private void kernels(Path root, Set<Kind> kinds, Found found) {
        Path folder = root.resolve("kernels");
        Set<KernelColumns> missing = new TreeSet<>(List.of(KernelColumns.values()));
        missing.removeIf(t -> !kinds.contains(t.kind()));
        for (Path chip : Files.isDirectory(folder) ? Evidence.entries(folder) : List.<Path>of()) {
            for (Path file : Files.isDirectory(chip) ? Evidence.entries(chip) : List.<Path>of()) {
                KernelColumns table = KernelColumns.BY_FILE.get(file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", ""));
                if (table == null) {
                    found.unread.add(root.relativize(file).toString());
                } else if (missing.remove(table) || kinds.contains(table.kind())) {
                    found.parts.add(new Part(table.kind(), file, table.columns(), table.conditions(),
                            (_, legitimate) -> new KernelJudge(table, prices, physics, seen, legitimate)));
                }
            }
        }
        missing.forEach(t -> found.absent.add(new Verdict.Absent(t.kind(), "kernels/*/%s.csv".formatted(t.label()), "missing")));
    }

    private static void one(Path root, String name, Kind kind, Set<Kind> kinds, Found found, Function<Path, Part> part) {
        if (kinds.contains(kind)) {
            Path plain = root.resolve(name);
            Path zipped = root.resolve(name + ".gz");
            if (Files.isRegularFile(plain)) {
                found.parts.add(part.apply(plain));
            } else if (Files.isRegularFile(zipped)) {
                found.parts.add(part.apply(zipped));
            } else {
                found.absent.add(new Verdict.Absent(kind, name, "missing"));
            }
        }
    }
}
