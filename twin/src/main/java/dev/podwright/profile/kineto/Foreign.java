package dev.podwright.profile.kineto;

import dev.podwright.document.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Tells JSON that is no trace of PyTorch's profiler, and whose it is.
final class Foreign {
    static final String WANTED = "Give a trace of PyTorch's profiler: torch.profiler.profile(..., record_shapes=True), then export_chrome_trace(\"trace.json\").";
    private static final int MOST_NAMED = 6;

    private Foreign() {}

    /// @param found whether the file has a list of events
    static void check(Path file, Store store, Header header, boolean found) {
        if (!found) {
            throw new InputException("%s: the JSON has no field (traceEvents), only %s.".formatted(file, named(header.fields)), WANTED);
        }
        if (store.counts.tensorFlow && store.counts.kineto == 0) {
            throw new InputException("%s: this is a trace of TensorFlow or JAX, which is not read here.".formatted(file), WANTED);
        }
        if (store.counts.ascend) {
            throw new InputException("%s: this is the timeline of an Ascend profiler, whose tables say more.".formatted(file),
                    "Name the directory that holds it (ASCEND_PROFILER_OUTPUT or mindstudio_profiler_output), or kernel_details.csv in it.");
        }
        if (store.counts.events == 0) {
            throw new InputException("%s: the trace has no events.".formatted(file),
                    "The profiler stopped before it started: profile at least one whole step, with activities CPU and CUDA.");
        }
        if (store.counts.kineto == 0 && !header.schema) {
            throw new InputException("%s: of %,d events none is of PyTorch's profiler (categories: %s).".formatted(file, store.counts.events,
                    named(List.copyOf(store.unknown.keySet()))), "It is a Chrome trace of another program. " + WANTED);
        }
        if (store.counts.kineto == 0) {
            throw new InputException("%s: PyTorch's profiler wrote the trace, but recorded no operator and no task in it (%,d events of other kinds).".formatted(file,
                    store.counts.events), "With a schedule, export in on_trace_ready; without, run the work between start and stop. " + WANTED);
        }
    }

    private static String named(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().limit(MOST_NAMED).map(n -> n.isEmpty() ? "none" : "(" + n + ")").collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? " and %d more".formatted(names.size() - MOST_NAMED) : "");
    }
}
