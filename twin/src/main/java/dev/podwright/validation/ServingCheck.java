package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.serving.AggregatedReplica;
import dev.podwright.serving.Bisection;
import dev.podwright.serving.DecodeReplica;
import dev.podwright.serving.EngineDefaults;
import dev.podwright.serving.Performance;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.units.Cost;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Predicts measured serving rows in steady state, with nothing fitted to them.
public final class ServingCheck {
    private static final int HALVINGS = 30;

    private final Catalog catalog;
    private final Calibration calibration;
    private final Map<String, Kernels> kernels = new ConcurrentHashMap<>();
    private final Map<String, Fabric> fabrics = new ConcurrentHashMap<>();

    public ServingCheck(Catalog catalog, Calibration calibration) {
        this.catalog = catalog;
        this.calibration = calibration;
    }

    /// A row beside its prediction.
    ///
    /// @param mixture whether the model routes to experts
    /// @param step the decoding step of such a state
    public record Outcome(ServingRow row, boolean mixture, Performance predicted, Cost step) {

        /// predicted / measured - 1
        public double tpotError() {
            return predicted.tpot().value() / row.tpot() - 1;
        }

        public boolean tpotCovered() {
            return predicted.tpot().low() <= row.tpot() && row.tpot() <= predicted.tpot().high();
        }

        /// predicted / measured - 1; only where TTFT was measured
        public double ttftError() {
            return predicted.ttft().value() / row.ttft().orElseThrow() - 1;
        }
    }

    /// @throws dev.podwright.document.InputException if chip, pod or model are not known, or a figure is missing
    public Outcome predict(ServingRow row) {
        Architecture model = Models.named(row.model());
        ServingLayout layout = model.mixture() ? row.layout()
                : new ServingLayout(row.layout().tensor(), row.layout().data(), row.layout().pipeline(), 1);
        Pod pod = row.pod().isEmpty() ? catalog.adHoc(row.chip(), layout.ranks()) : catalog.pod(row.pod());
        Chip chip = catalog.rankChip(pod);
        ServingStep step = new ServingStep(model, row.quantization(), layout,
                kernels.computeIfAbsent(chip.id(), _ -> Kernels.of(chip, catalog.chips(), calibration)),
                fabrics.computeIfAbsent(pod.id() + pod.ranks(), _ -> Fabric.of(pod, chip, calibration).inEngine()), Speculation.NONE);
        MemoryBudget memory = MemoryBudget.of(model, row.quantization(), layout, chip, EngineDefaults.TOKEN_BUDGET, row.lengths().meanContext());
        Performance performance = atConcurrency(new AggregatedReplica(step, row.lengths()), row, memory.sequences());
        Cost decode = new DecodeReplica(step, row.lengths()).decodeStep(Math.max(1, performance.inFlight() / layout.data()));
        return new Outcome(row, model.mixture(), performance, decode);
    }

    /// The state in which as many requests are inside as the clients keep, or as many decode as memory holds.
    private static Performance atConcurrency(AggregatedReplica replica, ServingRow row, double room) {
        double most = Math.min(Math.max(1, room), row.inFlight());
        return replica.at(Bisection.crossing(0, most, HALVINGS, n -> replica.means(n).inFlight() < row.inFlight()));
    }
}
