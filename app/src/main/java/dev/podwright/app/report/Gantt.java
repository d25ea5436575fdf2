package dev.podwright.app.report;

import dev.podwright.schedule.Task;
import dev.podwright.schedule.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each device does when.
///
/// @param rows devices, from top to bottom
/// @param kinds in the order of the legend
/// @param unit of the times
public record Gantt(List<String> rows, List<Kind> kinds, String unit) implements Chart {

    /// Slots of one colour.
    public record Kind(String name, Tone tone, List<Slot> slots) {}

    /// @param row index into the rows
    /// @param label shown in the slot where it has room
    public record Slot(int row, double start, double end, String label) {}

    /// The schedule of a pipeline, in milliseconds.
    public static Gantt of(Timeline timeline) {
        Map<Task.Kind, List<Slot>> slots = new LinkedHashMap<>();
        List<String> rows = new ArrayList<>();
        for (Task.Kind kind : Task.Kind.values()) {
            slots.put(kind, new ArrayList<>());
        }
        for (int device = 0; device < timeline.devices().size(); device++) {
            rows.add("stage " + device);
            for (Timeline.Slot slot : timeline.devices().get(device)) {
                slots.get(slot.task().kind()).add(new Slot(device, slot.start() * 1e3, slot.end() * 1e3, String.valueOf(slot.task().microBatch())));
            }
        }
        List<Kind> kinds = slots.entrySet().stream().filter(e -> !e.getValue().isEmpty())
                .map(e -> new Kind(name(e.getKey()), tone(e.getKey()), e.getValue())).toList();
        return new Gantt(rows, kinds, "ms");
    }

    @Override
    public String kind() {
        return "gantt";
    }

    @Override
    public Map<String, Object> data() {
        return Data.of("axis", "time from the start of the iteration", "unit", unit, "rows", rows, "kinds", kinds.stream().map(k ->
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
            case BACKWARD, BACKWARD_INPUT -> Tone.THREE;
            case BACKWARD_WEIGHT -> Tone.TWO;
        };
    }
}
