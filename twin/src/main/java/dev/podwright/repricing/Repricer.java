package dev.podwright.repricing;

import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Profile;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Prices profiles on machines.
public final class Repricer {
    private final Function<String, Kernel> kernels;

    public Repricer(Knowledge knowledge) {
        this(knowledge::kernel);
    }

    /// @param kernels what a kernel's name tells
    Repricer(Function<String, Kernel> kernels) {
        this.kernels = kernels;
    }

    /// The profile, taken on `source`, on `target`.
    public Repricing reprice(Profile profile, Machine source, Machine target) {
        Recogniser recogniser = new Recogniser(profile.format(), kernels);
        List<Recognised> recognised = profile.uses().stream().map(recogniser::recognise).toList();
        List<Kernel.Nature> natures = profile.uses().stream().map(recogniser::nature).toList();
        Prices prices = new Prices(source, target);
        RepricedUse[] repriced = new RepricedUse[recognised.size()];
        for (Call call : Call.of(profile, recognised, natures)) {
            prices.of(profile, call).forEach((index, use) -> repriced[index] = use);
        }
        List<RepricedUse> uses = List.of(repriced);
        double steps = Math.max(1, profile.steps().size());
        double step = profile.steps().isEmpty() ? profile.seconds() : profile.steps().stream().mapToDouble(s -> s.seconds()).average().orElse(0);
        double busy = uses.stream().mapToDouble(u -> u.use().seconds()).sum() / steps;
        Interval sum = new Interval(sum(uses, Interval::low) / steps, sum(uses, Interval::value) / steps, sum(uses, Interval::high) / steps);
        return new Repricing(profile, source, target, uses, step > 0 ? step : busy, busy, sum, new ArrayList<>());
    }

    private static double sum(List<RepricedUse> uses, Function<Interval, Double> end) {
        return uses.stream().mapToDouble(u -> end.apply(u.onTarget())).sum();
    }
}
