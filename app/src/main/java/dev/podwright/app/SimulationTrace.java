package dev.podwright.app;

import dev.podwright.simulation.Ledger;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Ran;
import dev.podwright.simulation.Served;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Unserved;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// A simulated run as a Chrome trace, which Perfetto (ui.perfetto.dev) and chrome://tracing open, written as the run goes on: one process per
/// replica with its steps (a leap of many decode steps is one slice), its queue and its cache, and what the first requests went through.
/// Format: "Trace Event Format" of the Chromium project; times in microseconds.
final class SimulationTrace implements Ledger {
    /// Some 40 MB: what a browser still opens at once.
    static final int MOST_EVENTS = 250_000;
    /// Requests that are followed one by one.
    private static final int FOLLOWED = 1_000;
    private static final double NANO = 1e9;
    private static final int STEPS = 1;

    private final Path file;
    private final Writer out;
    private final long[] blocks;
    private final int[] queue;
    private final long[] used;
    private final int most;
    private long events;
    private boolean cut;

    /// @param file that the trace goes to, for messages
    /// @param most events to write
    SimulationTrace(Path file, Writer out, Setup setup, int most) throws IOException {
        this.file = file;
        this.out = out;
        this.most = most;
        this.blocks = setup.pools().stream().flatMapToLong(p -> LongStream.generate(p::blocks).limit(p.replicas())).toArray();
        this.queue = new int[blocks.length];
        this.used = new long[blocks.length];
        Arrays.fill(queue, -1);
        Arrays.fill(used, -1);
        out.write("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
        int replica = 0;
        for (Pool pool : setup.pools()) {
            for (int i = 0; i < pool.replicas(); i++) {
                replica++;
                metadata("process_name", replica, Fields.given("name", "replica %d, %s".formatted(replica, role(pool))));
                metadata("process_sort_index", replica, Fields.given("sort_index", replica));
                metadata("thread_name", replica, Fields.given("name", "steps"));
            }
        }
    }

    private static String role(Pool pool) {
        return switch (pool.role()) {
            case BOTH -> "prompts and generation";
            case PREFILL -> "prompts";
            case DECODE -> "generation";
        };
    }

    private void metadata(String name, int process, Map<String, Object> args) throws IOException {
        line(Json.line(Fields.given("name", name, "ph", "M", "pid", process, "tid", STEPS, "args", args)));
    }

    @Override
    public void ran(Ran r) {
        if (full()) {
            return;
        }
        int process = r.replica() + 1;
        String name = r.promptTokens() == 0 ? r.steps() == 1 ? "decode" : "decode x " + r.steps() : r.decoding() == 0 ? "prompts" : "prompts and decode";
        String kind = r.promptTokens() == 0 ? "decode" : r.decoding() == 0 ? "prompt" : "mixed";
        line("{\"name\":\"%s\",\"cat\":\"%s\",\"ph\":\"X\",\"pid\":%d,\"tid\":%d,\"ts\":%s,\"dur\":%s,\"args\":{\"steps\":%d,\"generating\":%d,\"prompt_tokens\":%d,\"waiting\":%d}}"
                .formatted(name, kind, process, STEPS, micros(r.start()), length(r.start(), r.start() + r.seconds()), r.steps(), r.decoding(), r.promptTokens(), r.waiting()));
        if (queue[r.replica()] != r.waiting()) {
            queue[r.replica()] = r.waiting();
            line("{\"name\":\"queue\",\"ph\":\"C\",\"pid\":%d,\"ts\":%s,\"args\":{\"requests\":%d}}".formatted(process, micros(r.start()), r.waiting()));
        }
        if (used[r.replica()] != r.usedBlocks()) {
            used[r.replica()] = r.usedBlocks();
            line("{\"name\":\"cache\",\"ph\":\"C\",\"pid\":%d,\"ts\":%s,\"args\":{\"percent\":%.2f}}".formatted(process, micros(r.start()), 100.0 * r.usedBlocks() / blocks[r.replica()]));
        }
    }

    @Override
    public void finished(Served r) {
        if (r.request() >= FOLLOWED || full()) {
            return;
        }
        int process = r.replica() + 1;
        phase("request %d".formatted(r.request()), r, process, r.arrival(), r.end());
        phase("queue", r, process, r.arrival(), r.began());
        phase("prompt", r, process, r.began(), r.first());
        phase("generation", r, process, r.first(), r.end());
    }

    /// One stretch of a request: a beginning and an end that belong together by the number of the request.
    private void phase(String name, Served r, int process, double from, double to) {
        String event = "{\"name\":\"%s\",\"cat\":\"request\",\"ph\":\"%s\",\"id\":%d,\"pid\":%d,\"tid\":0,\"ts\":%s,\"args\":{%s}}";
        line(event.formatted(name, "b", r.request(), process, micros(from), "\"input_tokens\":%d,\"cached_tokens\":%d,\"output_tokens\":%d,\"preemptions\":%d".formatted(r.input(), r.cached(),
                r.output(), r.preemptions())));
        line(event.formatted(name, "e", r.request(), process, micros(to), ""));
    }

    @Override
    public void unserved(Unserved r) {
        if (!full()) {
            line("{\"name\":\"request %d: %s\",\"cat\":\"unserved\",\"ph\":\"i\",\"s\":\"g\",\"pid\":1,\"tid\":0,\"ts\":%s}".formatted(r.request(), r.reason().words(), micros(r.end())));
        }
    }

    private boolean full() {
        cut |= events >= most;
        return cut;
    }

    /// Whether events were left out.
    boolean cut() {
        return cut;
    }

    /// Writes what is left.
    void finish() throws IOException {
        out.write("\n],\"metadata\":{\"complete\":%s}}\n".formatted(!cut));
        out.flush();
    }

    private static String micros(double seconds) {
        return micros(Math.round(seconds * NANO));
    }

    /// The end is rounded like the beginning of what follows: slices of a track never overlap.
    private static String length(double from, double to) {
        return micros(Math.round(to * NANO) - Math.round(from * NANO));
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%d.%03d", nanos / 1000, nanos % 1000);
    }

    private void line(String event) {
        try {
            out.write(events == 0 ? "\n" : ",\n");
            out.write(event);
            events++;
        } catch (IOException e) {
            throw OutputFile.fault(file, e);
        }
    }
}
