package dev.podwright.profile.kineto;

import dev.podwright.profile.ProfileBuilder;
import dev.podwright.profile.column.Ints;
import dev.podwright.profile.column.Longs;
import dev.podwright.profile.column.Rows;
import dev.podwright.profile.column.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The events that count, in columns. Events may come in any order; nothing is decided before all are read.
final class Store {
    /// Longer than a profile lasts: such a duration is a fault of the profiler.
    static final long DAY_NANOS = 86_400_000_000_000L;
    /// Stands in the place of numbers with a fraction.
    private static final String ANY_FRACTION = "*";
    /// What names of marked steps begin with (torch/profiler/profiler.py).
    static final String STEP = "ProfilerStep";
    /// The operator that only records what a collective does (pytorch/pytorch, torch/csrc/distributed/c10d/ParamCommsUtils.hpp).
    static final String RECORD_COMMUNICATION = "record_param_comms";

    final Texts texts = new Texts();
    final Rows sizes = new Rows();
    final Rows words = new Rows();
    /// Types, sizes, values: three places, [Event#NONE] where not recorded.
    final Rows operands = new Rows();
    final Rows lanes = new Rows();
    final Rows launchShapes = new Rows();
    final Rows exchanges = new Rows();
    final int fraction = texts.of(ANY_FRACTION);

    final Operators operators = new Operators();
    final Calls calls = new Calls();
    final Tasks tasks = new Tasks();
    final List<Mark> marks = new ArrayList<>();
    final List<Mark> deviceMarks = new ArrayList<>();

    final Map<String, Long> unknown = new TreeMap<>();
    final Counts counts = new Counts();
    private final List<Category> categories = new ArrayList<>();
    /// Answers about names by number, each question apart: an operator may be called like a call of the runtime.
    private final List<Boolean> steps = new ArrayList<>();
    private final List<Boolean> waits = new ArrayList<>();
    private final int recordCommunication = texts.of(RECORD_COMMUNICATION);
    private int lastProcess = Event.NONE;
    private int lastThread = Event.NONE;
    private int lastLane = Event.NONE;

    /// A range that the program marked.
    record Mark(String name, long start, long nanos) {}

    /// What happened while reading.
    static final class Counts {
        long events;
        long kineto;
        long shaped;
        long untimed;
        long negative;
        long endless;
        long astray;
        boolean tensorFlow;
        boolean ascend;
    }

    static final class Operators {
        final Longs start = new Longs();
        final Longs nanos = new Longs();
        final Ints lane = new Ints();
        final Ints name = new Ints();
        final Ints operands = new Ints();
        final Ints external = new Ints();
        /// Rows that record a collective, and the collective.
        final Ints recorder = new Ints();
        final Ints recorded = new Ints();

        int size() {
            return start.size();
        }
    }

    /// Calls of the runtime: those that may launch, and those that wait.
    static final class Calls {
        final Longs start = new Longs();
        final Ints lane = new Ints();
        final Ints name = new Ints();
        final Ints correlation = new Ints();
        final Longs waitStart = new Longs();
        final Longs waitNanos = new Longs();
        final Ints waitLane = new Ints();
    }

    static final class Tasks {
        final Longs start = new Longs();
        final Longs nanos = new Longs();
        /// [Category#KERNEL], [Category#COPY] or [Category#SET] by ordinal, negative if of a graph.
        final Ints kind = new Ints();
        final Ints name = new Ints();
        final Ints device = new Ints();
        final Ints stream = new Ints();
        final Ints correlation = new Ints();
        final Ints external = new Ints();
        final Ints launchShape = new Ints();
        final Ints exchange = new Ints();
        final Longs bytes = new Longs();

        int size() {
            return start.size();
        }
    }

    Category category(int text) {
        if (text == Event.NONE) {
            return Category.UNKNOWN;
        }
        while (categories.size() <= text) {
            categories.add(null);
        }
        Category category = categories.get(text);
        if (category == null) {
            category = Category.of(texts.get(text));
            categories.set(text, category);
        }
        return category;
    }

    /// A number for a process or thread: its own number, or that of its name with the sign bit.
    int place(boolean named, JsonScanner json) {
        return named ? texts.of(json.text(), 0, json.length()) | Integer.MIN_VALUE : (int) Decimal.whole(json.text(), 0, json.length());
    }

    /// The number of a place, or that in its name (`stream 7`).
    private int number(int place) {
        return place >= 0 || place == Event.NONE ? Math.max(0, place) : (int) Decimal.inside(texts.get(place & Integer.MAX_VALUE));
    }

    void add(Event event) {
        counts.events++;
        if (event.phase == Event.METADATA) {
            counts.tensorFlow |= event.label.startsWith("/host:CPU") || event.label.startsWith("/device:");
            counts.ascend |= event.label.equals("Ascend Hardware");
        } else if (event.phase == Event.COMPLETE) {
            complete(event);
        }
    }

