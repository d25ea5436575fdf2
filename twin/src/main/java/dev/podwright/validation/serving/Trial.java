package dev.podwright.validation.serving;

import dev.podwright.calibration.ServingOverheads;
import dev.podwright.calibration.ServingProfile;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.StepOverheads;
import dev.podwright.simulation.StepTimes;

/// A row with its steps compiled: it can be run many times with other overheads. Not for two threads at once.
final class Trial {
    private final ServingRow row;
    private final ServingProfile profile;
    private final EngineRules rules;
    private final StepTimes times;
    private final long blocks;

    /// @throws dev.podwright.document.InputException if chip, pod or model are not known
    Trial(ServingRow row, Sites sites) {
        this.row = row;
        this.profile = new ServingProfile(row.site().engine(), sites.chip(row.site(), row.layout().ranks()).family(), row.harness().label(),
                Sites.model(row.site()).mixture() ? "moe" : "dense", row.site().quantization().weights().label());
        this.rules = ClosedLoop.rules(row);
        this.times = ClosedLoop.times(row, sites);
        this.blocks = sites.blocks(row.site(), row.layout(), rules, row.longest().total());
    }

    ServingRow row() {
        return row;
    }

    ServingProfile profile() {
        return profile;
    }

    /// Rows that are held out together.
    String group() {
        return row.site().model() + " on " + row.site().chip() + " by " + row.site().engine();
    }

    /// Blocks that all requests in flight want when they are longest on average, over those there are.
    double pressure() {
        return row.concurrency() * (row.lengths().total() - row.lengths().output() / 2) / (blocks * (double) rules.blockTokens());
    }

    ClosedLoop.Means run(ServingOverheads overheads) {
        StepTimes with = times.with(new StepOverheads(overheads.step(), overheads.sequence(), overheads.decode(), overheads.prefill()));
        // A request that a replica cannot hold by our account was served in life: our account is a little short.
        long most = Math.max(blocks, Math.ceilDiv((long) Math.ceil(row.longest().total()) + 1, rules.blockTokens()) * (long) with.lanes());
        Setup setup = ClosedLoop.setup(row, new Pool(Pool.Role.BOTH, 1, rules, with, most));
        ClosedLoop.Means means = ClosedLoop.run(row, setup);
        return new ClosedLoop.Means(means.ttft() + overheads.front(), means.tpot(), means.unserved());
    }
}
