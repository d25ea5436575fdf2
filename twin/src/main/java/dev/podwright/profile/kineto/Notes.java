package dev.podwright.profile.kineto;

import dev.podwright.profile.ProfileBuilder;
import java.util.Map;
import java.util.stream.Collectors;

/// Says in a profile what its trace lacks.
final class Notes {
    private static final int MOST_CATEGORIES = 8;

    private Notes() {}

    static void write(Store store, Header header, Map<Integer, Long> devices, int device, Assembly assembly, boolean steps, boolean rankFromName, ProfileBuilder builder) {
        Store.Counts counts = store.counts;
        if (devices.isEmpty()) {
            builder.note("The trace has no device tasks: profile with activities CPU and CUDA.");
        } else if (devices.size() > 1) {
            builder.note("The trace has tasks of several devices (%s); only device %d, which has the most, is read.".formatted(
                    devices.entrySet().stream().map(d -> "%d: %,d".formatted(d.getKey(), d.getValue())).collect(Collectors.joining(", ")), device));
        }
        if (store.operators.size() == 0) {
            builder.note("The trace has no host operators: profile with ProfilerActivity.CPU too, else no task can be traced back to its operator.");
        } else if (counts.shaped == 0) {
            builder.note("The shapes of tensors were not recorded: profile with record_shapes=True.");
        }
        if (!steps) {
            builder.note("The trace marks no steps: call step() of the profiler after each.");
        }
        if (rankFromName) {
            builder.note("The rank is taken from the name of the file; the trace does not say it.");
        }
        count(builder, assembly.ofGraphs, "task", "launched by CUDA graphs: operators and shapes are not known");
        count(builder, store.operators.size() > 0 ? assembly.unattributed : 0, "task", "not traced back to any operator");
        count(builder, counts.untimed, "event", "left out: no usable start and duration");
        count(builder, counts.endless, "event", "left out: longer than a day, which no profile is");
        count(builder, counts.astray, "event", "left out: more than a day away from most others");
        count(builder, counts.negative, "event", "with a negative duration, read as 0");
        unknown(store.unknown, builder);
        header.messages.forEach(message -> builder.note("The profiler says: %s".formatted(message)));
    }

    private static void unknown(Map<String, Long> unknown, ProfileBuilder builder) {
        unknown.entrySet().stream().limit(MOST_CATEGORIES).forEach(category -> count(builder, category.getValue(), "event",
                category.getKey().isEmpty() ? "left out: without a category" : "left out: of the category (%s), which is not known here".formatted(category.getKey())));
        count(builder, unknown.values().stream().skip(MOST_CATEGORIES).mapToLong(Long::longValue).sum(), "event", "left out: of %,d further categories".formatted(unknown.size() - MOST_CATEGORIES));
    }

    private static void count(ProfileBuilder builder, long number, String what, String fate) {
        if (number > 0) {
            builder.note("%,d %s%s %s.".formatted(number, what, number == 1 ? "" : "s", fate));
        }
    }
}
