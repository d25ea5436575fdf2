package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.TrainingFit;
import dev.podwright.calibration.TrainingOverheads;
import dev.podwright.calibration.TrainingProfile;
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
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Predicts measured training rows, with fitted overheads or without, beside the null that everything runs at one constant MFU.
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

    /// All rows with the overheads of the calibration; the null of each knows the others.
    public Result predict(List<TrainingRow> rows) {
        return predict(rows, row -> calibration.overheads(catalog.rankChip(row.pod()), row.software(), row.model().mixture()));
    }

    /// All rows, each with overheads and intervals that were fitted without rows of its model on its chip.
    public Result heldOut(List<TrainingRow> rows) {
        Map<String, TrainingFit> fits = new TrainingCalibrator(samples(rows), TrainingPrior.ALL).heldOut();
        return predict(rows, row -> fits.containsKey(row.id()) ? fits.get(row.id()).overheads(profile(row)) : TrainingOverheads.NONE);
    }

    /// What became of each row of a reading, by id: predicted ones first.
    ///
    /// @param heldOut whether each is to be predicted by overheads fitted without its model on its chip, rather than by the calibration's
    public SequencedMap<String, TrainingAnswer> answers(TrainingRows.Reading reading, boolean heldOut) {
        Result result = heldOut ? heldOut(reading.rows()) : predict(reading.rows());
        SequencedMap<String, TrainingAnswer> answers = new LinkedHashMap<>();
        result.outcomes().forEach(outcome -> answers.put(outcome.row().id(), new TrainingAnswer.Predicted(outcome)));
        result.reasons().forEach((id, reason) -> answers.put(id, new TrainingAnswer.Unpredictable(reason)));
        reading.left().forEach((id, left) -> answers.put(id,
                left.silent() ? new TrainingAnswer.Insufficient(left.reason()) : new TrainingAnswer.Unpredictable(left.reason())));
        return answers;
    }

    /// Overheads fitted to these rows; empty where there are too few to hold some out.
    public Optional<TrainingFit> fit(List<TrainingRow> rows) {
        List<TrainingSample> samples = samples(rows);
        return samples.size() < TrainingCalibrator.LEAST_ROWS ? Optional.empty() : Optional.of(new TrainingCalibrator(samples, TrainingPrior.ALL).fit());
    }

    private Result predict(List<TrainingRow> rows, Function<TrainingRow, TrainingOverheads> overheads) {
        ConstantMfu constant = constant(rows);
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, String> unpredicted = new LinkedHashMap<>();
        for (TrainingRow row : rows) {
            TrainingJob job = job(row).with(overheads.apply(row));
            Trainer trainer = new Trainer(job);
            TrainingSetup setup = setup(row, trainer);
            Optional<String> conflict = trainer.conflict(setup);
            if (conflict.isPresent()) {
                unpredicted.put(row.id(), conflict.get());
                continue;
            }
            try {
                outcomes.add(new Outcome(row, setup, trainer.iteration(setup), constant.tokens(row, job)));
            } catch (InputException missing) {
                unpredicted.put(row.id(), missing.getMessage());
            }
        }
        return new Result(outcomes, unpredicted);
    }

    /// Rows that can be predicted, as fitting overheads needs them.
    List<TrainingSample> samples(List<TrainingRow> rows) {
        List<TrainingSample> samples = new ArrayList<>();
        for (Outcome outcome : predict(rows, _ -> TrainingOverheads.NONE).outcomes()) {
            TrainingRow row = outcome.row();
            samples.add(new TrainingSample(row.id(), row.model().id() + " on " + row.chip(), profile(row), Math.log(outcome.predicted().value() / row.tokens()),
                    TrainingSlopes.of(outcome.iteration().job(), outcome.setup()), outcome.constantError().orElse(Double.NaN)));
        }
        return samples;
    }

    private TrainingProfile profile(TrainingRow row) {
        return TrainingProfile.of(catalog.rankChip(row.pod()), row.software(), row.model().mixture());
    }

    private ConstantMfu constant(List<TrainingRow> rows) {
        return ConstantMfu.of(rows, rows.stream().map(this::job).toList());
    }

    private TrainingJob job(TrainingRow row) {
        Chip rankChip = catalog.rankChip(row.pod());
        return new TrainingJob(row.model(), row.recipe(), row.pod(), catalog.chip(row.pod().chip()), rankChip, row.software(),
                kernels.computeIfAbsent(rankChip.id(), _ -> Kernels.of(rankChip, catalog.chips(), calibration)),
                fabrics.computeIfAbsent(row.pod(), pod -> Fabric.of(pod, rankChip, calibration)));
    }

    private static TrainingSetup setup(TrainingRow row, Trainer trainer) {
        if (row.recompute().isPresent()) {
            return row.setup(Recompute.NONE);
        }
        return BY_MEMORY.stream().map(row::setup).filter(s -> trainer.conflict(s).isEmpty() && trainer.memory(s).fits()).findFirst()
                .orElseGet(() -> row.setup(BY_MEMORY.getLast()));
    }
}
