package dev.podwright.diagnosis;

import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ranks that others wait for.
final class Stragglers implements Finder {
    /// A rank that causes so many times its even share of all waiting does not do so by chance.
    private static final double UNEVEN = 1.5;
    private static final int SHOWN = 3;

    private final Waits waits;

    Stragglers(Waits waits) {
        this.waits = waits;
    }

    @Override
    public List<Finding> find(Job job) {
        double all = waits.caused().values().stream().mapToDouble(c -> caused(job, c)).sum();
        List<Finding> found = new ArrayList<>();
        waits.caused().forEach((late, others) -> {
            double caused = caused(job, others);
            if (job.worth(caused) && caused >= UNEVEN * all / job.ranks().size()) {
                found.add(finding(job, job.ranks().get(late), others, caused));
            }
        });
        if (found.isEmpty() && !job.worth(all)) {
            longest(job).ifPresent(found::add);
        }
        return found;
    }

    /// Where nobody is seen waiting: the rank that computes longest, if it stands out from all others.
    private Optional<Finding> longest(Job job) {
        List<RankView> order = job.ranks().stream().sorted(Comparator.comparingDouble(Stragglers::computing).reversed()).toList();
        if (order.size() < 2) {
            return Optional.empty();
        }
        RankView late = order.getFirst();
        double surplus = computing(late) - order.stream().skip(1).mapToDouble(Stragglers::computing).average().orElse(0);
        if (!job.worth(surplus) || computing(late) - computing(order.get(1)) < surplus / 2) {
            return Optional.empty();
        }
        Loss loss = new Loss();
        Surplus more = Surplus.of(job, late);
        more.claim(job, surplus).forEach(loss::add);
        List<String> evidence = new ArrayList<>(List.of("Nobody is seen waiting for it: collectives are hidden behind computing, or not in the profile."));
        evidence.addAll(compared(job, late, more));
        return Optional.of(new Finding(Finding.Kind.STRAGGLER, late.name(), "%s computes %s longer in a step than the others do on average.".formatted(late.name(), Words.seconds(surplus)), evidence,
                more.cause().sentence, more.cause().remedy, loss.seconds(), Read.SLOW_RANK));
    }

    private static List<String> compared(Job job, RankView late, Surplus surplus) {
        List<String> evidence = new ArrayList<>();
        evidence.add("A step of it computes %s, of the others %s on average.".formatted(Words.seconds(computing(late)), Words.seconds(
                job.ranks().stream().filter(r -> r != late).mapToDouble(Stragglers::computing).average().orElse(0))));
        evidence.add("More than the others: the same kernels %s, more or other kernels %s, host %s.".formatted(signed(surplus.same()), signed(surplus.load()), signed(surplus.host())));
        evidence.addAll(surplus.largest(SHOWN));
        return evidence;
    }

    private static double caused(Job job, Map<Integer, Map<Integer, Double>> others) {
        double sum = 0;
        for (Map.Entry<Integer, Map<Integer, Double>> other : others.entrySet()) {
            sum += job.share(job.ranks().get(other.getKey()), other.getValue().values().stream().mapToDouble(Double::doubleValue).sum());
        }
        return sum;
    }

    private Finding finding(Job job, RankView late, Map<Integer, Map<Integer, Double>> others, double caused) {
        Loss loss = new Loss();
        others.forEach((rank, uses) -> uses.forEach((use, wait) -> loss.add(job.share(job.ranks().get(rank), job.ranks().get(rank).ledger().claim(use, Interval.exact(wait))))));
        double each = caused * job.ranks().size() / (job.ranks().size() - 1);
        Surplus surplus = Surplus.of(job, late);
        surplus.claim(job, each).forEach(loss::add);
        List<String> evidence = new ArrayList<>();
        evidence.add("It comes last in %s of %s; the others wait %s of a step for it.".formatted(Words.number(waits.last()[late.index()]), Words.count(waits.matched(), "collective"), Words.seconds(each)));
        evidence.addAll(compared(job, late, surplus));
        return new Finding(Finding.Kind.STRAGGLER, late.name(), "The others wait for %s: %s of a step.".formatted(late.name(), Words.seconds(each)), evidence, surplus.cause().sentence, surplus.cause().remedy,
                loss.seconds(), Read.SLOW_RANK);
    }

    private static double computing(RankView rank) {
        return rank.occupancy().totals().computing() / rank.occupancy().steps();
    }

    private static String signed(double seconds) {
        String amount = Words.seconds(Math.abs(seconds));
        return (amount.equals(Words.seconds(0)) ? "" : seconds < 0 ? "-" : "+") + amount;
    }

