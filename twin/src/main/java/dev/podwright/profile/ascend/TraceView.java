package dev.podwright.profile.ascend;

import dev.podwright.document.InputException;
import dev.podwright.profile.ProfileBuilder;
import dev.podwright.profile.column.Longs;
import dev.podwright.profile.column.Texts;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// What `trace_view.json` knows beyond the tables: which framework operator launched a task and when, sizes of collectives, when the host waited.
///
/// A task and the end of an arrow to it (`ph` f) share their time stamp. Arrows of category `HostToDevice` come from the call of CANN that launched it, arrows
/// of category `async_npu` from the beginning of the framework's operator (Ascend/pytorch@9e73e708a:torch_npu/profiler/analysis/prof_common_func/
/// _trace_event_manager.py; test of `combine_acl_to_npu`). Replays of a graph use one name for all arrows: the latest beginning before the task is its own.
/// Collectives carry `count` and `data_type`.
final class TraceView {
    /// No trace was written.
    static final TraceView NONE = new TraceView();

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String LAUNCHES = "HostToDevice";
    private static final String OPERATORS = "async_npu";
    private static final String OPERATOR = "cpu_op";
    private static final String COLLECTIVE = "hcom_";
    private static final String WAIT = "aclrtSynchronize";
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Pairs launchFrom = new Pairs();
    private final Pairs launchTo = new Pairs();
    private final Pairs operatorFrom = new Pairs();
    private final Pairs operatorTo = new Pairs();
    /// Names of operators by the time at which they began.
    private final Pairs began = new Pairs();
    private final Texts names = new Texts();
    private final Longs waitStart = new Longs();
    private final Longs waitNanos = new Longs();
    /// By the beginning of a task: when it was launched, when its operator began.
    private final Pairs launched = new Pairs();
    private final Pairs called = new Pairs();
    private String cut = "";

    private TraceView() {}

    /// Reads a trace; one that is cut short is used as far as it goes, as the tables hold every task.
    static TraceView read(Path file, Groups groups) {
        TraceView view = new TraceView();
        try (JsonParser parser = MAPPER.createParser(file)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                // Chrome's other form: the events stand in a field.
                while (token != null && token != JsonToken.START_ARRAY) {
                    token = parser.nextToken();
                }
            }
            if (token != JsonToken.START_ARRAY) {
                throw new InputException("%s: this is no trace: neither a list of events nor an object with one.".formatted(file), "The profile can be read without it: move it away.");
            }
            TraceEvent event = new TraceEvent();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                event.read(parser);
                view.add(event, groups);
            }
        } catch (JacksonException e) {
            view.cut = "%s is cut short or damaged at line %,d: launches beyond are not known.".formatted(file, e.getLocation() == null ? 0 : e.getLocation().getLineNr());
        }
        view.join();
        return view;
    }

    private void add(TraceEvent event, Groups groups) {
        if (event.start == ProfileBuilder.UNKNOWN) {
            return;
        }
        switch (event.phase) {
            case "s" -> from(event, event.start);
            case "f", "t" -> to(event, event.start);
            case "X" -> {
                if (OPERATOR.equals(event.category)) {
                    began.add(mixed(event.start, event.thread), names.of(event.name));
                } else if (event.count > 0 && event.name.startsWith(COLLECTIVE)) {
                    groups.size(event.name, event.count, event.type);
                } else if (event.name.contains(WAIT) && event.nanos > 0) {
                    waitStart.add(event.start);
                    waitNanos.add(event.nanos);
                }
            }
            default -> { }
        }
    }

    private void from(TraceEvent event, long time) {
        switch (event.category) {
            case LAUNCHES -> launchFrom.add(event.id, time);
            case OPERATORS -> {
                operatorFrom.add(event.id, time);
                operatorFrom.add(~event.id, event.thread);
            }
            default -> { }
        }
    }

    private void to(TraceEvent event, long time) {
        switch (event.category) {
            case LAUNCHES -> launchTo.add(event.id, time);
            case OPERATORS -> operatorTo.add(event.id, time);
            default -> { }
        }
    }

    private void join() {
        for (int i = 0; i < launchTo.size(); i++) {
            long begin = launchFrom.last(launchTo.key(i), launchTo.value(i), ProfileBuilder.UNKNOWN);
            if (begin != ProfileBuilder.UNKNOWN) {
                launched.add(launchTo.value(i), begin);
            }
        }
        for (int i = 0; i < operatorTo.size(); i++) {
            long begin = operatorFrom.last(operatorTo.key(i), operatorTo.value(i), ProfileBuilder.UNKNOWN);
            long thread = operatorFrom.last(~operatorTo.key(i), Long.MAX_VALUE, 0);
            long name = begin == ProfileBuilder.UNKNOWN ? -1 : began.last(mixed(begin, thread), Long.MAX_VALUE, -1);
            if (name >= 0) {
                called.add(operatorTo.value(i), name);
            }
        }
    }

    private static long mixed(long time, long thread) {
        return time ^ thread * SPREAD;
    }

    /// When the task that began at `start` was launched.
    long launched(long start) {
        return launched.last(start, Long.MAX_VALUE, ProfileBuilder.UNKNOWN);
    }

    /// The operator that launched the task that began at `start`; empty if the trace does not tell.
    String operator(long start) {
        long name = called.last(start, Long.MAX_VALUE, -1);
        return name < 0 ? "" : names.get((int) name);
    }

    /// Tells the builder when the host waited, and what the trace lacks.
    void finish(ProfileBuilder builder) {
        for (int i = 0; i < waitStart.size(); i++) {
            builder.hostWait(waitStart.get(i), waitNanos.get(i));
        }
        if (!cut.isEmpty()) {
            builder.note(cut);
        }
    }
}
