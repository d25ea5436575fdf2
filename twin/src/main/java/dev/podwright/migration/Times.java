package dev.podwright.migration;

import dev.podwright.repricing.RepricedUse;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a profile's step gains and loses on the target.
final class Times {
    /// Intervals are 90 % intervals: where fewer of the device seconds lie in theirs, the source is not what it is said to be ([Repricing#reproduced]).
    private static final double TRUSTED = 0.9;

    private Times() {}

    static Report.Time of(Repricing repricing) {
        Map<String, List<RepricedUse>> kinds = new LinkedHashMap<>();
        for (RepricedUse use : repricing.uses()) {
            String name = use.use().operator().isEmpty() ? use.use().kernel() : use.use().operator();
            kinds.computeIfAbsent(name, _ -> new ArrayList<>()).add(use);
        }
        List<Report.Shift> shifts = kinds.entrySet().stream().map(e -> shift(e.getKey(), e.getValue())).toList();
        Comparator<Report.Shift> byLoss = Comparator.comparingDouble(Report.Shift::loss);
        return new Report.Time(repricing, shifts.stream().filter(s -> s.loss() < 0).sorted(byLoss).toList(),
                shifts.stream().filter(s -> s.loss() >= 0).sorted(byLoss.reversed()).toList(), check(repricing));
    }

    private static Report.Shift shift(String name, List<RepricedUse> uses) {
        double low = uses.stream().mapToDouble(u -> u.onTarget().low()).sum();
        double value = uses.stream().mapToDouble(u -> u.onTarget().value()).sum();
        double high = uses.stream().mapToDouble(u -> u.onTarget().high()).sum();
        return new Report.Shift(name, uses.stream().mapToLong(u -> u.use().count()).sum(), uses.stream().mapToDouble(u -> u.use().seconds()).sum(),
                new Interval(Math.min(low, value), value, Math.max(high, value)), uses.stream().allMatch(u -> u.method() == RepricedUse.Method.SHAPE));
    }

    private static String check(Repricing repricing) {
        double priced = repricing.uses().stream().filter(u -> u.onSource().isPresent()).mapToDouble(u -> u.use().seconds()).sum();
        double all = repricing.uses().stream().mapToDouble(u -> u.use().seconds()).sum();
        if (priced == 0) {
            return "Nothing in the profile could be priced from shapes on %s, so that the prediction cannot be checked there: record the profile with shapes."
                    .formatted(repricing.source().id());
        }
        double reproduced = repricing.reproduced();
        return "Priced on %s itself, %.0f%% of the device seconds lie in their interval; %.0f%% of all could be priced from shapes.%s".formatted(repricing.source().id(),
                100 * reproduced, 100 * priced / all, reproduced >= TRUSTED ? ""
                        : " That is little: the profile is of another chip, or its kernels are slower than they should be; take the target's time with care.");
    }

    /// Such as `the profile's step takes 12.3 ms (11.0 to 14.1), 1.2 times the 10.2 ms on h100-sxm`.
    static String words(Report.Time time, String target) {
        Repricing r = time.repricing();
        return "the profile's step takes %.4g ms (%.4g to %.4g) on %s, %.2f times the %.4g ms on %s".formatted(1e3 * r.targetStep().value(), 1e3 * r.targetStep().low(),
                1e3 * r.targetStep().high(), target, r.targetStep().value() / r.step(), 1e3 * r.step(), r.source().id());
    }
}
