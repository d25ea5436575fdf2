package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Predicts measured training rows with nothing fitted to them, beside the null that everything runs at one constant MFU.
public final class TrainingCheck {
    /// What is tried, in this order, where a source does not say what is recomputed: the least that fits in memory.
    private static final List<Recompute> BY_MEMORY = List.of(Recompute.NONE, Recompute.SELECTIVE, Recompute.FULL);

    private final Catalog catalog;
    private final Calibration calibration;
    private final Map<String, Kernels> kernels = new HashMap<>();
    private final Map<Pod, Fabric> fabrics = new HashMap<>();

    public TrainingCheck(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// A row beside its prediction.
    ///
    /// @param setup as measured, what is recomputed filled in
    /// @param constant tokens/s of one rank at the constant MFU of [ConstantMfu], if other models say one
    public record Outcome(TrainingRow row, TrainingSetup setup, Iteration iteration, OptionalDouble constant) {

        /// Tokens/s of one rank.
        public Interval predicted() {
            return iteration.tokensPerSecond().times(1.0 / row.layout().ranks());
        }

        /// predicted / measured - 1
        public double error() {
            return predicted().value() / row.tokens() - 1;
        }

        public boolean covered() {
            return predicted().low() <= row.tokens() && row.tokens() <= predicted().high();
        }

        public OptionalDouble constantError() {
            return constant.isPresent() ? OptionalDouble.of(constant.getAsDouble() / row.tokens() - 1) : OptionalDouble.empty();
        }
    }

    /// @param reasons why rows are not predicted whose setup the twin cannot lay out, or for which the catalogue lacks a figure, by id
    public record Result(List<Outcome> outcomes, Map<String, String> reasons) {

        public Result {
            outcomes = List.copyOf(outcomes);
        }

        /// How many rows are not predicted, by reason.
        public Map<String, Integer> unpredicted() {
            Map<String, Integer> counts = new TreeMap<>();
            reasons.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
            return counts;
        }
    }

    /// All rows; the null of each knows the others.
    public Result predict(List<TrainingRow> rows) {
        List<TrainingJob> jobs = rows.stream().map(this::job).toList();
        ConstantMfu constant = ConstantMfu.of(rows, jobs);
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, String> unpredicted = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Trainer trainer = new Trainer(jobs.get(i));
            TrainingSetup setup = setup(rows.get(i), trainer);
            Optional<String> conflict = trainer.conflict(setup);
            if (conflict.isPresent()) {
                unpredicted.put(rows.get(i).id(), conflict.get());
                continue;
            }
            try {
                outcomes.add(new Outcome(rows.get(i), setup, trainer.iteration(setup), constant.tokens(rows.get(i), jobs.get(i))));
            } catch (InputException missing) {
                unpredicted.put(rows.get(i).id(), missing.getMessage());
            }
        }
        return new Result(outcomes, unpredicted);
    }

    private TrainingJob job(TrainingRow row) {
        Chip rankChip = catalog.rankChip(row.pod());
        return new TrainingJob(row.model(), row.recipe(), row.pod(), catalog.chip(row.pod().chip()), rankChip, row.software(),
                kernels.computeIfAbsent(rankChip.id(), _ -> Kernels.of(rankChip, catalog.chips(), calibration)),
                fabrics.computeIfAbsent(row.pod(), pod -> Fabric.of(pod, rankChip, calibration.collectives())));
    }

    private static TrainingSetup setup(TrainingRow row, Trainer trainer) {
        if (row.recompute().isPresent()) {
            return row.setup(Recompute.NONE);
        }
        return BY_MEMORY.stream().map(row::setup).filter(s -> trainer.conflict(s).isEmpty() && trainer.memory(s).fits()).findFirst()
                .orElseGet(() -> row.setup(BY_MEMORY.getLast()));
    }
}