    private enum Cause {
        CHIP("It runs the same kernels slower than the others do: its chip is throttled, shared or faulty.", "Compare clock, power, temperature and memory errors of that card with the others, and swap it to see whether the trouble moves along."),
        LOAD("It runs more or larger kernels than the others do: the load is uneven.", "Balance the load: sequence lengths, experts (their placement or a balancing loss), layers of pipeline stages."),
        HOST("Its host launches later than the others' hosts do.", "Look at the processes on that host: data loading, logging, CPU binding, garbage collection, clock of the CPU.");

        private final String sentence;
        private final String remedy;

        Cause(String sentence, String remedy) {
            this.sentence = sentence;
            this.remedy = remedy;
        }
    }

    /// What one rank does longer than the mean of the others, in seconds of its step.
    ///
    /// @param uses by use of the rank
    private record Surplus(RankView late, double same, double load, double host, double[] uses) {

        static Surplus of(Job job, RankView late) {
            List<RankView> others = job.ranks().stream().filter(r -> r != late).toList();
            double[] uses = new double[late.profile().uses().size()];
            double same = 0;
            double load = 0;
            for (List<Job.Seat> seats : job.alike(s -> s.use().exchange().isEmpty())) {
                double own = owned(seats, late);
                double mean = others.stream().mapToDouble(r -> owned(seats, r)).sum() / others.size();
                double times = count(seats, late);
                double meanTimes = others.stream().mapToDouble(r -> count(seats, r)).sum() / others.size();
                double slower = times > 0 && meanTimes > 0 ? own - mean / meanTimes * times : 0;
                same += slower;
                load += own - mean - slower;
                seats.stream().filter(s -> s.rank() == late).forEach(s -> uses[s.index()] += own > 0 ? Math.max(0, own - mean) * s.owned() / late.occupancy().steps() / own : 0);
            }
            double host = host(late) - others.stream().mapToDouble(Surplus::host).average().orElse(0);
            return new Surplus(late, same, load, host, uses);
        }

        private static double owned(List<Job.Seat> seats, RankView rank) {
            return seats.stream().filter(s -> s.rank() == rank).mapToDouble(Job.Seat::owned).sum() / rank.occupancy().steps();
        }

        private static double count(List<Job.Seat> seats, RankView rank) {
            return seats.stream().filter(s -> s.rank() == rank).mapToDouble(s -> s.use().count() * s.inside() / s.use().seconds()).sum() / rank.occupancy().steps();
        }

        private static double host(RankView rank) {
            return rank.occupancy().gaps().stream().filter(g -> g.cause().host()).mapToDouble(Gap::avoidable).sum() / rank.occupancy().steps();
        }

        Cause cause() {
            if (host >= Math.max(same, load)) {
                return Cause.HOST;
            }
            return same >= load ? Cause.CHIP : Cause.LOAD;
        }

        /// Claims on the rank itself what makes the others wait, no more than they wait.
        ///
        /// @param seconds of a step that the others wait
        List<Interval> claim(Job job, double seconds) {
            double kernels = Arrays.stream(uses).sum();
            double idle = Math.max(0, host);
            double part = kernels + idle > 0 ? Math.min(1, seconds / (kernels + idle)) : 0;
            int steps = late.occupancy().steps();
            List<Interval> claims = new ArrayList<>();
            for (int use = 0; use < uses.length; use++) {
                if (uses[use] > 0) {
                    claims.add(job.share(late, late.ledger().claim(use, Interval.exact(uses[use] * part * steps))));
                }
            }
            double left = idle * part * steps;
            for (Gap.Cause cause : Gap.Cause.values()) {
                if (cause.host() && left > 0) {
                    Interval taken = late.ledger().claimGap(cause, left);
                    left -= taken.value();
                    claims.add(job.share(late, taken));
                }
            }
            return claims;
        }

        List<String> largest(int count) {
            List<Integer> order = new ArrayList<>();
            for (int use = 0; use < uses.length; use++) {
                if (uses[use] > 0) {
                    order.add(use);
                }
            }
            order.sort(Comparator.comparingDouble((Integer use) -> uses[use]).reversed());
            return order.stream().limit(count).map(use -> "%s: +%s.".formatted(Alikeness.words(late.use(use)), Words.seconds(uses[use]))).toList();
        }
    }

    /// For messages where nothing can be said of stragglers.
    static Optional<String> note(Job job) {
        return job.ranks().size() > 1 ? Optional.empty() : Optional.of("One rank was profiled: ranks that others wait for show only where several are.");
    }
}
