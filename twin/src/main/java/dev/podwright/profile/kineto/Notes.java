package dev.podwright.profile.kineto;

import dev.podwright.profile.ProfileBuilder;
import java.util.Map;
import java.util.stream.Collectors;

/// Says in a profile what its trace lacks.
final class Notes {
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
        count(builder, assembly.ofGraphs, "%,d tasks were launched by CUDA graphs, so that their operators and shapes are not known.");
        if (store.operators.size() > 0) {
            count(builder, assembly.unattributed, "%,d tasks could not be traced back to an operator.");
        }
        count(builder, counts.untimed, "%,d events have no usable start and duration and were left out.");
        count(builder, counts.endless, "%,d events last longer than a day, which no profile does, and were left out.");
        count(builder, counts.negative, "%,d events have a negative duration, read as 0.");
        store.unknown.forEach((category, number) -> builder.note(category.isEmpty() ? "%,d events have no category and were left out.".formatted(number)
                : "%,d events are of the category (%s), which is not known here, and were left out.".formatted(number, category)));
        header.messages.forEach(message -> builder.note("The profiler says: %s".formatted(message)));
    }

    private static void count(ProfileBuilder builder, long number, String sentence) {
        if (number > 0) {
            builder.note(sentence.formatted(number));
        }
    }
}
