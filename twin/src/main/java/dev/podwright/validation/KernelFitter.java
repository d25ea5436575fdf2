package dev.podwright.validation;

import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Term;
import dev.podwright.catalog.Chip;
import dev.podwright.kernel.Law;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Fits one class of operators in one pair of formats on one chip.
///
/// Several frameworks ship kernels for one operator. The fit follows the fastest: each framework's table is fitted by itself
/// and all laws are evaluated on the shapes of all tables together. Engines pick or fuse their kernels, so the
/// fastest is the nearest to what they run; what a slower table adds, such as a separate quantisation, is that table's
/// own. A table whose law predicts its held-out rows badly is no guide to its speed, so the median error counts against
/// it as slowness does. Tables less than half as long as the longest are never preferred: they cover chosen shapes only.
final class KernelFitter {
    private static final int LEAST_ROWS = 20;
    private static final double LEAST_SHARE = 0.5;
    private final Subject subject;
    private final Chip chip;
    private final FoldPlan plan;

    /// @param plan the folds of the subject's class
    KernelFitter(Subject subject, Chip chip, FoldPlan plan) {
        this.subject = subject;
        this.chip = chip;
        this.plan = plan;
    }

    /// A fit and the rows behind it, each judged without its group.
    record Fitted(KernelFit fit, List<Sample> samples, List<Judged> judged) {}

    /// One framework's table with its law.
    ///
    /// @param speed mean logarithm of the law's seconds over the shapes of all tables
    private record Candidate(String variant, List<Sample> table, KernelModel model, Folds folds, double speed) {

        /// How far its predictions lie from the fastest kernel, up to a constant: its slowness and its own error.
        double distance() {
            return speed + folds.errors().median();
        }
    }

    /// A fit of every framework with a table long enough; that of the fastest is preferred.
    List<Fitted> fit(List<Sample> samples) {
        Map<String, List<Sample>> tables = tables(samples);
        int longest = tables.values().stream().mapToInt(List::size).max().orElse(0);
        Points all = Points.of(samples, chip);
        List<Candidate> candidates = tables.entrySet().stream()
                .filter(e -> e.getValue().size() >= LEAST_ROWS && FoldPlan.possible(e.getValue()))
                .map(e -> candidate(e.getKey(), e.getValue(), all))
                .toList();
        Optional<Candidate> best = candidates.stream().filter(c -> c.table.size() >= LEAST_SHARE * longest)
                .min(Comparator.comparingDouble(Candidate::distance).thenComparing(Candidate::variant));
        return candidates.stream().map(c -> new Fitted(described(c, c == best.orElse(null)), c.table, c.folds.judged())).toList();
    }

    /// The samples of each library.
    static Map<String, List<Sample>> tables(List<Sample> samples) {
        return samples.stream().collect(Collectors.groupingBy(Sample::variant, TreeMap::new, Collectors.toList()));
    }

    private Candidate candidate(String variant, List<Sample> table, Points all) {
        KernelModel model = KernelModel.of(table, chip, subject.operator());
        return new Candidate(variant, table, model, Folds.of(table, plan.of(table), chip, subject.operator()), meanLog(all, model));
    }

    private KernelFit described(Candidate best, boolean preferred) {
        String sources = best.table.stream().map(Sample::source).distinct().sorted().collect(Collectors.joining("; "));
        Law law = best.model.law();
        Errors errors = best.folds.errors();
        return new KernelFit(subject.chip(), subject.operator(), subject.storage(), subject.compute(), law.computeEfficiency(),
                law.memoryEfficiency(), law.overhead(), terms(law), best.table.size(), FoldPlan.groups(best.table),
                heldOut(FoldPlan.byPart(best.table)), errors.median(), errors.p90(), errors.spread(), best.variant,
                best.table.getFirst().castsInput(), sources, preferred, best.model.residual(), best.folds.scale(), best.model.forest());
    }

    private Map<Term, Double> terms(Law law) {
        Map<Term, Double> seconds = new EnumMap<>(Term.class);
        List<Term> names = subject.operator().terms();
        for (int i = 0; i < names.size(); i++) {
            seconds.put(names.get(i), switch (i) {
                case 0 -> law.first();
                case 1 -> law.second();
                case 2 -> law.third();
                default -> law.fourth();
            });
        }
        return seconds;
    }

    private String heldOut(boolean byPart) {
        return switch (subject.operator()) {
            case GEMM, BATCHED_GEMM -> "weight shape";
            case PREFILL_ATTENTION, DECODE_ATTENTION, LATENT_PREFILL, LATENT_DECODE -> byPart ? "batch" : "head layout";
            case EXPERTS -> byPart ? "split of one expert model" : "expert model";
            case STREAM -> "";
        };
    }

    private static double meanLog(Points points, KernelModel model) {
        double sum = 0;
        double[] ratios = model.ratios(points);
        for (int i = 0; i < ratios.length; i++) {
            sum += points.log[i] - ratios[i];
        }
        return sum / ratios.length;
    }
}
