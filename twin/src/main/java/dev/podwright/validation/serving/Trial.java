package dev.podwright.validation.serving;

import dev.podwright.calibration.ServingError;
import dev.podwright.calibration.ServingOverheads;
import dev.podwright.calibration.ServingProfile;
import dev.podwright.model.Batch;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.StepTimes;
import dev.podwright.step.ServingStep;
import dev.podwright.step.StepOverheads;
import dev.podwright.units.Cost;
import java.util.function.Function;

/// A row with its steps compiled: it can be run many times with other overheads. Trials that share steps are for one thread.
final class Trial {
    private final ServingRow row;
    private final ServingProfile profile;
    private final EngineRules rules;
    private final ServingStep step;
    private final StepTimes times;
    private final long blocks;

    /// @param compiled gives the compiled times of a step
    /// @throws dev.podwright.document.InputException if chip, pod or model are not known
    Trial(ServingRow row, Sites sites, Function<ServingStep, StepTimes> compiled) {
        this.row = row;
        this.profile = new ServingProfile(row.site().engine(), sites.chip(row.site(), row.layout().ranks()).family(), row.harness().label(),
                Sites.model(row.site()).mixture() ? "moe" : "dense", row.site().quantization().weights().label());
        this.rules = ClosedLoop.rules(row);
        this.step = sites.step(row.site(), row.layout());
        this.times = compiled.apply(step);
        this.blocks = sites.blocks(row.site(), row.layout(), rules, row.longest().total());
    }

    ServingRow row() {
        return row;
    }

    ServingProfile profile() {
        return profile;
    }

    /// How much of the cache all requests in flight want, each with half of its answer.
    ServingError.Room room() {
        return ServingError.Room.of(row.concurrency() * row.lengths().meanContext() / (blocks * (double) rules.blockTokens()));
    }

    ClosedLoop.Means run(ServingOverheads overheads) {
        StepTimes with = times.with(StepOverheads.of(overheads));
        // A request that a replica cannot hold by our account was served in life: our account is a little short.
        long most = Math.max(blocks, Math.ceilDiv((long) Math.ceil(row.longest().total()) + 1, rules.blockTokens()) * (long) with.lanes());
        ClosedLoop.Means means = ClosedLoop.run(row, ClosedLoop.setup(row, new Pool(Pool.Role.BOTH, 1, rules, with, most)));
        return new ClosedLoop.Means(means.ttft() + overheads.front(), means.tpot(), means.unserved());
    }

    /// The step of generation with all that is in flight.
    Cost step() {
        double lane = Math.max(1, Math.ceil(row.concurrency() / (double) (step.layout().data() * step.layout().pipeline())));
        return step.price(new Batch(0, 0, 0, lane, row.lengths().meanContext(), 1));
    }
}
