package dev.podwright.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Times in which the device has nothing to do because the host is late.
final class HostGaps implements Finder {
    private static final int SHOWN = 4;

    /// What the host was about.
    private enum Trouble {
        SYNCHRONISING("after synchronisations", "The program waits for the device and launches only then: the queue runs empty.",
                "Leave out what reads a value back inside the step (item(), print, nonzero, masks by bool, copies to the host that block)."),
        LAUNCHING("between kernels", "The host launches kernels more slowly than the device runs them.", ""),
        STARTING("where steps begin and end", "Between steps the host loads data, logs, or does what the device could run beside it.", "Load data in other processes and ahead (num_workers, prefetch, pinned memory), log rarely, and let the next step be launched before this one ends.");

        private final String where;
        private final String cause;
        private final String remedy;

        Trouble(String where, String cause, String remedy) {
            this.where = where;
            this.cause = cause;
            this.remedy = remedy;
        }

        static Trouble of(Gap.Cause cause) {
            return switch (cause) {
                case SYNCHRONISED -> SYNCHRONISING;
                case BEGINNING, END -> STARTING;
                default -> LAUNCHING;
            };
        }
    }

    @Override
    public List<Finding> find(Job job) {
        Map<Trouble, List<Gap.Cause>> troubles = new EnumMap<>(Trouble.class);
        for (Gap.Cause cause : Gap.Cause.values()) {
            if (cause.host()) {
                troubles.computeIfAbsent(Trouble.of(cause), _ -> new ArrayList<>()).add(cause);
            }
        }
        List<Finding> found = new ArrayList<>();
        troubles.forEach((trouble, causes) -> finding(job, trouble, causes, found));
        return found;
    }

    private static void finding(Job job, Trouble trouble, List<Gap.Cause> causes, List<Finding> found) {
        double left = job.mean(r -> causes.stream().mapToDouble(r.ledger()::gap).sum());
        if (!job.worth(left)) {
            return;
        }
        double idle = 0;
        double count = 0;
        boolean known = false;
        Map<String, Double> followers = new LinkedHashMap<>();
        Loss loss = new Loss();
        for (RankView rank : job.ranks()) {
            for (Gap gap : rank.occupancy().gaps()) {
                if (causes.contains(gap.cause())) {
                    idle += job.share(rank, gap.seconds());
                    count += job.share(rank, gap.count());
                    known |= gap.cause() != Gap.Cause.LAUNCH_UNKNOWN;
                    followers.merge(follower(rank, gap), job.share(rank, gap.seconds()), Double::sum);
                }
            }
            for (Gap.Cause cause : causes) {
                loss.add(job.share(rank, rank.ledger().claimGap(cause, Double.POSITIVE_INFINITY)));
            }
        }
        List<String> evidence = new ArrayList<>();
        evidence.add(count > 0 ? "%s gaps in a step, %s each on average.".formatted(Words.number(count), Words.seconds(idle / count)) : "The profile tells their sum only.");
        small(job, evidence);
        waits(job, trouble, evidence);
        followers.entrySet().stream().filter(e -> !e.getKey().isEmpty()).sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())).limit(SHOWN)
                .forEach(e -> evidence.add("Before %s: %s of a step.".formatted(e.getKey(), Words.seconds(e.getValue()))));
        if (!known) {
            evidence.add("The profile does not tell when tasks were launched: part of it may be the device's own.");
        }
        boolean ascend = Makers.of(job.machine().chip()) == Makers.ASCEND;
        boolean launching = trouble == Trouble.LAUNCHING;
        String remedy = !launching ? trouble.remedy : ascend
                ? "Capture the step in a graph (ACL graph, on by default in vllm-ascend; torch.npu.NPUGraph); set TASK_QUEUE_ENABLE=2 and CPU_AFFINITY_CONF=2; use fused operators."
                : "Capture the step in CUDA graphs, or fuse kernels (torch.compile), so that fewer launches are needed.";
        String source = !launching ? "" : ascend ? String.join("; ", Read.TASK_QUEUE, Read.CPU_BINDING, Read.ACL_GRAPH) : Read.CUDA_GRAPH;
        found.add(new Finding(Finding.Kind.HOST_GAPS, "device idle " + trouble.where, "The device is idle %s of a step %s (%s).".formatted(Words.seconds(idle), trouble.where,
                Words.percent(idle / job.step())), evidence, trouble.cause, remedy, loss.seconds(), source));
    }

    private static String follower(RankView rank, Gap gap) {
        if (gap.follower() < 0) {
            return "";
        }
        return rank.use(gap.follower()).operator().isEmpty() ? rank.use(gap.follower()).kernel() : rank.use(gap.follower()).operator();
    }

    /// How many tasks are shorter than the gaps before them take on average: launching cannot keep up with those.
    private static void small(Job job, List<String> evidence) {
        double gaps = job.mean(r -> r.occupancy().gaps().stream().mapToDouble(Gap::count).sum());
        double idle = job.mean(r -> r.occupancy().totals().idle());
        if (gaps == 0) {
            return;
        }
        double each = idle / gaps;
        double tasks = 0;
        double small = 0;
        for (RankView rank : job.ranks()) {
            for (int use = 0; use < rank.profile().uses().size(); use++) {
                double runs = job.share(rank, rank.use(use).count());
                tasks += runs;
                small += rank.use(use).each() < each ? runs : 0;
            }
        }
        if (small > 0) {
            evidence.add("%s of %s tasks of a step are shorter than a gap.".formatted(Words.number(small), Words.number(tasks)));
        }
    }

    private static void waits(Job job, Trouble trouble, List<String> evidence) {
        if (trouble == Trouble.SYNCHRONISING) {
            double waits = job.mean(r -> r.profile().timeline().waits());
            double seconds = job.mean(r -> {
                double sum = 0;
                for (int i = 0; i < r.profile().timeline().waits(); i++) {
                    sum += r.profile().timeline().waitSeconds(i);
                }
                return sum;
            });
            evidence.add("The host waits %s times in a step for the device, %s together.".formatted(Words.number(waits), Words.seconds(seconds)));
        }
    }
}
