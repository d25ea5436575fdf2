package dev.podwright.app;

import dev.podwright.cost.Bill;
import dev.podwright.plan.ServingSystem;
import dev.podwright.scenario.Scenario;
import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.OverTime;
import dev.podwright.simulation.Replicas;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import java.util.OptionalDouble;

/// A simulated run with what was asked.
///
/// @param traffic the requests
record SimulationResult(Scenario scenario, ServingSystem system, Setup setup, Traffic traffic, Simulation.End end, Statistics statistics,
                        Replicas replicas, OverTime overTime) {

    ClassStatistics all() {
        return statistics.all();
    }

    /// As it was asked for: what a plan joins to find room says nothing of the part that runs.
    String podName() {
        return scenario.targets().getFirst().pod().name();
    }

    double perSecond(double count) {
        return end.seconds() == 0 ? 0 : count / end.seconds();
    }

    /// Share of the time that replicas ran.
    double utilisation() {
        return share(statistics.busySeconds());
    }

    /// A share of the time of all replicas.
    private double share(double seconds) {
        return end.seconds() == 0 ? 0 : seconds / (end.seconds() * setup.replicas());
    }

    double within(ClassStatistics c) {
        return c.finished() == 0 ? 0 : (double) c.good() / c.finished();
    }

    double cached(ClassStatistics c) {
        return c.inputTokens() == 0 ? 0 : c.cachedTokens() / c.inputTokens();
    }

    /// Prompt tokens computed again, after a preemption or the loss of a replica; of a whole run.
    double recomputed() {
        return Math.max(0, statistics.promptTokensComputed() - (all().inputTokens() - all().cachedTokens()));
    }

    Bill bill() {
        return Bill.of(scenario.targets().getFirst().pod(), system.site().chip(), system.chips(), perSecond(all().outputTokens()));
    }

    /// What the chips take if they draw their published power from the first to the last moment: no source says what they draw idle.
    OptionalDouble joules() {
        OptionalDouble watts = bill().watts();
        return watts.isPresent() ? OptionalDouble.of(watts.getAsDouble() * end.seconds()) : watts;
    }

    /// The part of it while their replica ran.
    OptionalDouble busyJoules() {
        OptionalDouble joules = joules();
        return joules.isPresent() ? OptionalDouble.of(joules.getAsDouble() * utilisation()) : joules;
    }
}
