package dev.podwright.repricing;

import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Profile;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

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
        List<Kernel.Nature> natures = IntStream.range(0, recognised.size()).mapToObj(i -> recogniser.nature(profile.uses().get(i), recognised.get(i))).toList();
        Prices prices = new Prices(source, target);
        Prices.Priced[] priced = new Prices.Priced[recognised.size()];
        for (Call call : Call.of(profile, recognised, natures, recogniser.shapesOfOperators())) {
            prices.of(profile, call).forEach((index, use) -> priced[index] = use);
        }
        List<RepricedUse> uses = Arrays.stream(priced).map(Prices.Priced::use).toList();
        Interval sum = Cost.sequence("step", "", Arrays.stream(priced).map(Prices.Priced::cost).toList()).interval();
        Times times = Times.of(profile, uses, sum, HostClock.between(source.chip(), target.chip()));
        List<String> notes = new Notes(profile, source, target, List.of(priced), times).all();
        return new Repricing(profile, source, target, uses, Times.step(profile), times.replayed(), times.target(), notes);
    }
}
