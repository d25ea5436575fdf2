package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.layout.MemoryOverTime;
import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingBudget;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.schedule.Timeline;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What the ranks of every pipeline stage hold, at their fullest and over time.
final class StageMemoryFigures {
    private static final int MOST_STAGES = 16;
    private static final int MOST_LINES = 6;
    /// Terms with a colour of their own; the smaller ones share one.
    private static final int MOST_TERMS = 7;
    /// Stretches of a line, each drawn by its highest and its lowest point: about as many as a screen has dots.
    private static final int STRETCHES = 250;
    private static final String REST = "other";

    private StageMemoryFigures() {}

    static Section section(Trained setup, Timeline timeline) {
        return new Section("memory", "Memory of a rank", "What a rank of each stage holds; a tenth of the chip's memory is left to the runtime.",
                List.of(new Block.Beside(List.of(new Block.Picture(stages(setup)), new Block.Picture(overTime(setup, timeline))))));
    }

    private static Figure stages(Trained setup) {
        TrainingMemory memory = setup.iteration().memory();
        List<StageMemory> drawn = Evenly.of(memory.stages().size(), MOST_STAGES).stream().map(memory.stages()::get).toList();
        List<String> all = memory.stages().stream().flatMap(s -> s.terms().stream()).filter(t -> t.bytes() > 0).map(MemoryTerm::name).distinct().toList();
        List<String> large = all.stream().sorted(Comparator.comparingDouble((String name) -> -memory.stages().stream().mapToDouble(s -> bytes(s, name)).max().orElseThrow()))
                .limit(all.size() > MOST_TERMS + 1 ? MOST_TERMS : all.size()).toList();
        List<Chart.Bars.Stack> stacks = new ArrayList<>();
        all.stream().filter(large::contains).forEach(name -> stacks.add(new Chart.Bars.Stack(name, Tone.series(stacks.size()), drawn.stream().map(s -> Unit.GIB.fromSi(bytes(s, name))).toList())));
        if (large.size() < all.size()) {
            stacks.add(new Chart.Bars.Stack(REST, Tone.FOUR, drawn.stream().map(s -> Unit.GIB.fromSi(all.stream().filter(n -> !large.contains(n)).mapToDouble(n -> bytes(s, n)).sum())).toList()));
        }
        List<String> headings = new ArrayList<>(List.of("GiB per rank", "all"));
        headings.addAll(all);
        List<List<String>> rows = memory.stages().stream().map(s -> Stream.concat(Stream.of(row(memory, s), Show.number(Unit.GIB.fromSi(s.bytes()))),
                all.stream().map(n -> Show.number(Unit.GIB.fromSi(bytes(s, n))))).toList()).toList();
        String which = drawn.size() < memory.stages().size() ? " %d of %d stages are drawn; the table has all.".formatted(drawn.size(), memory.stages().size()) : "";
        double usable = Unit.GIB.fromSi(memory.usable());
        return new Figure("memory-stages", "At the fullest moment", "The dashed line is what a job may use.%s".formatted(which),
                new Chart.Bars(drawn.stream().map(s -> row(memory, s)).toList(), stacks, "memory of a rank", "GiB", OptionalDouble.of(usable), "%s GiB usable".formatted(Show.number(usable))),
                new Table("Memory by use", headings, rows));
    }

    private static String row(TrainingMemory memory, StageMemory stage) {
        return memory.stages().size() == 1 ? "every rank" : "stage " + (stage.stage() + 1);
    }

    private static double bytes(StageMemory stage, String name) {
        return stage.terms().stream().filter(t -> t.name().equals(name)).mapToDouble(MemoryTerm::bytes).sum();
    }

    private static Figure overTime(Trained setup, Timeline timeline) {
        TrainingJob job = setup.job();
        TrainingBudget budget = new TrainingBudget(job.model(), job.recipe().quantization(), job.rankChip(), job.software(), job.recipe().sequence(), job.recipe().loraRank());
        List<MemoryOverTime> stages = MemoryOverTime.of(budget, setup.setup(), timeline);
        List<Integer> drawn = Evenly.of(stages.size(), MOST_LINES);
        List<Lines.Line> lines = drawn.stream().map(i -> new Lines.Line(stages.size() == 1 ? "every rank" : "stage " + (i + 1), Tone.series(drawn.indexOf(i)), points(stages.get(i), timeline.makespan()))).toList();
        double usable = Unit.GIB.fromSi(setup.iteration().memory().usable());
        Table numbers = new Table("Memory over time", List.of("stage", "stays GiB", "at most GiB"), stages.stream().map(s -> List.of("stage " + (s.stage() + 1),
                Show.number(Unit.GIB.fromSi(s.resident())), Show.number(Unit.GIB.fromSi(s.peak())))).toList());
        String which = drawn.size() < stages.size() ? " %d of %d stages are drawn.".formatted(drawn.size(), stages.size()) : "";
        return new Figure("memory-time", "Through one iteration", "Activations come with forward passes and go with backward passes. The update at the end and the reserve for fragmentation are not drawn." + which,
                new Lines(lines, "time from the start of the iteration", "s", "memory of a rank in GiB", "GiB", OptionalDouble.of(usable), "%s GiB usable".formatted(Show.number(usable))), numbers);
    }

    private static List<Lines.Point> points(MemoryOverTime stage, double end) {
        List<Lines.Point> all = stage.points().stream().map(p -> new Lines.Point(p.seconds(), Unit.GIB.fromSi(p.bytes()))).toList();
        List<Lines.Point> kept = new ArrayList<>();
        int step = Math.max(1, Math.ceilDiv(all.size(), STRETCHES));
        for (int i = 0; i < all.size(); i += step) {
            List<Lines.Point> stretch = all.subList(i, Math.min(all.size(), i + step));
            Lines.Point low = stretch.stream().min(Comparator.comparingDouble(Lines.Point::y)).orElseThrow();
            Lines.Point high = stretch.stream().max(Comparator.comparingDouble(Lines.Point::y)).orElseThrow();
            kept.addAll(low == high ? List.of(low) : low.x() <= high.x() ? List.of(low, high) : List.of(high, low));
        }
        kept.add(new Lines.Point(end, all.getLast().y()));
        return kept;
    }
}
