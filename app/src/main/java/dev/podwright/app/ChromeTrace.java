package dev.podwright.app;

import dev.podwright.layout.MemoryTerm;
import dev.podwright.layout.StageMemory;
import dev.podwright.schedule.Task;
import dev.podwright.schedule.Timeline;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import dev.podwright.units.Cost;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The schedule of an iteration as a Chrome trace, which Perfetto (ui.perfetto.dev) and chrome://tracing open: one track per
/// pipeline stage, what follows the last backward pass on a track of its own, and the activations that each stage holds as
/// counters. Format: "Trace Event Format" of the Chromium project; times in microseconds.
final class ChromeTrace {
    private static final double MICROSECOND = 1e-6;
    private static final int PROCESS = 1;
    private static final String ACTIVATIONS = "activations";

    /// Parts of the cost tree that the timeline shows task by task.
    private static final List<String> SCHEDULED = List.of("micro-batch", "micro-batch.paired", "pipeline.bubble");

    private final List<String> events = new ArrayList<>();
    private final Iteration iteration;
    private final Timeline timeline;

    private ChromeTrace(Iteration iteration) {
        this.iteration = iteration;
        this.timeline = new Trainer(iteration.job()).timeline(iteration.setup());
    }

    /// The trace as text, one event per line.
    static String of(Iteration iteration) {
        ChromeTrace trace = new ChromeTrace(iteration);
        trace.names();
        for (int device = 0; device < trace.timeline.devices().size(); device++) {
            trace.tasks(device);
            trace.held(device);
        }
        trace.ending();
        return "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n" + String.join(",\n", trace.events) + "\n]}\n";
    }

    private void names() {
        metadata("process_name", 0, Fields.given("name", "%s on %s, %s".formatted(iteration.job().model().id(), iteration.job().pod().name(), iteration.setup())));
        int stages = timeline.devices().size();
        for (int stage = 0; stage < stages; stage++) {
            metadata("thread_name", stage + 1, Fields.given("name", "stage %d".formatted(stage + 1)));
            metadata("thread_sort_index", stage + 1, Fields.given("sort_index", stage + 1));
        }
        metadata("thread_name", stages + 1, Fields.given("name", "after the last backward pass, longest stage"));
        metadata("thread_sort_index", stages + 1, Fields.given("sort_index", stages + 1));
    }

    private void metadata(String name, int thread, Map<String, Object> args) {
        events.add(Json.line(Fields.given("name", name, "ph", "M", "pid", PROCESS, "tid", thread, "args", args)));
    }

    private void tasks(int device) {
        for (Timeline.Slot slot : timeline.devices().get(device)) {
            Task task = slot.task();
            String kind = kind(task.kind());
            complete("%s %d".formatted(kind, task.microBatch() + 1), kind, device + 1, slot.start(), slot.end(),
                    Fields.given("micro_batch", task.microBatch() + 1, "chunk", task.chunk() + 1));
        }
    }

    private static String kind(Task.Kind kind) {
        return switch (kind) {
            case FORWARD -> "forward";
            case BACKWARD, BACKWARD_INPUT -> "backward";
            case BACKWARD_WEIGHT -> "weight gradient";
        };
    }

    /// Gradient reduction, optimiser and weights as far as nothing hides them, one after another.
    private void ending() {
        double start = timeline.makespan();
        for (Cost part : iteration.cost().children()) {
            if (SCHEDULED.contains(part.name())) {
                continue;
            }
            complete(part.name(), category(part.name()), timeline.devices().size() + 1, start, start + part.total(), Fields.given("why", part.why()));
            start += part.total();
        }
    }

    private static String category(String name) {
        if (name.contains("gradients")) {
            return "gradient reduction";
        }
        return name.contains("weights") ? "weights" : "optimiser";
    }

    private void complete(String name, String category, int thread, double start, double end, Map<String, Object> args) {
        events.add(Json.line(Fields.given("name", name, "cat", category, "ph", "X", "pid", PROCESS, "tid", thread,
                "ts", start / MICROSECOND, "dur", (end - start) / MICROSECOND, "args", args)));
    }

    /// The memory of activations follows the micro-batches that the stage holds, up to its fullest moment.
    private void held(int device) {
        int most = timeline.held(device);
        StageMemory memory = iteration.memory().stages().get(device);
        double bytes = memory.terms().stream().filter(t -> t.name().equals(ACTIVATIONS)).mapToDouble(MemoryTerm::bytes).sum();
        for (Timeline.Held held : timeline.heldOverTime(device)) {
            events.add(Json.line(Fields.given("name", "activations of stage %d".formatted(device + 1), "ph", "C", "pid", PROCESS,
                    "ts", held.start() / MICROSECOND, "args", Fields.given("GiB", Unit.GIB.fromSi(bytes) * held.count() / most))));
        }
    }
}
