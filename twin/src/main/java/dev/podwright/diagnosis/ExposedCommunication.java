package dev.podwright.diagnosis;

import dev.podwright.profile.Use;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Exchanges that nothing computes beside, as far as they are neither slow nor waiting for others.
final class ExposedCommunication implements Finder {

    @Override
    public List<Finding> find(Job job) {
        Map<String, List<Job.Seat>> groups = new LinkedHashMap<>();
        for (List<Job.Seat> seats : job.alike(s -> s.use().kind() == Use.Kind.EXCHANGE || CpuFallbacks.drives(s.use()))) {
            for (Job.Seat seat : seats) {
                Use use = seat.use();
                groups.computeIfAbsent(use.exchange().map(SlowCommunication::name).orElse(use.kernel()), _ -> new ArrayList<>()).add(seat);
            }
        }
        double[] room = job.ranks().stream().mapToDouble(r -> Math.max(0, r.occupancy().totals().computing() - r.occupancy().totals().overlapped())).toArray();
        List<Finding> found = new ArrayList<>();
        groups.entrySet().stream().sorted(Comparator.comparingDouble((Map.Entry<String, List<Job.Seat>> e) -> exposed(job, e.getValue())).reversed())
                .forEach(e -> finding(job, e.getKey(), e.getValue(), room, found));
        return found;
    }

    private static double exposed(Job job, List<Job.Seat> seats) {
        return seats.stream().mapToDouble(s -> job.share(s.rank(), left(s))).sum();
    }

    private static double left(Job.Seat seat) {
        return Math.max(0, seat.owned() - seat.claimed());
    }

    private static void finding(Job job, String name, List<Job.Seat> seats, double[] room, List<Finding> found) {
        double exposed = exposed(job, seats);
        if (!job.worth(exposed)) {
            return;
        }
        double inside = seats.stream().mapToDouble(s -> job.share(s.rank(), s.inside())).sum();
        Loss loss = new Loss();
        for (Job.Seat seat : seats) {
            double left = left(seat);
            double saved = left - job.machine().fabric().exposed(left, room[seat.rank().index()]);
            room[seat.rank().index()] = Math.max(0, room[seat.rank().index()] - left);
            // Whether the program has anything to compute meanwhile, the profile does not tell.
            double before = seat.claimed();
            Interval claimed = seat.claimChange(new Interval(0, before + Math.max(0, saved), before + Math.max(0, saved)));
            loss.add(job.share(seat.rank(), claimed));
        }
        double computing = job.mean(r -> r.occupancy().totals().computing());
        double owned = seats.stream().mapToDouble(s -> job.share(s.rank(), s.owned())).sum();
        List<String> evidence = new ArrayList<>(List.of("%s of it in a step, %s with nothing computing beside it (%s of the step).".formatted(Words.seconds(inside), Words.seconds(owned),
                Words.percent(owned / job.step()))));
        if (!Words.seconds(owned).equals(Words.seconds(exposed))) {
            evidence.add("Of that %s (%s of the step) are neither slow nor waiting for other ranks.".formatted(Words.seconds(exposed), Words.percent(exposed / job.step())));
        }
        evidence.add("A step computes %s, %s of it beside communication.".formatted(Words.seconds(computing), Words.seconds(job.mean(r -> r.occupancy().totals().overlapped()))));
        found.add(new Finding(Finding.Kind.EXPOSED_COMMUNICATION, name, "%s is exposed for %s of a step.".formatted(name, Words.seconds(exposed)), evidence, cause(seats), remedy(seats), loss.seconds(), ""));
    }

    private static String operation(List<Job.Seat> seats) {
        return seats.getFirst().use().exchange().map(Use.Exchange::operation).orElse("");
    }

    private static String cause(List<Job.Seat> seats) {
        return switch (operation(seats)) {
            case "all_gather", "reduce_scatter" -> "Weights or activations are gathered where they are needed at once, or gradients are reduced when nothing is left to compute.";
            case "all_to_all", "all_to_allv" -> "Tokens go to their experts and back between products that wait for them.";
            case "send", "receive" -> "A pipeline stage waits for its neighbour.";
            default -> "The next operator needs the result at once.";
        };
    }

    private static String remedy(List<Job.Seat> seats) {
        return switch (operation(seats)) {
            case "all_gather", "reduce_scatter" -> "Gather the next layer's weights earlier and reduce gradients in buckets beside the backward pass; or shard over fewer ranks. podwright plan compares layouts.";
            case "all_to_all", "all_to_allv" -> "Run two micro-batches in turn, so that one computes while the other's tokens travel; or spread experts over fewer ranks. podwright plan compares layouts.";
            case "send", "receive" -> "More micro-batches, interleaved stages or an even split of layers shorten the wait. podwright plan compares layouts.";
            default -> "Split the product and its sum into chunks that overlap, or use a smaller tensor-parallel group. podwright plan compares layouts.";
        };
    }
}
