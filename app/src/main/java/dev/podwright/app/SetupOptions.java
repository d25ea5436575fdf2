package dev.podwright.app;

import dev.podwright.document.InputException;
import java.lang.reflect.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// How a training job is laid out, as options: each is a shortcut for a field of `setup` in the scenario file. The sizes that
/// serving has too stand with the command.
final class SetupOptions {
    @Option(names = "--cp", paramLabel = "N", description = "Training: ranks that divide every sequence (context parallelism).")
    private Integer context;

    @Option(names = "--context-kind", paramLabel = "KIND", description = "Training: ring or ulysses.")
    private String contextKind;

    @Option(names = "--no-sequence-parallel", description = "Training: norms and residuals whole on every tensor rank.")
    private boolean whole;

    @Option(names = "--vpp", paramLabel = "N", description = "Training: chunks of layers per pipeline rank (virtual stages).")
    private Integer virtualStages;

    @Option(names = "--etp", paramLabel = "N", description = "Training: ranks that divide each expert by width.")
    private Integer expertTensor;

    @Option(names = "--order", paramLabel = "ORDER", description = "Training: ranks from the inside out: tp-cp-ep-dp-pp (default), tp-cp-ep-pp-dp, tp-cp-ep-dpN-pp-dp.")
    private String order;

    @Option(names = "--micro-batch", paramLabel = "N", description = "Training: sequences that pass a stage at once.")
    private Integer microBatch;

    @Option(names = "--schedule", paramLabel = "NAME", description = "Training: gpipe, 1f1b, interleaved-1f1b, zero-bubble or dualpipe.")
    private String schedule;

    @Option(names = "--zero", paramLabel = "0-3", description = "Training: ZeRO stage; 1 is a distributed optimizer, 3 is FSDP (default: 1).")
    private Integer zero;

    @Option(names = "--shards", paramLabel = "N", description = "Training: ranks among which ZeRO divides (default: all data-parallel ranks).")
    private Integer shards;

    @Option(names = "--recompute", paramLabel = "WHAT", split = ",",
            description = "Training: none, selective, full, or parts: core_attn, layernorm, act, mla_up_proj, mlp, moe.")
    private List<String> recompute;

    @Option(names = "--recompute-share", paramLabel = "X", description = "Training: share of the layers that full recomputation takes.")
    private Double recomputeShare;

    @Option(names = "--offload", paramLabel = "WHAT", split = ",",
            description = "Training: to host memory: optimizer, activations, or activations=SHARE of the layers.")
    private List<String> offload = List.of();

    /// The fields given beside these sizes, or null if there is none at all.
    Map<String, Object> fields(Integer tensor, Integer data, Integer pipeline, Integer experts) {
        return Fields.given("tensor", tensor, "sequence_parallel", whole ? Boolean.FALSE : null, "context", context, "context_kind", contextKind,
                "data", data, "pipeline", pipeline, "virtual_stages", virtualStages, "experts", experts, "expert_tensor", expertTensor, "order", order,
                "micro_batch", microBatch, "schedule", schedule, "zero", zero, "shards", shards,
                "recompute", recompute == null || recompute.size() > 1 ? recompute : recompute.getFirst(),
                "recompute_share", recomputeShare, "offload", offload());
    }

    private Map<String, Object> offload() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String part : offload) {
            String[] named = part.split("=", 2);
            switch (named[0]) {
                case "optimizer" -> fields.put("optimizer", true);
                case "activations" -> fields.put("activations", named.length == 1 ? (Object) 1.0 : Numbers.given("--offload activations", named[1]));
                default -> throw new InputException("--offload %s is nothing that can be offloaded.".formatted(part),
                        "Choose among optimizer, activations and activations=SHARE.");
            }
        }
        return fields.isEmpty() ? null : fields;
    }

    static boolean declares(OptionSpec option) {
        return option.userObject() instanceof Member member && member.getDeclaringClass() == SetupOptions.class;
    }
}
