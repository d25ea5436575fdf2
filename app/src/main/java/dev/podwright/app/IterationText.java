package dev.podwright.app;

import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.Seating;
import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.model.FlopConvention;
import dev.podwright.training.Iteration;
import dev.podwright.training.Overlap;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// One iteration in lines for people: setup, time, waiting, communication, memory, efficiency.
final class IterationText {
    private IterationText() {}

    static List<String> lines(Iteration iteration) {
        List<String> lines = new ArrayList<>(speed(iteration));
        lines.add("communication: " + communication(iteration));
        lines.addAll(memory(iteration.memory()));
        return lines;
    }

    /// Setup, time, speed, efficiency and bubble.
    static List<String> speed(Iteration iteration) {
        List<String> lines = new ArrayList<>();
        lines.add("setup: " + iteration.setup());
        Seating seating = Seating.of(iteration.setup().layout(), iteration.job().fabric());
        lines.add("placement: %s (ranks in order %s)".formatted(seating.words(), seating.order()));
        lines.add("iteration %s s: %s".formatted(Show.interval(iteration.seconds()), Breakdown.inWords(iteration.cost())));
        lines.add("speed: %s tokens/s, %s tokens/s per card; %s per data-parallel rank".formatted(
                Show.rounded(iteration.tokensPerSecond()), Show.rounded(iteration.tokensPerSecondPerChip()), microBatches(iteration)));
        lines.add("MFU: " + efficiency(iteration));
        if (iteration.setup().layout().pipeline() > 1) {
            lines.add("bubble: %s of the iteration waits for other stages".formatted(Show.percent(iteration.bubble())));
        }
        return lines;
    }

    private static String microBatches(Iteration iteration) {
        int count = iteration.setup().microBatches(iteration.job().recipe().globalBatch());
        int sequences = iteration.setup().microBatch();
        return "%s micro-batch%s of %s sequence%s".formatted(Show.count(count), count == 1 ? "" : "es", Show.count(sequences), sequences == 1 ? "" : "s");
    }

    private static String communication(Iteration iteration) {
        List<Overlap> overlaps = iteration.overlaps().stream().filter(o -> o.seconds() > 0).toList();
        if (overlaps.isEmpty()) {
            return "none";
        }
        double exposed = overlaps.stream().mapToDouble(Overlap::exposed).sum();
        return overlaps.stream().sorted(Comparator.comparingDouble(Overlap::seconds).reversed()).map(IterationText::overlap).collect(Collectors.joining(", "))
                + "; %s of the iteration waits for it".formatted(Show.percent(exposed / iteration.cost().seconds()));
    }

    private static String overlap(Overlap overlap) {
        String seen = overlap.exposed() <= 0 ? "hidden"
                : overlap.hidden() <= 0 ? "not hidden" : Show.seconds(overlap.exposed()) + " not hidden";
        return "%s %s (%s)".formatted(overlap.name(), Show.seconds(overlap.seconds()), seen);
    }

    /// The fullest stage with its terms; the first and the last beside it, where there are others.
    private static List<String> memory(TrainingMemory memory) {
        StageMemory fullest = memory.fullest();
        List<String> lines = new ArrayList<>();
        boolean one = memory.stages().size() == 1;
        lines.add("memory per rank%s: %s of %s GiB usable: %s".formatted(one ? "" : " of stage %d, the fullest".formatted(fullest.stage() + 1),
                Show.number(Unit.GIB.fromSi(fullest.bytes())), Show.number(Unit.GIB.fromSi(memory.usable())), terms(fullest)));
        StageMemory first = memory.stages().getFirst();
        StageMemory last = memory.stages().getLast();
        List<String> others = new ArrayList<>();
        if (first != fullest) {
            others.add("first stage " + Show.gib(first.bytes()));
        }
        if (last != fullest && last != first) {
            others.add("last stage (%d) %s".formatted(last.stage() + 1, Show.gib(last.bytes())));
        }
        if (!others.isEmpty()) {
            lines.add("memory elsewhere: " + String.join(", ", others));
        }
        return lines;
    }

    private static String terms(StageMemory stage) {
        return stage.terms().stream()
                .filter(t -> t.bytes() > 0)
                .sorted(Comparator.comparingDouble(MemoryTerm::bytes).reversed())
                .map(t -> t.name() + " " + Show.number(Unit.GIB.fromSi(t.bytes())))
                .collect(Collectors.joining(", "));
    }

    private static String efficiency(Iteration iteration) {
        return "%s attention counted causal, %s full, %s not counted; HFU %s; peak %s TFLOP/s per rank in %s".formatted(
                Show.percent(iteration.mfu(FlopConvention.CAUSAL_ATTENTION)), Show.percent(iteration.mfu(FlopConvention.FULL_ATTENTION)),
                Show.percent(iteration.mfu(FlopConvention.NO_ATTENTION)), Show.percent(iteration.hfu()),
                Show.number(Unit.TFLOP_PER_S.fromSi(iteration.job().peak())), iteration.job().recipe().quantization().activations().label());
    }
}
