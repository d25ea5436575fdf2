package dev.podwright.diagnosis;

import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the step should take: every moment that an operator with a price owns at its price, all others as measured without what findings would mend, and
/// the device never idle because of the host.
final class Expectation {
    private final Map<Nature, Double> measured = new EnumMap<>(Nature.class);
    private final Map<Nature, List<Cost>> leaves = new EnumMap<>(Nature.class);
    /// What has no price: as measured, between what findings certainly save of it and what they may.
    private final Map<Nature, Interval> rest = new EnumMap<>(Nature.class);

    Expectation(Job job) {
        for (Nature nature : Nature.values()) {
            measured.put(nature, 0.0);
            leaves.put(nature, new ArrayList<>());
            rest.put(nature, Interval.exact(0));
        }
        for (RankView rank : job.ranks()) {
            double[] owned = rank.occupancy().owned();
            for (int use = 0; use < owned.length; use++) {
                Nature nature = Nature.of(rank.use(use), rank.priced(use).recognised());
                measured.merge(nature, job.share(rank, owned[use]), Double::sum);
                if (owned[use] > 0 && rank.ratio(use).isPresent()) {
                    leaves.get(nature).add(Prices.leaf(rank, use, job.share(rank, owned[use])));
                } else {
                    rest.merge(nature, job.share(rank, rank.ledger().left(use)), Job::sum);
                }
            }
            Occupancy.Totals totals = rank.occupancy().totals();
            double avoidable = rank.occupancy().gaps().stream().mapToDouble(Gap::avoidable).sum();
            double sure = rank.occupancy().gaps().stream().mapToDouble(Gap::sure).sum();
            add(Nature.WAITING, job.share(rank, totals.idle()), job.share(rank, Interval.spanning(totals.idle() - avoidable, totals.idle() - avoidable, totals.idle() - sure)));
            // What a profile without single tasks has in its sums only.
            double untold = Math.max(0, totals.seconds() - totals.idle() - Arrays.stream(owned).sum());
            add(Nature.REST, job.share(rank, untold), Interval.exact(job.share(rank, untold)));
        }
    }

    private void add(Nature nature, double seconds, Interval expected) {
        measured.merge(nature, seconds, Double::sum);
        rest.merge(nature, expected, Job::sum);
    }

    Interval step() {
        Interval priced = Cost.sequence("step", "", leaves.values().stream().flatMap(List::stream).toList()).interval();
        return rest.values().stream().reduce(priced, Job::sum);
    }

    /// @param scenario a predicted step, divided by the names of its leaves
    List<Part> parts(Optional<Cost> scenario) {
        Map<Nature, List<Cost>> predicted = new EnumMap<>(Nature.class);
        scenario.ifPresent(cost -> cost.leaves().forEach(leaf -> predicted.computeIfAbsent(Nature.ofLeaf(leaf.name()), _ -> new ArrayList<>()).add(leaf)));
        List<Part> parts = new ArrayList<>();
        for (Nature nature : Nature.values()) {
            Interval expected = Job.sum(Cost.sequence(nature.label(), "", leaves.get(nature)).interval(), rest.get(nature));
            Optional<Interval> other = scenario.map(_ -> Cost.sequence(nature.label(), "", predicted.getOrDefault(nature, List.of())).interval());
            if (measured.get(nature) > 0 || other.filter(o -> o.value() > 0).isPresent()) {
                parts.add(new Part(nature.label(), measured.get(nature), expected, other));
            }
        }
        return parts;
    }
}
