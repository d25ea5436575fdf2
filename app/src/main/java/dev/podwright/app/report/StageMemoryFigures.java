package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.layout.MemoryOverTime;
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
import java.util.stream.IntStream;

/// What the ranks of every pipeline stage hold, at their fullest and over time.
final class StageMemoryFigures {
    private static final int MOST_STAGES = 16;
    private static final int MOST_LINES = 6;
    /// Stretches of a line, each drawn by its highest and its lowest point: about as many as a screen has dots.
    private static final int STRETCHES = 250;

    private StageMemoryFigures() {}

    /// @param setup whose stages are shown
    /// @param all setups of the page
    static Section section(Trained setup, List<Trained> all, Timeline timeline) {
        List<Block> blocks = new ArrayList<>();
        String on = all.size() == 1 ? "" : " on " + setup.id();
        Block time = new Block.Picture(overTime(setup, timeline, on));
        boolean staged = setup.iteration().memory().stages().size() > 1;
        List<Block> both = List.of(new Block.Picture(staged || all.size() == 1 ? stages(setup, on) : pods(all)), time);
        // A single bar beside a tall picture would leave a hole.
        if (staged || all.size() > 1) {
            blocks.add(new Block.Beside(both));
        } else {
            blocks.addAll(both);
        }
        if (staged && all.size() > 1) {
            blocks.add(new Block.Picture(pods(all)));
        }
        return new Section("memory", "Memory of a rank", "What a rank holds; what the runtime takes for itself is left out of what a job may use.", blocks);
    }

    private static Figure stages(Trained setup, String on) {
        TrainingMemory memory = setup.iteration().memory();
        List<TermBars.Row> rows = memory.stages().stream().map(s -> new TermBars.Row(name(memory.stages().size(), s.stage()), s, 0)).toList();
        List<Integer> drawn = Evenly.of(rows.size(), MOST_STAGES);
        String which = drawn.size() < rows.size() ? " %d of %d stages are drawn; the table has all.".formatted(drawn.size(), rows.size()) : "";
        return new TermBars(rows, drawn).figure("memory-stages", "At the fullest moment" + on, "The dashed line is what a job may use.%s".formatted(which), OptionalDouble.of(memory.usable()));
    }

    private static Figure pods(List<Trained> all) {
        List<TermBars.Row> rows = all.stream().map(s -> new TermBars.Row(s.id(), s.iteration().memory().fullest(),
                Math.max(0, s.iteration().memory().usable() - s.iteration().memory().fullest().bytes()))).toList();
        return new TermBars(rows, IntStream.range(0, rows.size()).boxed().toList()).figure("memory-pods", "The fullest rank of each pod", "At its fullest moment.", OptionalDouble.empty());
    }

    private static String name(int stages, int stage) {
        return stages == 1 ? "every rank" : "stage " + (stage + 1);
    }

    private static Figure overTime(Trained setup, Timeline timeline, String on) {
        TrainingJob job = setup.job();
        TrainingBudget budget = new TrainingBudget(job.model(), job.recipe().quantization(), job.rankChip(), job.software(), job.recipe().sequence(), job.recipe().loraRank());
        List<MemoryOverTime> stages = MemoryOverTime.of(budget, setup.setup(), timeline);
        List<Integer> drawn = Evenly.of(stages.size(), MOST_LINES);
        List<Lines.Line> lines = drawn.stream().map(i -> new Lines.Line(name(stages.size(), i), Tone.series(drawn.indexOf(i)), points(stages.get(i), timeline.makespan()))).toList();
        double usable = Unit.GIB.fromSi(setup.iteration().memory().usable());
        Table numbers = new Table("Memory over time", List.of("stage", "stays GiB", "at most GiB"), stages.stream().map(s -> List.of(name(stages.size(), s.stage()),
                Show.number(Unit.GIB.fromSi(s.resident())), Show.number(Unit.GIB.fromSi(s.peak())))).toList());
        String which = drawn.size() < stages.size() ? " %d of %d stages are drawn.".formatted(drawn.size(), stages.size()) : "";
        return new Figure("memory-time", "Through one iteration" + on, "Activations come with forward passes and go with backward passes. The update at the end and the reserve for fragmentation are not drawn." + which,
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