    private void complete(Event event) {
        Category category = category(event.category);
        counts.kineto += category.ofKineto() ? 1 : 0;
        if (category == Category.UNKNOWN) {
            unknown.merge(event.category == Event.NONE ? "" : texts.get(event.category), 1L, Long::sum);
        } else if (category != Category.PASSED_OVER && timed(event)) {
            switch (category) {
                case OPERATOR -> operator(event);
                case CALL -> call(event);
                case KERNEL, COPY, SET -> task(event, category);
                case MARK -> marks.add(new Mark(name(event), event.start, event.nanos));
                case DEVICE_MARK -> deviceMarks.add(new Mark(name(event), event.start, event.nanos));
                case PASSED_OVER, UNKNOWN -> throw new IllegalStateException("" + category);
            }
        }
    }

    private String name(Event event) {
        return event.name == Event.NONE ? "" : texts.get(event.name);
    }

    /// Whether the event has usable times; mends what can be mended.
    private boolean timed(Event event) {
        if (event.start == ProfileBuilder.UNKNOWN || event.start == Decimal.ENDLESS || event.nanos == ProfileBuilder.UNKNOWN) {
            counts.untimed++;
            return false;
        }
        if (event.nanos > DAY_NANOS) {
            counts.endless++;
            return false;
        }
        if (event.nanos < 0) {
            counts.negative++;
            event.nanos = 0;
        }
        event.name = event.name == Event.NONE ? texts.of("") : event.name;
        return true;
    }

    private void operator(Event event) {
        if (steps(event.name)) {
            marks.add(new Mark(name(event), event.start, event.nanos));
            return;
        }
        counts.shaped += event.shaped ? 1 : 0;
        operators.start.add(event.start);
        operators.nanos.add(event.nanos);
        operators.lane.add(lane(event));
        operators.name.add(event.name);
        operators.external.add(event.external);
        if (event.shaped || event.values != Event.NONE) {
            operands.begin();
            operands.add(event.types);
            operands.add(event.sizes);
            operands.add(event.values);
            operators.operands.add(operands.end());
        } else {
            operators.operands.add(Event.NONE);
        }
        if (event.exchanges && event.name == recordCommunication) {
            operators.recorder.add(operators.size() - 1);
            operators.recorded.add(exchange(event));
        }
    }

    private void call(Event event) {
        if (waits(event.name)) {
            calls.waitStart.add(event.start);
            calls.waitNanos.add(event.nanos);
            calls.waitLane.add(lane(event));
        }
        if (event.correlation != 0) {
            calls.start.add(event.start);
            calls.lane.add(lane(event));
            calls.name.add(event.name);
            calls.correlation.add(event.correlation);
        }
    }

    private void task(Event event, Category category) {
        tasks.start.add(event.start);
        tasks.nanos.add(event.nanos);
        tasks.kind.add(event.graph ? -category.ordinal() : category.ordinal());
        tasks.name.add(event.name);
        tasks.device.add(event.device != Event.NONE ? event.device : number(event.process));
        tasks.stream.add(event.stream != Event.NONE ? event.stream : number(event.thread));
        tasks.correlation.add(event.correlation);
        tasks.external.add(event.external);
        tasks.launchShape.add(category == Category.KERNEL ? launchShape(event) : Event.NONE);
        tasks.exchange.add(event.exchanges ? exchange(event) : Event.NONE);
        tasks.bytes.add(Math.max(0, event.bytes));
    }

    private int launchShape(Event event) {
        launchShapes.begin();
        launchShapes.add(event.registers);
        launchShapes.add(event.shared);
        launchShapes.add(event.grid);
        launchShapes.add(event.block);
        launchShapes.add(Float.floatToIntBits(event.blocksPerMultiprocessor));
        launchShapes.add(Float.floatToIntBits(event.warpsPerMultiprocessor));
        launchShapes.add(Float.floatToIntBits(event.occupancy));
        return launchShapes.end();
    }

    private int exchange(Event event) {
        exchanges.begin();
        exchanges.add(event.collective);
        exchanges.add(event.type);
        exchanges.add(event.sent);
        exchanges.add(event.received);
        exchanges.add(event.groupSize);
        exchanges.add(event.group);
        exchanges.add(event.members);
        return exchanges.end();
    }

    private int lane(Event event) {
        if (event.process != lastProcess || event.thread != lastThread || lastLane == Event.NONE) {
            lanes.begin();
            lanes.add(event.process);
            lanes.add(event.thread);
            lastLane = lanes.end();
            lastProcess = event.process;
            lastThread = event.thread;
        }
        return lastLane;
    }

    /// Whether this is the mark of a step, which PyTorch up to 1.10 recorded as an operator.
    private boolean steps(int name) {
        return answer(steps, name, text -> text.startsWith(STEP));
    }

    /// Whether the host waits in this call until the device is done.
    private boolean waits(int name) {
        return answer(waits, name, text -> text.contains("Synchronize") || text.contains("emcpy") && !text.contains("Async"));
    }

    /// Names come millions of times: each is asked about once.
    private boolean answer(List<Boolean> answers, int name, Predicate<String> question) {
        while (answers.size() <= name) {
            answers.add(null);
        }
        Boolean known = answers.get(name);
        if (known == null) {
            known = question.test(texts.get(name));
            answers.set(name, known);
        }
        return known;
    }
}
