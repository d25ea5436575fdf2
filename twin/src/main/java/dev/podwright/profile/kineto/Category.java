package dev.podwright.profile.kineto;

import java.util.Locale;

/// What a trace calls the category of an event (pytorch/kineto, libkineto/src/ActivityType.cpp; until PyTorch 1.11 `Operator`, `Runtime`, `Kernel`, `Memcpy`,
/// `Memset`), as far as it matters here.
enum Category {
    OPERATOR,
    /// A call of the CUDA or HIP runtime or driver.
    CALL,
    KERNEL,
    COPY,
    SET,
    /// A range that the program marked, on the host.
    MARK,
    /// The same range on the device.
    DEVICE_MARK,
    /// Known, and says nothing about operators and tasks that other events do not say.
    PASSED_OVER,
    /// Named and counted in the notes.
    UNKNOWN;

    static Category of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "cpu_op", "operator" -> OPERATOR;
            case "cuda_runtime", "cuda_driver", "runtime", "hip_runtime", "hip_driver" -> CALL;
            case "kernel" -> KERNEL;
            case "gpu_memcpy", "memcpy" -> COPY;
            case "gpu_memset", "memset" -> SET;
            case "user_annotation" -> MARK;
            case "gpu_user_annotation" -> DEVICE_MARK;
            case "trace", "overhead", "python_function", "python", "cpu_instant_event", "memory", "ac2g", "fwdbwd", "async_cpu_to_gpu", "async_gpu", "forward_backward",
                    "cuda_sync", "cuda_event", "cuda_profiler_range", "external_correlation", "collective_comm", "is_external" -> PASSED_OVER;
            default -> UNKNOWN;
        };
    }

    /// Whether only Kineto writes events of this category.
    boolean ofKineto() {
        return this != UNKNOWN && this != PASSED_OVER;
    }
}
