package dev.podwright.app;

import dev.podwright.catalog.Pod;
import dev.podwright.cost.Bill;
import dev.podwright.plan.ServingDeployment;
import dev.podwright.plan.ServingSystem;
import dev.podwright.plan.Site;
import dev.podwright.plan.Strain;
import dev.podwright.scenario.Scenario;
import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.OverTime;
import dev.podwright.simulation.Replicas;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import dev.podwright.workload.Limits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// A simulated run with what was asked.
///
/// @param traffic the requests
/// @param strain what the condition of the fabric costs, where it is not as built
public record SimulationResult(Scenario scenario, ServingDeployment deployment, Setup setup, Traffic traffic, Simulation.End end, Statistics statistics,
                        Replicas replicas, OverTime overTime, Optional<Strain> strain) {

    public ClassStatistics all() {
        return statistics.all();
    }

    /// The first site; pools share the model and what was asked.
    public Site site() {
        return deployment.parts().getFirst().system().site();
    }

    /// Of one pool.
    public ServingSystem system(int pool) {
        return deployment.parts().get(pool).system();
    }

    public int chips() {
        return deployment.chips();
    }

    /// As they were asked for: what a plan joins to find room says nothing of the part that runs.
    private Pod sold(Site site) {
        Pod asked = scenario.targets().getFirst().pod();
        return asked.id().equals(site.pod().id()) ? asked : site.pod();
    }

    public String podName() {
        return deployment.parts().stream().map(p -> sold(p.system().site()).name()).distinct().collect(Collectors.joining(" and "));
    }

    /// Limits of every request; empty where classes have limits of their own.
    public Optional<Limits> limits() {
        List<Limits> all = traffic.limits().stream().distinct().toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    public double perSecond(double count) {
        return end.seconds() == 0 ? 0 : count / end.seconds();
    }

    /// Share of the time that replicas ran.
    public double utilisation() {
        return share(statistics.busySeconds());
    }

    /// A share of the time of all replicas.
    private double share(double seconds) {
        return end.seconds() == 0 ? 0 : seconds / (end.seconds() * setup.replicas());
    }

    public double within(ClassStatistics c) {
        return c.finished() == 0 ? 0 : (double) c.good() / c.finished();
    }

    public double cached(ClassStatistics c) {
        return c.inputTokens() == 0 ? 0 : c.cachedTokens() / c.inputTokens();
    }

    public Bill bill() {
        double tokens = perSecond(all().outputTokens());
        return Bill.together(deployment.parts().stream().map(p -> Bill.of(sold(p.system().site()), p.system().site().chip(), p.system().chips(), tokens)).toList(), tokens);
    }

    /// Published prices in words.
    public String prices() {
        Site site = site();
        return deployment.parts().stream().map(p -> p.system().site().pod().id()).distinct().count() == 1 ? BillText.simulated(sold(site), site.chip(), chips(), bill())
                : deployment.parts().stream().map(p -> BillText.simulated(sold(p.system().site()), p.system().site().chip(), p.system().chips(),
                        Bill.of(sold(p.system().site()), p.system().site().chip(), p.system().chips(), perSecond(all().outputTokens())))).collect(Collectors.joining("; "));
    }

    /// What all cards come to, where the pods are of one kind and their price is published.
    public Optional<BillText.Total> total() {
        boolean alike = deployment.parts().stream().map(p -> p.system().site().pod().id()).distinct().count() == 1;
        return alike ? BillText.total(sold(site()), site().chip(), chips(), bill()) : Optional.empty();
    }

    /// What the chips take if they draw their published power from the first to the last moment: no source says what they draw idle.
    public OptionalDouble joules() {
        OptionalDouble watts = bill().watts();
        return watts.isPresent() ? OptionalDouble.of(watts.getAsDouble() * end.seconds()) : watts;
    }

    /// The part of it while their replica ran.
    public OptionalDouble busyJoules() {
        OptionalDouble joules = joules();
        return joules.isPresent() ? OptionalDouble.of(joules.getAsDouble() * utilisation()) : joules;
    }
}
