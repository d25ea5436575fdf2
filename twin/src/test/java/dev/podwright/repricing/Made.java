package dev.podwright.repricing;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Uses, profiles and machines for tests.
public final class Made {
    private static final Catalog CATALOG = Catalog.bundled();

    private Made() {}

    public static Use.Tensor tensor(String type, long... shape) {
        return new Use.Tensor(Arrays.stream(shape).boxed().toList(), type, "");
    }

    public static Use.Tensor bf16(long... shape) {
        return tensor("bfloat16", shape);
    }

    /// One task of one second.
    public static Use use(String operator, String kernel, List<String> scalars, Use.Tensor... inputs) {
        return use(operator, kernel, scalars, 1, 1, inputs);
    }

    public static Use use(String operator, String kernel, List<String> scalars, long count, double seconds, Use.Tensor... inputs) {
        return new Use(Use.Kind.KERNEL, kernel, operator, List.of(), List.of(inputs), List.of(), scalars, "", false, Optional.empty(), 0, count, seconds,
                seconds / count, seconds / count, 0, Map.of());
    }

    public static Use exchange(String operation, double bytes, int ranks, List<Integer> members, long count, double seconds) {
        return new Use(Use.Kind.EXCHANGE, "ncclDevKernel_" + operation, "", List.of(), List.of(), List.of(), List.of(), "", false,
                Optional.of(new Use.Exchange(operation, bytes, ranks, "", members)), 0, count, seconds, seconds / count, seconds / count, 0, Map.of());
    }

    public static Use copy(String kernel, double bytes, long count, double seconds) {
        return new Use(Use.Kind.COPY, kernel, "", List.of(), List.of(), List.of(), List.of(), "", false, Optional.empty(), bytes, count, seconds,
                seconds / count, seconds / count, 0, Map.of());
    }

    public static Profile profile(List<Use> uses) {
        return new Profile("made", Profile.Format.KINETO, "", OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of(),
                uses.stream().mapToDouble(Use::seconds).sum(), uses, Timeline.NONE, List.of(), List.of());
    }

    public static Machine machine(String chip, int chips) {
        return Machine.of(chip, CATALOG.adHoc(chip, chips), CATALOG, Calibration.bundled());
    }

    public static Repricer repricer() {
        return new Repricer(Made::kernel);
    }

    /// As little of kernel names as tests need.
    public static Kernel kernel(String name) {
        Kernel.Nature nature = name.contains("gemm") || name.contains("conv") ? Kernel.Nature.PRODUCT : name.contains("flash") || name.contains("fmha") ? Kernel.Nature.ATTENTION
                : name.contains("elementwise") || name.contains("reduce") || name.contains("norm") ? Kernel.Nature.TRAFFIC : name.contains("moe") ? Kernel.Nature.EXPERTS
                : Kernel.Nature.UNKNOWN;
        return new Kernel(nature, "made", false, Optional.empty());
    }
}
