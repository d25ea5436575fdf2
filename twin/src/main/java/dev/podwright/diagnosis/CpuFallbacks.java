package dev.podwright.diagnosis;

import dev.podwright.model.Operator;
import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Use;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Operators that run on processors which were not made for them: the AI CPU of the chip, or the host.
final class CpuFallbacks implements Finder {
    /// Operators of a finding that are spelt out.
    private static final int SHOWN = 4;
    private static final String DRIVER = "aicpukernel";

    @Override
    public List<Finding> find(Job job) {
        List<Finding> found = new ArrayList<>();
        for (List<Job.Seat> seats : job.alike(s -> onAiCpu(s.use()))) {
            onChip(job, seats, found);
        }
        onHost(job, found);
        return found;
    }

    /// Whether it computes on the AI CPU.
    private static boolean onAiCpu(Use use) {
        return use.core().equals(Sweep.AI_CPU) && use.kind() != Use.Kind.EXCHANGE && !drives(use);
    }

    /// Whether it drives a collective from the AI CPU (`allreduceAicpuKernel`): HCCL puts it there, no operator fell back.
    static boolean drives(Use use) {
        return use.core().equals(Sweep.AI_CPU) && use.kernel().toLowerCase(Locale.ROOT).endsWith(DRIVER);
    }

    private static void onChip(Job job, List<Job.Seat> seats, List<Finding> found) {
        Loss loss = new Loss();
        double owned = 0;
        long count = 0;
        for (Job.Seat seat : seats) {
            owned += job.share(seat.rank(), seat.owned());
            count += seat.use().count();
        }
        if (!job.worth(owned)) {
            return;
        }
        for (Job.Seat seat : seats) {
            Interval ratio = seat.ratio().orElseGet(() -> traffic(job, seat));
            loss.add(job.share(seat.rank(), seat.claim(seat.loss(ratio))));
        }
        Use use = seats.getFirst().use();
        String subject = Alikeness.words(use);
        found.add(new Finding(Finding.Kind.CPU_FALLBACK, subject,
                "%s runs on the AI CPU and takes %s of a step.".formatted(subject, Words.seconds(owned)),
                List.of("The profile says core %s for %s of %s each.".formatted(use.core(), Words.count(count, "task"), Words.seconds(use.each()))),
                "No kernel for the AI Core takes this type or shape: the AI CPU is a scalar processor.",
                "Give it a type that the AI Core has (int32 in place of int64, float in place of double), or put another operator in its place.", loss.seconds(), Read.AI_CPU));
    }

    /// What the traffic of its tensors would take on the chip's own cores; none to all of it where the profile has no tensors.
    private static Interval traffic(Job job, Job.Seat seat) {
        Use use = seat.use();
        double bytes = Tensors.bytes(use.inputs()) + Tensors.bytes(use.outputs());
        if (bytes <= 0 || use.each() <= 0) {
            return new Interval(0, 0, 1);
        }
        Interval price = job.machine().kernels().price(new Operator.Stream(use.kernel(), bytes, 0, Precision.BF16)).interval();
        return price.times(1 / use.each());
    }

    private static void onHost(Job job, List<Finding> found) {
        double copies = 0;
        double idle = 0;
        long count = 0;
        Set<String> names = new LinkedHashSet<>();
        Loss loss = new Loss();
        for (RankView rank : job.ranks()) {
            for (int i = 0; i < rank.profile().uses().size(); i++) {
                if (Gaps.fallback(rank.use(i))) {
                    copies += job.share(rank, rank.occupancy().owned()[i]);
                    count += rank.use(i).count();
                    names.add(caller(rank.use(i)));
                }
            }
            idle += job.share(rank, rank.ledger().gap(Gap.Cause.FALLBACK));
        }
        if (!job.worth(copies + idle)) {
            return;
        }
        for (RankView rank : job.ranks()) {
            for (int i = 0; i < rank.profile().uses().size(); i++) {
                if (Gaps.fallback(rank.use(i))) {
                    loss.add(job.share(rank, rank.ledger().claim(i, Interval.exact(rank.occupancy().owned()[i]))));
                }
            }
            loss.add(job.share(rank, rank.ledger().claimGap(Gap.Cause.FALLBACK, Double.POSITIVE_INFINITY)));
        }
        String subject = names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", ..." : "");
        found.add(new Finding(Finding.Kind.CPU_FALLBACK, subject, "%s %s to the host: %s of a step.".formatted(subject, names.size() == 1 ? "falls back" : "fall back", Words.seconds(copies + idle)),
                List.of("%s bring tensors to the host (%s) and take %s of a step.".formatted(Words.count(count, "copy").replace("copys", "copies"), Gaps.TO_CPU, Words.seconds(copies)),
                        "The device then waits %s of a step for the host.".formatted(Words.seconds(idle))),
                "torch_npu has no kernel for it and runs it on the host, with copies there and back.",
                "Put another operator in its place, write a kernel, or move it out of the step; warnings of the log name each.", loss.seconds(), Read.FALLBACK));
    }

    /// The operator around the copy.
    private static String caller(Use use) {
        int at = use.parents().indexOf(Gaps.TO_CPU);
        List<String> around = use.parents().subList(at + 1, use.parents().size());
        return around.isEmpty() ? "an operator that the profile does not name" : around.getFirst();
    }

    /// What hints at fallbacks in profiles that have no copies with callers.
    static List<String> notes(Job job) {
        for (RankView rank : job.ranks()) {
            boolean seen = rank.profile().uses().stream().anyMatch(Gaps::fallback);
            for (HostOperator operator : rank.profile().operators()) {
                if (!seen && operator.name().equals(Gaps.TO_CPU)) {
                    return List.of("%s was called %s: operators fell back to the host, but the profile does not tell which.".formatted(Gaps.TO_CPU, Words.count(operator.calls(), "time")));
                }
            }
        }
        return List.of();
    }
}
