package dev.podwright.diagnosis;

import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Operators of one nature that are each within their price but all of them slow: together they reach less of the chip than they should.
final class LowUtilisation implements Finder {

    @Override
    public List<Finding> find(Job job) {
        Map<Nature, List<Job.Seat>> groups = new EnumMap<>(Nature.class);
        for (List<Job.Seat> seats : job.alike(s -> s.rank().use(s.use()).kind() == Use.Kind.KERNEL && s.rank().ratio(s.use()).isPresent())) {
            for (Job.Seat seat : seats) {
                if (seat.rank().ledger().claimed(seat.use()) == 0) {
                    groups.computeIfAbsent(Nature.of(seat.rank().use(seat.use()), seat.rank().priced(seat.use()).recognised()), _ -> new ArrayList<>()).add(seat);
                }
            }
        }
        List<Finding> found = new ArrayList<>();
        groups.forEach((nature, seats) -> finding(job, nature, seats).ifPresent(found::add));
        return found;
    }

    private static Optional<Finding> finding(Job job, Nature nature, List<Job.Seat> seats) {
        List<Cost> prices = seats.stream().map(LowUtilisation::price).toList();
        Interval price = Cost.sequence(nature.label(), "", prices).interval();
        double owned = seats.stream().mapToDouble(Job.Seat::owned).sum();
        if (owned <= price.high()) {
            return Optional.empty();
        }
        // What the whole is off, so that it is not counted apart for each: some may be fast.
        Interval ratio = price.times(1 / owned);
        double expected = seats.stream().mapToDouble(s -> job.share(s.rank(), s.rank().loss(s.use(), ratio).value())).sum();
        if (!job.worth(expected)) {
            return Optional.empty();
        }
        Loss loss = new Loss();
        seats.forEach(s -> loss.add(job.share(s.rank(), s.rank().ledger().claim(s.use(), s.rank().loss(s.use(), ratio)))));
        Peak peak = Peak.of(job, seats);
        List<String> evidence = new ArrayList<>(List.of("%s of a step where %s are predicted, at most %s.".formatted(Words.seconds(step(job, seats, 1)), Words.seconds(step(job, seats, ratio.value())),
                Words.seconds(step(job, seats, ratio.high())))));
        evidence.add("They reach %s of %s; predicted are %s.".formatted(Words.percent(peak.share), peak.of, Words.percent(peak.share / ratio.value())));
        seats.stream().max((a, b) -> Double.compare(a.owned(), b.owned())).ifPresent(s -> evidence.addAll(Likely.counters(s.rank().use(s.use()))));
        return Optional.of(new Finding(Finding.Kind.LOW_UTILISATION, "all " + nature.label(), "All %s together take %s times as long as predicted.".formatted(nature.label(), Words.number(1 / ratio.value())),
                evidence, "All are slow alike, though none is outside its own interval: a low clock, a power limit, or another release of the library than the prices know.",
                "Compare clock, power and temperature of the card with its specification; run a large product alone and hold it against podwright explain.", loss.seconds(), ""));
    }

    private static double step(Job job, List<Job.Seat> seats, double factor) {
        return seats.stream().mapToDouble(s -> job.share(s.rank(), s.owned() * factor)).sum();
    }

    private static Cost price(Job.Seat seat) {
        return Prices.leaf(seat.rank(), seat.use(), seat.owned());
    }

    /// Of what limits the operators on the ideal machine, the share reached.
    private record Peak(double share, String of) {
        static Peak of(Job job, List<Job.Seat> seats) {
            double ideal = 0;
            double compute = 0;
            double owned = 0;
            for (Job.Seat seat : seats) {
                if (seat.rank().priced(seat.use()).recognised() instanceof Recognised.Computed computed) {
                    double part = seat.rank().use(seat.use()).count() * seat.owned() / seat.rank().use(seat.use()).seconds();
                    for (Operator operator : computed.operators()) {
                        Cost cost = job.machine().kernels().price(operator);
                        ideal += part * cost.ideal();
                        compute += cost.bound() == dev.podwright.units.Bound.COMPUTE ? part * cost.ideal() : 0;
                    }
                    owned += seat.owned();
                }
            }
            return new Peak(owned > 0 ? ideal / owned : 0, compute > ideal / 2 ? "the peak of the matrix units" : "the memory bandwidth");
        }
    }
}
