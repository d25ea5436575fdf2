package dev.podwright.profile.ascend;

import dev.podwright.profile.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Steps: `step_trace_time.csv`, which divides each step but does not say when it began, and `step_trace_*.csv` of `msprof`, which says when it ended
/// (Ascend/pytorch@9e73e708a:torch_npu/profiler/analysis/prof_view/_trace_step_time_parser.py; Ascend/msprof `step_trace`).
final class StepTable {
    private static final String STEP = "ProfilerStep#";

    private StepTable() {}

    /// A step of one device without its place in time.
    record Divided(String device, String step, Step.Breakdown breakdown) {
        /// What the profiler divides: computing, communication with nothing beside it, neither.
        double seconds() {
            return breakdown.computing() + breakdown.exposed() + breakdown.free();
        }
    }

    /// Reads `step_trace_time.csv`.
    static List<Divided> read(Path file) {
        List<Divided> divided = new ArrayList<>();
        try (Csv csv = Csv.open(file)) {
            Columns columns = new Columns(csv);
            int device = columns.find("Device_id");
            int step = columns.find("Step");
            int computing = columns.need("the time with computing", "Computing");
            int exposed = columns.need("the time with communication alone", "Communication(Not Overlapped)");
            int free = columns.need("the time with neither", "Free");
            int overlapped = columns.find("Overlapped");
            int communication = columns.find("Communication");
            int bubble = columns.find("Bubble");
            int preparing = columns.find("Preparing");
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                double alone = known(csv, cells, exposed);
                double both = known(csv, cells, overlapped);
                Step.Breakdown parts = new Step.Breakdown(known(csv, cells, computing), communication < 0 ? alone + both : known(csv, cells, communication), alone, both,
                        known(csv, cells, free), known(csv, cells, bubble), known(csv, cells, preparing));
                divided.add(new Divided(Cell.text(cells, device), Cell.text(cells, step), parts));
            }
        }
        return divided;
    }

    /// Seconds; 0 where the cell says nothing. The time before a step's first task can be negative where clocks differ: that says nothing either.
    private static double known(Csv csv, String[] cells, int at) {
        double micros = Cell.number(csv, cells, at);
        return micros > 0 ? micros * Cell.SECONDS_OF_MICRO : 0;
    }

    /// Reads `step_trace_*.csv` of `msprof`.
    static void iterations(Path file, Devices devices) {
        try (Csv csv = Csv.open(file)) {
            Columns columns = new Columns(csv);
            int device = columns.find("Device_id");
            int number = columns.need("which iteration it was", "Iteration ID");
            int end = columns.need("when it ended", "Iteration End(us)");
            int length = columns.need("how long it took", "Iteration Time(us)");
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                double micros = Cell.length(csv, cells, length);
                long ended = Cell.nanos(csv, cells, end, Long.MIN_VALUE);
                if (!Double.isNaN(micros) && ended != Long.MIN_VALUE) {
                    long nanos = Math.round(micros * Cell.NANOS_OF_MICRO);
                    devices.of(Cell.text(cells, device)).steps.put(Cell.text(cells, number), new Gatherer.Span(ended - nanos, ended));
                }
            }
        }
    }

    /// Marks the steps of a device: divided ones where their tasks stand, or one after another where tasks do not tell; else those that tasks tell of.
    static void mark(Gatherer device, List<Divided> divided) {
        if (divided.isEmpty()) {
            device.steps.forEach((step, span) -> device.builder.step(name(step), span.from, span.to - span.from, Optional.empty()));
            return;
        }
        long next = device.steps.values().stream().mapToLong(s -> s.from).min().orElse(device.first);
        boolean guessed = false;
        for (Divided step : divided) {
            Gatherer.Span span = device.steps.get(step.step());
            long start = span == null ? next : span.from;
            long nanos = Math.round(step.seconds() * Cell.NANOS_OF_MICRO / Cell.SECONDS_OF_MICRO);
            guessed |= span == null && divided.size() > 1;
            device.builder.step(name(step.step()), start, nanos, Optional.of(step.breakdown()));
            next = start + nanos;
        }
        if (guessed) {
            device.builder.note("The files do not say when each step began; steps are laid one after another.");
        }
        if (divided.size() == 1 && divided.getFirst().step().isEmpty()) {
            device.builder.note("The profiler marked no steps (no schedule was given): its one step is all that was recorded.");
        }
        for (Map.Entry<String, Gatherer.Span> other : device.steps.entrySet()) {
            if (divided.stream().noneMatch(d -> d.step().equals(other.getKey()))) {
                device.builder.step(name(other.getKey()), other.getValue().from, other.getValue().to - other.getValue().from, Optional.empty());
            }
        }
    }

    /// As PyTorch calls it.
    private static String name(String step) {
        return step.isEmpty() ? "all" : step.chars().allMatch(Character::isDigit) ? STEP + step : step;
    }
}
