package dev.podwright.migration;

import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.knowledge.support.Verdict;
import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a profile ran, held against what is known of Ascend. Every call and every device second of the profile stands in one place.
record Moved(Profile profile, Knowledge knowledge) {

    /// Calls and device seconds of one operator.
    private static final class Sum {
        private long calls;
        private double seconds;
    }

    /// Every operator that the host called or that launched a task, most device seconds first.
    List<Report.MovedOperator> operators(String release, Generation generation) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (HostOperator operator : profile.operators()) {
            sums.computeIfAbsent(operator.name(), _ -> new Sum()).calls += operator.calls();
        }
        for (Use use : profile.uses()) {
            if (!use.operator().isEmpty()) {
                sums.computeIfAbsent(use.operator(), _ -> new Sum()).seconds += use.seconds();
            }
        }
        return sums.entrySet().stream()
                .map(e -> new Report.MovedOperator(knowledge.operator(e.getKey(), release, generation), e.getValue().calls, e.getValue().seconds))
                .sorted(Comparator.comparingDouble(Report.MovedOperator::deviceSeconds).thenComparingLong(Report.MovedOperator::calls).reversed()
                        .thenComparing(o -> o.support().name()))
                .toList();
    }

    /// Tasks that no operator launched.
    Report.Rest rest() {
        List<Use> alone = profile.uses().stream().filter(u -> u.operator().isEmpty()).toList();
        return new Report.Rest(alone.stream().mapToLong(Use::count).sum(), alone.stream().mapToDouble(Use::seconds).sum());
    }

    /// Kernels that are code beyond PyTorch and the vendor's libraries, most seconds first.
    List<Report.CustomKernel> kernels() {
        Map<String, List<Use>> byName = new LinkedHashMap<>();
        profile.uses().stream().filter(u -> u.kind() == Use.Kind.KERNEL || u.kind() == Use.Kind.EXCHANGE)
                .forEach(u -> byName.computeIfAbsent(u.kernel(), _ -> new ArrayList<>()).add(u));
        List<Report.CustomKernel> custom = new ArrayList<>();
        byName.forEach((name, uses) -> {
            Kernel kernel = knowledge.kernel(name);
            if (kernel.custom()) {
                custom.add(new Report.CustomKernel(name, kernel.library(), uses.stream().mapToLong(Use::count).sum(), uses.stream().mapToDouble(Use::seconds).sum(),
                        kernel.replacement()));
            }
        });
        custom.sort(Comparator.comparingDouble(Report.CustomKernel::seconds).reversed());
        return custom;
    }

    /// Features that the profile shows to be in use.
    ///
    /// @param training whether products in fp8 are those of training; else the weights served are fp8
    Set<Trait> traits(boolean training) {
        Set<Trait> traits = EnumSet.of(Trait.PROFILED);
        for (Use use : profile.uses()) {
            if (use.graph()) {
                traits.add(Trait.CUDA_GRAPHS);
            }
            if (use.kind() == Use.Kind.EXCHANGE) {
                traits.add(Trait.NCCL);
            }
            if (use.inputs().stream().anyMatch(t -> t.type().startsWith("float8"))) {
                traits.add(training ? Trait.FP8_TRAINING : Trait.SHIPS_FP8);
            }
            if (use.kernel().contains("tf32")) {
                traits.add(Trait.TF32);
            }
            if (use.kind() == Use.Kind.KERNEL) {
                of(knowledge.kernel(use.kernel()), traits);
            }
        }
        for (HostOperator operator : profile.operators()) {
            String library = operator.name().replaceFirst("::.*", "").toLowerCase(Locale.ROOT);
            library(library, traits);
            if (operator.name().startsWith("Torch-Compiled Region") || operator.name().startsWith("CompiledFunction")) {
                traits.add(Trait.TORCH_COMPILE);
            }
        }
        return traits;
    }

    private static void of(Kernel kernel, Set<Trait> traits) {
        if (kernel.custom() && kernel.replacement().isEmpty()) {
            traits.add(Trait.CUSTOM_KERNELS);
        }
        if (kernel.replacement().filter(r -> r.by().equals("torch.compile")).isPresent()) {
            // Inductor's Triton kernels are generated anew, nobody ports them.
            traits.add(Trait.TORCH_COMPILE);
            return;
        }
        library(kernel.library().toLowerCase(Locale.ROOT).replace(" ", "").replace("-", "").replace("_", ""), traits);
    }

    private static void library(String name, Set<Trait> traits) {
        switch (name) {
            case "flashattention", "flashattention3", "flash_attn", "flash_attn_3", "flash_attn_2_cuda", "pytorchflashattention" -> traits.add(Trait.FLASH_ATTENTION);
            case "flashinfer" -> traits.add(Trait.FLASHINFER);
            case "triton", "liger" -> traits.add(Trait.TRITON);
            case "transformerengine", "transformer_engine", "te" -> traits.add(Trait.TRANSFORMER_ENGINE);
            case "apex" -> traits.add(Trait.APEX);
            case "deepep", "deep_ep" -> traits.add(Trait.DEEPEP);
            case "deepspeed" -> traits.add(Trait.DEEPSPEED);
            case "fsdp" -> traits.add(Trait.FSDP);
            case "nccl" -> traits.add(Trait.NCCL);
            default -> { }
        }
    }

    /// Whether an operator does not run as it is.
    static boolean fails(Report.MovedOperator operator) {
        return operator.support().work() || operator.support().verdict() instanceof Verdict.Unsupported && operator.support().replacement().isEmpty();
    }

    /// Such as `12 operators run, 3 with a limit, 1 do not or are work to do, of 4 nothing was read`.
    static String words(List<Report.MovedOperator> operators) {
        int[] counts = new int[4];
        for (Report.MovedOperator operator : operators) {
            OperatorSupport support = operator.support();
            counts[support.work() ? 2 : switch (support.verdict()) {
                case Verdict.Supported _ -> 0;
                case Verdict.Restricted _ -> 1;
                case Verdict.Unsupported _ -> 2;
                case Verdict.Unread _ -> 3;
            }]++;
        }
        return "%,d operators run, %,d with a limit, %,d do not or are work to do, of %,d nothing was read".formatted(counts[0], counts[1], counts[2], counts[3]);
    }
}
