package dev.podwright.diagnosis;

import dev.podwright.fabric.Collective;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Exchanges that take longer than the fabric needs for their size and group.
final class SlowCommunication implements Finder {
    private final Waits waits;

    SlowCommunication(Waits waits) {
        this.waits = waits;
    }

    @Override
    public List<Finding> find(Job job) {
        List<Finding> found = new ArrayList<>();
        for (List<Job.Seat> seats : job.alike(s -> s.use().exchange().isPresent() && s.ratio().isPresent())) {
            finding(job, seats).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Finding> finding(Job job, List<Job.Seat> seats) {
        Interval price = Interval.exact(0);
        double measured = 0;
        double waited = 0;
        double count = 0;
        double left = 0;
        for (Job.Seat seat : seats) {
            Use use = seat.use();
            Interval ratio = seat.ratio().orElseThrow();
            price = Job.sum(price, ratio.times(seat.inside()));
            measured += seat.inside();
            count += use.count() * seat.inside() / use.seconds();
            waited += job.ranks().size() > 1 ? waits.waited()[seat.rank().index()][seat.index()] : Math.max(0, use.seconds() - use.count() * use.shortest()) * seat.inside() / use.seconds();
            left += job.share(seat.rank(), Math.max(0, seat.loss(ratio).value() - seat.claimed()));
        }
        if (measured - claimed(seats) <= price.high() || !job.worth(left)) {
            return Optional.empty();
        }
        Loss loss = new Loss();
        for (Job.Seat seat : seats) {
            loss.add(job.share(seat.rank(), seat.claim(seat.loss(seat.ratio().orElseThrow()))));
        }
        return Optional.of(words(job, seats, price.times(1 / count), measured / count, waited / count, loss.seconds()));
    }

    private static double claimed(List<Job.Seat> seats) {
        return seats.stream().mapToDouble(s -> s.claimed()).sum();
    }

    private static Finding words(Job job, List<Job.Seat> seats, Interval price, double each, double waited, Interval gain) {
        Job.Seat first = seats.getFirst();
        Use.Exchange exchange = first.use().exchange().orElseThrow();
        String subject = name(exchange) + (exchange.bytes() > 0 ? " of " + Words.number(exchange.bytes() / 1e6) + " MB" : "");
        List<String> evidence = new ArrayList<>();
        evidence.add("%s each where %s (%s to %s) are predicted.".formatted(Words.seconds(each), Words.seconds(price.value()), Words.seconds(price.low()), Words.seconds(price.high())));
        if (first.priced().recognised() instanceof Recognised.Exchanged exchanged) {
            Collective collective = exchanged.collective();
            double expected = job.machine().fabric().busBandwidth(collective);
            evidence.add("Bus bandwidth %s where %s are predicted on %s.".formatted(Words.rate(expected * price.value() / each), Words.rate(expected), job.machine().id()));
        }
        boolean late = each - waited <= price.high();
        if (waited > 0) {
            evidence.add("%s of it %s.".formatted(Words.seconds(waited), job.ranks().size() > 1 ? "are spent waiting for the rank that comes last" : "are beyond the fastest of its runs"));
        }
        String cause = late ? "Ranks arrive at different times: the transfer itself is as fast as predicted." : "The transfer itself is slow: a link with errors or at a lower rate, a network that others use, a group that spans more servers than it should, or settings of the library.";
        String remedy = late ? (job.ranks().size() > 1 ? "Look for uneven work before it: no single rank is always last." : "Profile all ranks of the group: then the one that comes last shows.")
                : Makers.of(job.machine().chip()) == Makers.ASCEND ? "Measure the links alone with hccl_test and hold it against podwright network; look at HCCL_ALGO, HCCL_BUFFSIZE and at the rank table."
                        : "Measure the links alone with nccl-tests and hold it against podwright network; look at NCCL_DEBUG=INFO for the algorithm and the links it uses.";
        return new Finding(Finding.Kind.SLOW_COMMUNICATION, subject, "%s takes %s times as long as predicted.".formatted(subject, Words.number(each / price.value())), evidence, cause, remedy, gain, late ? Read.SLOW_RANK : "");
    }

    /// Such as `all_reduce of 8 ranks (group tp)`.
    static String name(Use.Exchange exchange) {
        return exchange.operation() + (exchange.ranks() > 0 ? " of %d ranks".formatted(exchange.ranks()) : "") + (exchange.group().isEmpty() ? "" : " (group %s)".formatted(exchange.group()));
    }
}
