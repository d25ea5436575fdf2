package dev.podwright.app;

import dev.podwright.document.Node;
import dev.podwright.scenario.TrainingScenarioReader;
import java.lang.reflect.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// What is trained and for how long, as options: each is a shortcut for a field of `training` in the scenario file.
final class TrainingOptions {
    @Option(names = "--sequence", paramLabel = "TOKENS", description = "Training: tokens per sequence (default: 4096, or the model's longest).")
    private Integer sequence;

    @Option(names = "--global-batch", paramLabel = "SEQUENCES",
            description = "Training: sequences per optimiser step (default: usual for the model's size).")
    private Integer globalBatch;

    @Option(names = "--global-batch-tokens", paramLabel = "TOKENS", converter = Tokens.Converter.class,
            description = "Training: the same in tokens, such as 16M.")
    private Tokens globalBatchTokens;

    @Option(names = "--tokens", paramLabel = "TOKENS", converter = Tokens.Converter.class,
            description = "Training: tokens to train on in all, such as 13.2T.")
    private Tokens tokens;

    @Option(names = "--days", paramLabel = "DAYS", description = "Training: days that the job may take.")
    private Double days;

    @Option(names = "--phase", paramLabel = "PHASE", description = "Training: pretrain, sft or lora (default: pretrain).")
    private String phase;

    @Option(names = "--lora-rank", paramLabel = "N", description = "Training: rank of the adapters (default: 16).")
    private Integer loraRank;

    @Option(names = "--precision", paramLabel = "PRECISION", description = "Training: precision of the matrix products, such as fp8 (default: 16 bits).")
    private String precision;

    @Option(names = "--software", paramLabel = "NAME", description = "Training: framework and release (default: the usual one of the chip's vendor).")
    private String software;

    /// The fields given, none of them perhaps.
    Map<String, Object> fields() {
        Map<String, Object> fields = Fields.given("sequence_tokens", sequence, "global_batch", globalBatch,
                "global_batch_tokens", count(globalBatchTokens), "tokens", count(tokens), "days", days, "phase", phase,
                "lora_rank", loraRank, "precision", precision, "software", software);
        return fields == null ? new LinkedHashMap<>() : fields;
    }

    /// The document without a batch that the options give in the other unit.
    Node settled(Node document) {
        if (!TrainingScenarioReader.asks(document) || (globalBatch == null) == (globalBatchTokens == null)) {
            return document;
        }
        Node training = document.get(TrainingScenarioReader.FIELD);
        return document.with(TrainingScenarioReader.FIELD, training.without(globalBatch == null ? "global_batch" : "global_batch_tokens"));
    }

    private static Number count(Tokens tokens) {
        return tokens == null ? null : tokens.count();
    }

    static boolean declares(OptionSpec option) {
        return option.userObject() instanceof Member member && member.getDeclaringClass() == TrainingOptions.class;
    }
}
