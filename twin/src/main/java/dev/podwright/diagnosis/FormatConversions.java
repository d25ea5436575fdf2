package dev.podwright.diagnosis;

import dev.podwright.profile.Use;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Kernels that change only how numbers stand in memory.
final class FormatConversions implements Finder {
    private static final int SHOWN = 4;

    /// What changes.
    private enum Change {
        FORMAT("Conversions between memory formats", "Operators that want different layouts stand side by side, or weights are converted in every step.",
                "Convert weights once when loading (npu_format_cast), keep torch.npu.config.allow_internal_format at one value, and use operators that take ND.", Read.TRANSDATA + "; " + Read.FORMATS),
        TRANSPOSE("Transposed copies", "Tensors are permuted in memory between operators.",
                "Pass transposed views to products, use operators that take the layout at hand, or store weights transposed.", ""),
        CAST("Casts between types", "Parts of the model compute in another type than their neighbours.",
                "Keep one type through a layer, use fused operators that cast inside, or quantise in the kernel before.", "");

        private final String title;
        private final String cause;
        private final String remedy;
        private final String source;

        Change(String title, String cause, String remedy, String source) {
            this.title = title;
            this.cause = cause;
            this.remedy = remedy;
            this.source = source;
        }
    }

    @Override
    public List<Finding> find(Job job) {
        Map<Change, List<List<Job.Seat>>> groups = new LinkedHashMap<>();
        for (List<Job.Seat> seats : job.alike(s -> change(s.use()).isPresent())) {
            groups.computeIfAbsent(change(use(seats)).orElseThrow(), _ -> new ArrayList<>()).add(seats);
        }
        List<Finding> found = new ArrayList<>();
        groups.forEach((change, all) -> found(job, change, all).ifPresent(found::add));
        return found;
    }

    private static Optional<Finding> found(Job job, Change change, List<List<Job.Seat>> groups) {
        double owned = groups.stream().mapToDouble(g -> owned(job, g)).sum();
        if (!job.worth(owned)) {
            return Optional.empty();
        }
        Loss loss = new Loss();
        long count = 0;
        for (List<Job.Seat> seats : groups) {
            for (Job.Seat seat : seats) {
                count += seat.use().count();
                // All of it, if no conversion is needed; what exceeds its price at least.
                Interval ratio = seat.ratio().map(r -> new Interval(0, 0, r.high())).orElse(new Interval(0, 0, 1));
                loss.add(job.share(seat.rank(), seat.claimChange(seat.loss(ratio))));
            }
        }
        List<String> evidence = groups.stream().sorted(Comparator.comparingDouble((List<Job.Seat> g) -> owned(job, g)).reversed()).limit(SHOWN)
                .map(g -> "%s: %s of a step%s.".formatted(Alikeness.words(use(g)), Words.seconds(owned(job, g)), formats(use(g)))).toList();
        return Optional.of(new Finding(Finding.Kind.FORMAT_CONVERSION, change.title, "%s take %s of a step (%s), in %s.".formatted(change.title, Words.seconds(owned),
                Words.percent(owned / job.step()), Words.count(count, "task")), evidence, change.cause, change.remedy, loss.seconds(), change.source));
    }

    private static Use use(List<Job.Seat> seats) {
        return seats.getFirst().use();
    }

    private static double owned(Job job, List<Job.Seat> seats) {
        return seats.stream().mapToDouble(s -> job.share(s.rank(), s.owned())).sum();
    }

    private static String formats(Use use) {
        if (use.inputs().isEmpty() || use.outputs().isEmpty()) {
            return "";
        }
        Use.Tensor in = use.inputs().getFirst();
        Use.Tensor out = use.outputs().getFirst();
        if (!in.format().equals(out.format())) {
            return ", from %s to %s".formatted(in.format(), out.format());
        }
        return in.type().equals(out.type()) ? "" : ", from %s to %s".formatted(in.type(), out.type());
    }

    private static Optional<Change> change(Use use) {
        if (use.kind() != Use.Kind.KERNEL) {
            return Optional.empty();
        }
        String kernel = use.kernel().toLowerCase(Locale.ROOT);
        if (kernel.startsWith("transdata") || kernel.startsWith("formatcast") || kernel.contains("nchwtonhwc") || kernel.contains("nhwctonchw")) {
            return Optional.of(Change.FORMAT);
        }
        if (kernel.equals("transpose") || kernel.equals("transposed") || kernel.equals("transposeaicpu")) {
            return Optional.of(Change.TRANSPOSE);
        }
        return kernel.equals("cast") || kernel.equals("castd") || use.operator().equals("aten::_to_copy") ? Optional.of(Change.CAST) : Optional.empty();
    }
}
