package dev.podwright.profile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A profile of one rank. Tasks that are alike stand together as one [Use]; the [Timeline] keeps each of them apart in a few bytes.
///
/// @param file as the user named it, with the part inside a directory
/// @param device what it ran on, as the profiler says; may be empty
/// @param rank of a distributed job, if the profile says
/// @param ranks of the whole job, if the profile says
/// @param versions of software by name, such as `cuda_runtime`, `torch_npu`, `cann`, `nccl`; what the profile says
/// @param steps in order of time; empty where the profile marks none
/// @param seconds from the first event that counts to the end of the last
/// @param uses what the device ran, most seconds first
/// @param operators what the host called, most calls first
/// @param notes what a reader of results must know: dropped, cut short, not recorded; full sentences
public record Profile(String file, Format format, String device, OptionalInt rank, OptionalInt ranks, Map<String, String> versions, List<Step> steps,
                      double seconds, List<Use> uses, Timeline timeline, List<HostOperator> operators, List<String> notes) {

    /// Who wrote the files.
    public enum Format {
        /// PyTorch's profiler on NVIDIA: a Chrome trace.
        KINETO,
        /// The Ascend PyTorch profiler: `ASCEND_PROFILER_OUTPUT`.
        ASCEND_PYTORCH,
        /// `msprof`: `mindstudio_profiler_output`.
        MSPROF
    }

    public Profile {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        steps = List.copyOf(steps);
        uses = List.copyOf(uses);
        operators = List.copyOf(operators);
        notes = List.copyOf(notes);
    }

    /// Seconds of all tasks of a kind, as if none ran beside another.
    public double seconds(Use.Kind kind) {
        return uses.stream().filter(u -> u.kind() == kind).mapToDouble(Use::seconds).sum();
    }
}
