package dev.podwright.app.report;

import dev.podwright.schedule.Task;
import dev.podwright.schedule.Timeline;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What each device does when.
///
/// @param rows devices, from top to bottom
/// @param kinds in the order of the legend
/// @param unit of the times
/// @param start where the picture begins
public record Gantt(List<String> rows, List<Kind> kinds, String unit, double start) implements Chart {
    private static final String ENDING = "gradients, optimiser, weights";
    private static final String BESIDE = "forward beside backward";

    public Gantt(List<String> rows, List<Kind> kinds, String unit) {
        this(rows, kinds, unit, 0);
    }

    /// Slots of one colour.
    public record Kind(String name, Tone tone, List<Slot> slots) {}

    /// @param row index into the rows
    /// @param label shown in the slot where it has room
    public record Slot(int row, double start, double end, String label) {}

    /// The schedule of a pipeline, in seconds, or in milliseconds if it is short.
    public static Gantt of(Timeline timeline) {
        return of(timeline, IntStream.range(0, timeline.devices().size()).boxed().toList(), 0, timeline.makespan(), timeline.makespan());
    }

    /// A stretch of the schedule of some stages, in seconds, or in milliseconds if it is short.
    ///
    /// @param from seconds
    /// @param to seconds
    /// @param end of the iteration: what follows the schedule until then is one slot
    static Gantt of(Timeline timeline, List<Integer> stages, double from, double to, double end) {
        Unit unit = end >= 1 ? Unit.SECOND : Unit.MS;
        Map<String, List<Slot>> slots = new LinkedHashMap<>();
        Map<String, Tone> tones = new LinkedHashMap<>();
        for (int row = 0; row < stages.size(); row++) {
            for (Timeline.Slot slot : timeline.devices().get(stages.get(row))) {
                boolean second = slot.paired() && slot.task().kind() != Task.Kind.FORWARD;
                if (slot.end() <= from || slot.start() >= to || second) {
                    continue;
                }
                String name = slot.paired() ? BESIDE : name(slot.task().kind());
                tones.put(name, slot.paired() ? Tone.SEVEN : tone(slot.task().kind()));
                slots.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(new Slot(row, unit.fromSi(Math.max(from, slot.start())), unit.fromSi(Math.min(to, slot.end())), String.valueOf(slot.task().microBatch() + 1)));
            }
            if (end > timeline.makespan() && to > timeline.makespan()) {
                tones.put(ENDING, Tone.EIGHT);
                slots.computeIfAbsent(ENDING, _ -> new ArrayList<>()).add(new Slot(row, unit.fromSi(timeline.makespan()), unit.fromSi(Math.min(to, end)), ""));
            }
        }
        return new Gantt(stages.stream().map(stage -> "stage " + (stage + 1)).toList(),
                slots.entrySet().stream().map(e -> new Kind(e.getKey(), tones.get(e.getKey()), e.getValue())).toList(), unit.symbol(), unit.fromSi(from));
    }

    @Override
    public String kind() {
        return "gantt";
    }

    @Override
    public Map<String, Object> data() {
        return Data.of("axis", "time from the start of the iteration", "unit", unit, "start", Data.rounded(start), "rows", rows, "kinds", kinds.stream().map(k ->
                Data.of("name", k.name, "tone", k.tone.label(), "slots", k.slots.stream()
                        .map(s -> List.of(s.row, Data.rounded(s.start), Data.rounded(s.end), s.label)).toList())).toList());
    }

    private static String name(Task.Kind kind) {
        return switch (kind) {
            case FORWARD -> "forward";
            case BACKWARD -> "backward";
            case BACKWARD_INPUT -> "backward, towards the input";
            case BACKWARD_WEIGHT -> "backward, of the weights";
        };
    }

    private static Tone tone(Task.Kind kind) {
        return switch (kind) {
            case FORWARD -> Tone.ONE;
            case BACKWARD -> Tone.THREE;
            case BACKWARD_INPUT -> Tone.FOUR;
            case BACKWARD_WEIGHT -> Tone.SIX;
        };
    }
}
