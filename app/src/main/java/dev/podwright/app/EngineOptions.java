package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.plan.Site;
import dev.podwright.simulation.EngineRules;
import java.util.List;
import picocli.CommandLine.Option;

/// The rules of the serving engine, as options.
final class EngineOptions {
    @Option(names = "--engine", paramLabel = "NAME", description = "vllm, sglang, tensorrt-llm, vllm-ascend, mindie or cloudmatrix-infer (default: vllm, on Ascend vllm-ascend).")
    private String engine;

    @Option(names = "--chunk", paramLabel = "TOKENS", description = "Token budget of a step in each attention group (default: the engine's).")
    private Integer chunk;

    @Option(names = "--cap", paramLabel = "N", description = "Most sequences under way in each attention group (default: the engine's).")
    private Integer cap;

    @Option(names = "--no-prefix-caching", description = "Compute every prompt whole.")
    private boolean noPrefixCaching;

    EngineRules rules(Site site) {
        String wanted = engine == null ? site.engine().name() : engine;
        EngineRules rules = EngineRules.named(wanted).orElseThrow(() -> {
            List<String> names = EngineRules.KNOWN.stream().map(EngineRules::name).toList();
            return new InputException("--engine: %s is not an engine known here.".formatted(wanted), "One of %s. %s".formatted(String.join(", ", names), Nearest.maybe(wanted, names)));
        });
        if (chunk != null && chunk < 1 || cap != null && cap < 1) {
            throw new InputException("--chunk is %s and --cap is %s.".formatted(chunk, cap), "Give at least 1 of each.");
        }
        rules = chunk == null ? rules : rules.withBudget(chunk);
        rules = cap == null ? rules : rules.withMostSequences(cap);
        return noPrefixCaching ? rules.withPrefixCaching(false) : rules;
    }
}
