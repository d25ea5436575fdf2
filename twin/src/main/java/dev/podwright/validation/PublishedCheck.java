package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.model.Architecture;
import dev.podwright.model.Batch;
import dev.podwright.model.Models;
import dev.podwright.serving.AggregatedReplica;
import dev.podwright.serving.DecodeReplica;
import dev.podwright.serving.EngineDefaults;
import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.workload.Lengths;
import java.util.List;
import java.util.stream.Stream;

/// Predicts published results with nothing fitted to them.
public final class PublishedCheck {
    /// TensorRT-LLM's default `max_batch_size` (its 1.0 documentation, builder options).
    private static final int OFFLINE_SEQUENCES = 2048;

    private final Catalog catalog;
    private final Calibration calibration;

    public PublishedCheck(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// A result beside its prediction, both in the metric's unit.
    ///
    /// @param mixture whether the model routes to experts
    /// @param step the step that decides the prediction
    public record Outcome(Published result, boolean mixture, Interval predicted, Cost step) {

        /// predicted / measured - 1
        public double error() {
            return predicted.value() / result.measured() - 1;
        }

        public boolean covered() {
            return predicted.low() <= result.measured() && result.measured() <= predicted.high();
        }
    }

    /// Every result that ships with the product, serving first.
    public List<Outcome> bundled() {
        return Stream.<Published>concat(PublishedResult.bundled().stream(), PublishedTraining.bundled().stream()).map(this::predict).toList();
    }

    public Outcome predict(Published published) {
        return switch (published) {
            case PublishedResult serving -> serving(serving);
            case PublishedTraining training -> new PublishedTrainingCheck(catalog, calibration).predict(training);
        };
    }

    private Outcome serving(PublishedResult result) {
        Pod pod = catalog.joined(catalog.pod(result.pod()), result.chips());
        Chip chip = catalog.rankChip(pod);
        Architecture model = Models.named(result.model());
        ServingStep step = new ServingStep(model, result.quantization(), result.layout(), Kernels.of(chip, catalog.chips(), calibration),
                Fabric.of(pod, chip, calibration).inEngine(), result.speculation());
        return switch (result.phase()) {
            case PREFILL -> prefill(result, step);
            case DECODE -> decode(result, step, result.batch());
            case DECODE_WITHIN -> decode(result, step, largestWithin(result, step, chip));
            case OFFLINE -> offline(result, step, chip);
        };
    }

    private static Outcome prefill(PublishedResult result, ServingStep step) {
        Cost cost = step.price(Batch.prefill(result.batch(), result.input()));
        double tokens = result.batch() * result.input() * result.layout().data() / result.chips();
        return new Outcome(result, step.model().mixture(), cost.interval().under(tokens), cost);
    }

    private static Outcome decode(PublishedResult result, ServingStep step, double batch) {
        Cost cost = step.price(new Batch(0, 0, 0, batch, result.context(), 1 + result.speculation().drafts()));
        Interval tpot = cost.interval().times(1 / result.speculation().tokensPerStep());
        Interval value = switch (result.metric()) {
            case TPOT_MS -> tpot.times(1e3);
            case OUTPUT_TOKENS_PER_S_PER_CHIP, OUTPUT_TOKENS_PER_S, PREFILL_TOKENS_PER_S_PER_CHIP ->
                tpot.under(batch * result.layout().data() / result.chips());
        };
        return new Outcome(result, step.model().mixture(), value, cost);
    }

    private static double largestWithin(PublishedResult result, ServingStep step, Chip chip) {
        MemoryBudget memory = MemoryBudget.of(step.model(), step.quantization(), step.layout(), chip, EngineDefaults.TOKEN_BUDGET, result.context());
        double best = 1;
        for (int batch = 1; batch <= memory.sequences(); batch++) {
            if (step.price(Batch.decode(batch, result.context())).seconds() > result.tpotLimit()) {
                break;
            }
            best = batch;
        }
        return best;
    }

    /// The engine keeps memory full: requests hold on average their prompt and half their answer.
    private static Outcome offline(PublishedResult result, ServingStep step, Chip chip) {
        Lengths lengths = new Lengths(result.input(), result.output(), 0);
        MemoryBudget memory = MemoryBudget.of(step.model(), step.quantization(), step.layout(), chip, EngineDefaults.TOKEN_BUDGET, lengths.meanContext());
        double batch = Math.max(1, Math.min(OFFLINE_SEQUENCES, Math.floor(memory.sequences())));
        AggregatedReplica replica = new AggregatedReplica(step, lengths);
        Interval tokens = replica.at(batch).requestsPerSecond().times(result.output());
        return new Outcome(result, step.model().mixture(), tokens, new DecodeReplica(step, lengths).decodeStep(batch));
    }
}
