package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.StageRow;
import dev.podwright.schedule.Timeline;
import java.util.ArrayList;
import java.util.List;

/// The schedule of the pipeline, stage by stage.
///
/// @param on names the pod where the page tells of several
record ScheduleSection(Trained setup, String on, Timeline timeline) {
    /// Slots drawn at most: more are finer than a screen.
    private static final int MOST_SLOTS = 2000;
    /// Slots of a row that one tells apart, with the number of their micro-batch.
    private static final int LEGIBLE = 60;
    /// Stages drawn at most; of more, every so many.
    private static final int MOST_STAGES = 16;

    /// "layers" said once.
    private static final String AGAIN = "(?<=\\d), layers? ";

    Section section() {
        List<Integer> stages = Evenly.of(timeline.devices().size(), MOST_STAGES);
        int slots = stages.stream().mapToInt(stage -> timeline.devices().get(stage).size()).sum();
        double end = timeline.makespan();
        double whole = setup.iteration().cost().seconds();
        List<Block> blocks = new ArrayList<>();
        String which = stages.size() == timeline.devices().size() ? "" : " %d of the %d stages are drawn.".formatted(stages.size(), timeline.devices().size());
        int longest = timeline.devices().stream().mapToInt(List::size).max().orElseThrow();
        double window = end * Math.min(1, (double) LEGIBLE / longest);
        if (slots <= MOST_SLOTS) {
            blocks.add(picture("schedule-whole", "The whole iteration" + on, which, stages, 0, whole));
            if (longest > 2 * LEGIBLE && stages.size() > 1) {
                blocks.add(picture("schedule-start", "Its first %s, enlarged".formatted(Show.seconds(window)), which, stages, 0, window));
            }
        } else {
            blocks.add(picture("schedule-start", "The first %s: the pipeline fills".formatted(Show.seconds(window)), which, stages, 0, window));
            blocks.add(picture("schedule-end", "The last %s: it runs empty, then the optimiser".formatted(Show.seconds(whole - end + window)), which, stages, end - window, whole));
        }
        if (timeline.devices().size() > 1) {
            List<List<String>> rows = StageRow.of(setup.iteration(), timeline).stream().map(s -> List.of("stage " + s.stage(), Show.number(s.busySeconds()), Show.percent(s.bubble()),
                    Show.count(s.held()), s.holds().replaceAll(AGAIN, ", "))).toList();
            blocks.add(new Block.Rows(new Table("What each stage holds and does", List.of("stage", "works s", "waits", "held at most (micro-batches, each of a chunk)", "holds"), rows)));
        }
        return new Section("schedule", "The schedule", lead(), blocks);
    }

    private String lead() {
        int stages = timeline.devices().size();
        String batches = "%s micro-batch%s of %s".formatted(Show.count(setup.microBatches()), setup.microBatches() == 1 ? "" : "es", Show.tokens(setup.setup().microBatch() * setup.job().recipe().sequence()) + " tokens");
        return stages == 1 ? "One stage holds all layers: %s %s it, and nobody waits for another stage.".formatted(batches, setup.microBatches() == 1 ? "passes" : "pass")
                : "%s pass %d stages (%s); %s of the iteration the busiest stage waits for others.".formatted(batches, stages, setup.setup().schedule().label(), Show.percent(setup.iteration().bubble()));
    }

    private Block picture(String id, String title, String which, List<Integer> stages, double from, double to) {
        Gantt gantt = Gantt.of(timeline, stages, from, to, setup.iteration().cost().seconds());
        String caption = "Time runs to the right, a row is a pipeline stage, a slot one micro-batch in one chunk of layers, with its number where there is room; gaps are waiting.%s".formatted(which);
        Table numbers = new Table(title, List.of("slots of", "drawn"), gantt.kinds().stream().map(k -> List.of(k.name(), Show.count(k.slots().size()))).toList());
        return new Block.Picture(new Figure(id, title, caption, gantt, numbers));
    }
}
