package dev.podwright.validation;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Wiring;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.units.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Fits launch, seconds per step and bandwidth efficiency of each operation on the structure that [Fabric] predicts with.
///
/// Fitted from the outside of kinship inwards: systems of one library wired alike, families, chips; each is a fit of its own, so that a chip
/// without measurements can borrow. Errors are those of rows that took no part: whole rank counts and whole harnesses are held out
/// from a chip's fit, whole chips from a pool's.
public final class CollectiveFitter {
    /// Variants in the order in which they are fitted: each builds on those before.
    private static final List<String> VARIANTS = List.of("", ".small", ".nvls", ".network", ".low_latency", ".low_latency.network", ".rack", ".one_shot", ".two_shot");
    /// All-reduce first: it has the short messages from which others learn how long a launch may be.
    private static final Comparator<String> ORDER = Comparator.<String, Boolean>comparing(o -> !o.startsWith("all_reduce")).thenComparing(Comparator.naturalOrder());
    /// One-shot kernels of engines serve up to 256 KiB on eight ranks; two-shot kernels up to 8 MiB; then the library
    /// (vllm-project/vllm custom_all_reduce: 256 KiB for eight ranks, at most 8 MiB).
    private static final double ONE_SHOT_BELOW = 256 * 1024;
    private static final double TWO_SHOT_BELOW = 8 * 1024 * 1024;
    /// How a harness launches is not the twin's to know: rows of a harness that took no part count from 1 MiB.
    static final double LAUNCH_MATTERS_BELOW = 1024 * 1024;
    /// Fewer rows than this say nothing about three numbers, even where two lean on what is known elsewhere.
    private static final int FEWEST_ROWS = 4;
    /// A fit that nothing could be held out from: its own errors, twice as wide and half as much again.
    private static final double UNTESTED = 2;
    private static final double UNSURE = 1.5;
    private static final String NOTHING_HELD_OUT = " (nothing held out)";
    /// Fewer rows than this show no honest quantiles: widened likewise.
    private static final int FEW_ROWS = 20;

    private final Map<String, Bench> benches;
    private final boolean tested;
    private final List<CollectiveFit> found = new ArrayList<>();

    private CollectiveFitter(Map<String, Bench> benches, boolean tested) {
        this.benches = benches;
        this.tested = tested;
    }

    /// Fits everything that a folder in the layout of `evidence/collectives` holds.
    ///
    /// @param folder with `collectives.csv` and `expert_parallel.csv`
    /// @param benches by chip id; rows of other chips are left out
    public static List<CollectiveFit> fit(Path folder, Map<String, Bench> benches) {
        return fit(rows(folder), benches);
    }

    /// The rows of a folder that the laws are fitted to.
    static List<ExchangeRow> rows(Path folder) {
        List<ExchangeRow> rows = new ArrayList<>(ExchangeRows.collectives(folder.resolve("collectives.csv")));
        rows.addAll(ExchangeRows.experts(folder.resolve("expert_parallel.csv")));
        return rows;
    }

    static List<CollectiveFit> fit(Collection<ExchangeRow> rows, Map<String, Bench> benches) {
        return new CollectiveFitter(benches, true).run(rows.stream().filter(r -> benches.containsKey(r.chip())).toList());
    }

    /// The fits of the widest pools alone, with the errors of the fit itself: for experiments that hold rows out themselves.
    static List<CollectiveFit> pooled(Collection<ExchangeRow> rows, Map<String, Bench> benches) {
        return new CollectiveFitter(benches, false).run(rows.stream().filter(r -> benches.containsKey(r.chip())).toList());
    }

    private List<CollectiveFit> run(List<ExchangeRow> rows) {
        int nearest = tested ? 0 : 2;
        Map<String, List<ExchangeRow>> byOperation = rows.stream().collect(Collectors.groupingBy(this::operation, () -> new TreeMap<>(ORDER), Collectors.toList()));
        for (int kinship = 2; kinship >= nearest; kinship--) {
            int depth = kinship;
            for (String variant : VARIANTS) {
                byOperation.forEach((operation, all) -> {
                    if (variant(operation).equals(variant)) {
                        Map<String, List<ExchangeRow>> wider = depth < 2 ? owners(all, depth + 1) : Map.of();
                        owners(all, depth).forEach((owner, own) -> add(owner, operation, own, kin(operation, own, wider), depth > 0));
                    }
                });
            }
        }
        return List.copyOf(found);
    }

    private Map<String, List<ExchangeRow>> owners(List<ExchangeRow> rows, int kinship) {
        return rows.stream().collect(Collectors.groupingBy(r -> {
            Bench bench = benches.get(r.chip());
            return Fabric.pools(bench.pod(r), bench.chip()).get(kinship);
        }, TreeMap::new, Collectors.toList()));
    }

