package dev.podwright.repricing;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import dev.podwright.repricing.ascend.AscendOperators;
import dev.podwright.repricing.aten.AtenOperators;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Tells of every task of a profile what it is.
final class Recogniser {
    /// cuBLAS adds up the parts of a product that was cut along its depth in a kernel of its own.
    private static final String SUM_OF_PARTS = "splitkreduce";
    private static final String HOST_COPY = "memcpy";
    private static final List<String> ON_DEVICE = List.of("dtod", "device -> device", "ptop");

    private final boolean ascend;
    private final Function<String, Kernel> kernels;

    Recogniser(Profile.Format format, Function<String, Kernel> kernels) {
        this.ascend = switch (format) {
            case KINETO -> false;
            case ASCEND_PYTORCH, MSPROF -> true;
        };
        this.kernels = kernels;
    }

    /// Whether shapes are those of the framework's operator, which may launch several kernels, rather than of each kernel.
    boolean shapesOfOperators() {
        return !ascend;
    }

    Recognised recognise(Use use) {
        if (ascend) {
            return AscendOperators.recognise(use);
        }
        return switch (use.kind()) {
            case EXCHANGE -> Exchanges.recognise(use);
            case COPY -> copy(use);
            case SET -> set(use);
            case KERNEL -> AtenOperators.recognise(use, kernel(use));
        };
    }

    /// What bounds the task, by its kernel's name or, where that tells nothing, by what it was recognised as.
    Kernel.Nature nature(Use use, Recognised recognised) {
        if (ascend) {
            return SelfCheck.nature(recognised).orElse(Kernel.Nature.UNKNOWN);
        }
        return switch (use.kind()) {
            case EXCHANGE -> Kernel.Nature.EXCHANGE;
            case COPY, SET -> Kernel.Nature.TRAFFIC;
            case KERNEL -> use.kernel().toLowerCase(Locale.ROOT).contains(SUM_OF_PARTS) ? Kernel.Nature.TRAFFIC : named(use, recognised);
        };
    }

    private Kernel.Nature named(Use use, Recognised recognised) {
        Kernel.Nature nature = kernel(use).nature();
        return nature == Kernel.Nature.UNKNOWN ? SelfCheck.nature(recognised).orElse(nature) : nature;
    }

    private Kernel kernel(Use use) {
        return kernels.apply(use.kernel());
    }

    private static Recognised copy(Use use) {
        if (!(use.bytes() > 0)) {
            return new Recognised.Unshaped(Kernel.Nature.TRAFFIC, "The profile does not tell how many bytes were copied.");
        }
        String name = use.kernel().toLowerCase(Locale.ROOT);
        boolean inside = ON_DEVICE.stream().anyMatch(name::contains) || !name.contains(HOST_COPY);
        return inside ? stream(use, 2 * use.bytes()) : new Recognised.Moved(use.bytes());
    }

    private static Recognised set(Use use) {
        return use.bytes() > 0 ? stream(use, use.bytes()) : new Recognised.Unshaped(Kernel.Nature.TRAFFIC, "The profile does not tell how many bytes were set.");
    }

    private static Recognised stream(Use use, double bytes) {
        return new Recognised.Computed(List.of(new Operator.Stream(use.operator().isEmpty() ? use.kernel() : use.operator(), bytes, 0, Precision.BF16)));
    }
}
