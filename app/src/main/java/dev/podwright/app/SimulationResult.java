package dev.podwright.app;

import dev.podwright.plan.ServingSystem;
import dev.podwright.scenario.Scenario;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;

/// A simulated run with what was asked.
///
/// @param traffic the requests
record SimulationResult(Scenario scenario, ServingSystem system, Statistics statistics, Simulation.End end, Traffic traffic, Setup setup) {

    double perSecond(double count) {
        return end.seconds() == 0 ? 0 : count / end.seconds();
    }

    /// Share of the time that replicas ran.
    double utilisation() {
        return end.seconds() == 0 ? 0 : statistics.busySeconds() / (end.seconds() * system.replicas());
    }
}
