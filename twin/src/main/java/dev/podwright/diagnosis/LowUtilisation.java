package dev.podwright.diagnosis;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Operators that reach less of the chip than they should and stand under no other finding: by time, those that are slow but each too short to name; by
/// counters, products whose shapes nobody recorded.
final class LowUtilisation implements Finder {
    /// Rows, columns and depth of a product that is large enough for the best rate of a chip.
    private static final double LARGE = 8192;
    private static final List<String> CUBE = List.of("aic_mac_ratio", "mac_ratio");
    private static final List<String> LOADS = List.of("aic_mte2_ratio", "mte2_ratio");

    @Override
    public List<Finding> find(Job job) {
        Map<Nature, List<Job.Seat>> groups = new EnumMap<>(Nature.class);
        for (List<Job.Seat> seats : job.alike(LowUtilisation::slowAndUnclaimed)) {
            seats.forEach(s -> groups.computeIfAbsent(Nature.of(s.use(), s.priced().recognised()), _ -> new ArrayList<>()).add(s));
        }
        List<Finding> found = new ArrayList<>();
        groups.forEach((nature, seats) -> byTime(job, nature, seats).ifPresent(found::add));
        byCounters(job).ifPresent(found::add);
        return found;
    }

    private static boolean slowAndUnclaimed(Job.Seat seat) {
        return seat.use().kind() == Use.Kind.KERNEL && seat.claimed() == 0 && seat.ratio().filter(r -> r.high() < 1).isPresent();
    }

    private static Optional<Finding> byTime(Job job, Nature nature, List<Job.Seat> seats) {
        double certain = seats.stream().mapToDouble(s -> job.share(s.rank(), s.loss(s.ratio().orElseThrow()).low())).sum();
        // One in twenty is beyond its interval by chance, but then hardly.
        if (!job.worth(certain)) {
            return Optional.empty();
        }
        Loss loss = new Loss();
        double owned = 0;
        Interval price = Interval.exact(0);
        for (Job.Seat seat : seats) {
            Interval ratio = seat.ratio().orElseThrow();
            owned += job.share(seat.rank(), seat.owned());
            price = Job.sum(price, ratio.times(job.share(seat.rank(), seat.owned())));
            loss.add(job.share(seat.rank(), seat.claim(seat.loss(ratio))));
        }
        Peak peak = Peak.of(job, seats);
        List<String> evidence = new ArrayList<>(List.of("%s of a step where %s (%s to %s) are predicted.".formatted(Words.seconds(owned), Words.seconds(price.value()), Words.seconds(price.low()),
                Words.seconds(price.high()))));
        evidence.add("They reach %s of %s; predicted are %s.".formatted(Words.percent(peak.share), peak.of, Words.percent(peak.share * owned / price.value())));
        seats.stream().max(Comparator.comparingDouble(Job.Seat::owned)).ifPresent(s -> {
            evidence.add("The longest is %s.".formatted(Alikeness.words(s.use())));
            evidence.addAll(Likely.counters(s.use()));
        });
        return Optional.of(new Finding(Finding.Kind.LOW_UTILISATION, nature.label() + ", " + Words.count(seats.size(), "shape"), "%s of %s lose less than 1 %% of a step each, and together take %s times as long as predicted."
                .formatted(Words.count(seats.size(), "shape"), nature.label(), Words.number(owned / price.value())), evidence,
                "Many shapes are slow alike: a low clock, a power limit, another release of the library than the prices know, or many small operators where one fused would do.",
                "Compare clock and power of the card with its specification, run one large product alone and hold it against podwright explain, and fuse small operators.", loss.seconds(), ""));
    }

    /// Products without shapes: how busy the cube, or the loads to it, were against the best that the chip reaches on large products.
    private static Optional<Finding> byCounters(Job job) {
        Cost large = job.machine().kernels().price(new Operator.Gemm("large", 1, LARGE, LARGE, LARGE, Precision.BF16, Precision.BF16, Precision.BF16));
        Interval best = large.interval().under(large.ideal());
        Loss loss = new Loss();
        double owned = 0;
        double busy = 0;
        List<Job.Seat> low = new ArrayList<>();
        for (List<Job.Seat> seats : job.alike(s -> s.priced().recognised() instanceof Recognised.Unshaped u && u.nature() == Kernel.Nature.PRODUCT)) {
            for (Job.Seat seat : seats) {
                double reached = Math.max(counter(seat, CUBE), counter(seat, LOADS));
                if (reached > 0 && reached < best.low()) {
                    low.add(seat);
                    owned += job.share(seat.rank(), seat.owned());
                    busy += reached * job.share(seat.rank(), seat.owned());
                }
            }
        }
        if (owned <= 0 || !job.worth(owned - busy / best.value())) {
            return Optional.empty();
        }
        for (Job.Seat seat : low) {
            double reached = Math.max(counter(seat, CUBE), counter(seat, LOADS));
            // A small product cannot reach the best rate, and its size is not known: nothing is certain.
            Interval ratio = new Interval(reached / best.high(), reached / best.value(), 1);
            loss.add(job.share(seat.rank(), seat.claim(seat.loss(ratio))));
        }
        Job.Seat first = low.getFirst();
        List<String> evidence = new ArrayList<>(List.of("%s of a step.".formatted(Words.seconds(owned)), "Large products reach %s of the peak (%s to %s) as predicted.".formatted(
                Words.percent(best.value()), Words.percent(best.low()), Words.percent(best.high()))));
        evidence.addAll(Likely.counters(first.use()));
        return Optional.of(new Finding(Finding.Kind.LOW_UTILISATION, "products without shapes", "%s without recorded shapes keep neither the cube nor the loads to it busy: %s.".formatted(
                Words.count(low.size(), "product"), Words.percent(busy / owned)), evidence, "Too small products, a bad tiling, or waiting inside the kernel; the shapes would tell.",
                "Profile once more with record_shapes, and look into the longest with msprof op.", loss.seconds(), ""));
    }

    private static double counter(Job.Seat seat, List<String> names) {
        return names.stream().mapToDouble(n -> seat.use().counters().getOrDefault(n, 0.0)).max().orElse(0);
    }

    /// Of what limits the operators on the ideal machine, the share reached.
    private record Peak(double share, String of) {
        static Peak of(Job job, List<Job.Seat> seats) {
            double ideal = 0;
            double compute = 0;
            double owned = 0;
            for (Job.Seat seat : seats) {
                if (seat.priced().recognised() instanceof Recognised.Computed computed) {
                    double part = seat.use().count() * seat.owned() / seat.use().seconds();
                    for (Operator operator : computed.operators()) {
                        double least = job.machine().price(operator).map(Cost::ideal).orElse(0.0);
                        ideal += part * least;
                        compute += job.machine().price(operator).filter(c -> c.bound() == Bound.COMPUTE).isPresent() ? part * least : 0;
                    }
                    owned += seat.owned();
                }
            }
            return new Peak(owned > 0 ? ideal / owned : 0, compute > ideal / 2 ? "the peak of the matrix units" : "the memory bandwidth");
        }
    }
}