    /// The law of the next wider pool without the owner's own chips: nothing that is held out later may come back through it.
    private Optional<Law> kin(String operation, List<ExchangeRow> own, Map<String, List<ExchangeRow>> wider) {
        Set<String> chips = own.stream().map(ExchangeRow::chip).collect(Collectors.toSet());
        for (Map.Entry<String, List<ExchangeRow>> pool : wider.entrySet()) {
            List<ExchangeRow> others = pool.getValue().stream().filter(r -> !chips.contains(r.chip())).toList();
            if (pool.getValue().contains(own.getFirst()) && others.size() >= FEWEST_ROWS) {
                return Optional.of(Law.fit(pool.getKey(), operation, others, benches, context(operation), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private void add(String owner, String operation, List<ExchangeRow> rows, Optional<Law> kin, boolean pool) {
        if (rows.size() < FEWEST_ROWS) {
            return;
        }
        Law law = Law.fit(owner, operation, rows, benches, context(operation), kin);
        List<Double> logs = new ArrayList<>();
        for (Function<ExchangeRow, Object> fold : !tested ? List.<Function<ExchangeRow, Object>>of() : pool ? List.<Function<ExchangeRow, Object>>of(ExchangeRow::chip)
                : List.<Function<ExchangeRow, Object>>of(ExchangeRow::ranks, ExchangeRow::harness)) {
            logs.addAll(heldOut(owner, operation, rows, kin, fold));
        }
        boolean heldOut = !logs.isEmpty();
        if (!heldOut) {
            logs.addAll(law.logErrors(rows));
        }
        double[] errors = logs.stream().mapToDouble(l -> Math.abs(Math.exp(-l) - 1)).sorted().toArray();
        double[] sorted = logs.stream().mapToDouble(l -> l).sorted().toArray();
        Spread spread = new Spread(Math.min(0, quantile(sorted, 0.05)), Math.max(0, quantile(sorted, 0.95)));
        if (!heldOut) {
            spread = new Spread(spread.low() * UNTESTED, spread.high() * UNTESTED);
        }
        if (!heldOut || rows.size() < FEW_ROWS) {
            spread = spread.widened(UNSURE);
        }
        String source = rows.stream().map(ExchangeRow::source).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining("; ")) + (heldOut ? "" : NOTHING_HELD_OUT);
        found.add(law.asFit(rows.size(), quantile(errors, 0.5), quantile(errors, 0.9), spread, source));
    }

    /// ln(measured/predicted) of every row, predicted without all rows that share its fold.
    private List<Double> heldOut(String owner, String operation, List<ExchangeRow> rows, Optional<Law> kin, Function<ExchangeRow, Object> fold) {
        Set<Object> folds = rows.stream().map(fold).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Double> logs = new ArrayList<>();
        for (Object out : folds) {
            Map<Boolean, List<ExchangeRow>> parts = rows.stream().collect(Collectors.partitioningBy(r -> fold.apply(r).equals(out)));
            if (parts.get(false).size() >= FEWEST_ROWS) {
                Law law = Law.fit(owner, operation, parts.get(false), benches, context(operation), kin);
                logs.addAll(law.logErrors(parts.get(true).stream()
                        .filter(r -> law.launches().containsKey(r.harness()) || r.collective().bytes() >= LAUNCH_MATTERS_BELOW)
                        .toList()));
            }
        }
        return logs;
    }

    /// Fits that this one builds on. Modes of expert exchange are fitted each for itself.
    private List<CollectiveFit> context(String operation) {
        String mode = Law.mode(operation);
        return found.stream().filter(f -> Law.mode(f.operation()).equals(mode)).toList();
    }

    /// The operation whose fit a row tells about, with its variant.
    private String operation(ExchangeRow row) {
        Bench bench = benches.get(row.chip());
        var pod = bench.pod(row);
        Fabric fabric = Fabric.of(pod, bench.chip(), List.of());
        boolean network = fabric.reach(row.collective().group()).stream().anyMatch(r -> r.crossed() && r.scaleOut());
        String suffix = switch (row.kernel()) {
            case LOW_LATENCY -> network ? ".low_latency.network" : ".low_latency";
            case RACK -> ".rack";
            case ENGINE -> row.collective().bytes() <= ONE_SHOT_BELOW ? ".one_shot" : row.collective().bytes() <= TWO_SHOT_BELOW ? ".two_shot" : ".library_by_engine";
            case LIBRARY -> network ? ".network" : fabric.isShort(row.collective()) && bench.levels().getFirst().wiring() == Wiring.DIE_PAIR
                    ? ".small" : fabric.summedInSwitch(row.collective()) ? ".nvls" : "";
        };
        boolean bridged = suffix.isEmpty() && bench.levels().getFirst().wiring() == Wiring.PCIE;
        return row.operation() + suffix + (bridged ? "@" + row.ranks() : "");
    }

    private static String variant(String operation) {
        int at = operation.indexOf('.');
        return at < 0 ? "" : operation.substring(at);
    }

    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /// The errors by operation and owner, for reading.
    public static String table(List<CollectiveFit> fits) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (CollectiveFit f : fits) {
            lines.computeIfAbsent(f.chip(), c -> new ArrayList<>()).add("| %s | %s | %d | %.2f | %.2f | %.1f | %.1f | %.1f | %s |".formatted(f.chip(), f.operation(),
                    f.rows(), f.bandwidthEfficiency(), f.latency() * 1e6, f.launch() * 1e6, 100 * f.medianError(), 100 * f.p90Error(), f.source().endsWith(NOTHING_HELD_OUT) ? "no" : "yes"));
        }
        return lines.values().stream().flatMap(List::stream).collect(Collectors.joining("\n"));
    }
}
