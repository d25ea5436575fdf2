package dev.podwright.diagnosis;

import dev.podwright.profile.Use;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Operators that take longer than the slow end of their price.
final class SlowOperators implements Finder {

    @Override
    public List<Finding> find(Job job) {
        List<Finding> found = new ArrayList<>();
        for (List<Job.Seat> seats : job.alike(s -> s.use().kind() == Use.Kind.KERNEL && s.ratio().isPresent())) {
            finding(job, seats).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Finding> finding(Job job, List<Job.Seat> seats) {
        double owned = 0;
        double measured = 0;
        double count = 0;
        Interval price = Interval.exact(0);
        double left = 0;
        for (Job.Seat seat : seats) {
            Interval ratio = seat.ratio().orElseThrow();
            owned += job.share(seat.rank(), seat.owned());
            measured += seat.inside();
            count += seat.use().count() * seat.inside() / seat.use().seconds();
            price = Job.sum(price, ratio.times(seat.inside()));
            left += job.share(seat.rank(), Math.max(0, seat.loss(ratio).value() - seat.claimed()));
        }
        if (measured <= price.high() || !job.worth(left)) {
            return Optional.empty();
        }
        Loss loss = new Loss();
        for (Job.Seat seat : seats) {
            Interval ratio = seat.ratio().orElseThrow();
            loss.add(job.share(seat.rank(), seat.claim(seat.loss(ratio))));
        }
        Job.Seat first = seats.getFirst();
        String subject = Alikeness.words(first.use());
        Interval each = price.times(1 / count);
        List<String> evidence = new ArrayList<>();
        evidence.add("%s each where %s (%s to %s) are predicted; %s of a step.".formatted(Words.seconds(measured / count), Words.seconds(each.value()), Words.seconds(each.low()),
                Words.seconds(each.high()), Words.seconds(owned)));
        evidence.add("The price: %s".formatted(sentence(first.priced().why())));
        Likely likely = Likely.of(job, first, each);
        evidence.addAll(likely.evidence());
        return Optional.of(new Finding(Finding.Kind.SLOW_OPERATOR, subject, "%s takes %s times as long as predicted and loses %s of a step.".formatted(subject,
                Words.number(measured / price.value()), Words.seconds(loss.seconds().value())), evidence, likely.cause(), likely.remedy(), loss.seconds(), likely.source()));
    }

    private static String sentence(String why) {
        return why.isEmpty() ? "from its shapes." : why.endsWith(".") ? why : why + ".";
    }
}
