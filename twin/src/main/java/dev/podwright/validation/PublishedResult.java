package dev.podwright.validation;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Quantization;
import dev.podwright.step.Speculation;
import java.util.List;
import java.util.Locale;

/// One published serving result, re-typed as a fact with its source.
///
/// @param batch sequences on every attention group; 0 = not published
/// @param context cache tokens per sequence of a decode step; 0 = not a decode result
/// @param tpotLimit seconds; for [Phase#DECODE_WITHIN]
/// @param measured in the metric's own unit
public record PublishedResult(String id, Phase phase, String pod, int chips, String model, Quantization quantization,
                              ServingLayout layout, double batch, double context, double input, double output,
                              Speculation speculation, double tpotLimit, Metric metric, double measured, String source, String note) implements Published {

    /// What was measured.
    public enum Phase {
        /// One pool that processes prompts.
        PREFILL,
        /// One pool that generates, at a published batch.
        DECODE,
        /// One pool that generates, at the largest batch within a TPOT limit.
        DECODE_WITHIN,
        /// All requests given at once to replicas that do both, as many in flight as memory holds.
        OFFLINE
    }

    /// The figure compared.
    public enum Metric {
        PREFILL_TOKENS_PER_S_PER_CHIP, OUTPUT_TOKENS_PER_S_PER_CHIP, OUTPUT_TOKENS_PER_S, TPOT_MS
    }

    @Override
    public String quantity() {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /// The results that ship with the product.
    public static List<PublishedResult> bundled() {
        return Document.resource(PublishedResult.class, "published.json").get("results").list().stream().map(PublishedResult::read).toList();
    }

    private static PublishedResult read(Node node) {
        Node precision = node.get("precision");
        Node layout = node.get("layout");
        return new PublishedResult(node.get("id").text(), Phase.valueOf(node.get("phase").text().toUpperCase(Locale.ROOT)),
                node.get("pod").text(), node.get("chips").whole(1), node.get("model").text(),
                new Quantization(precision.get("weights").precision(), precision.get("activations").precision(), precision.get("kv").precision()),
                new ServingLayout(layout.get("tensor").whole(1), layout.get("data").whole(1), layout.get("pipeline").whole(1), layout.get("experts").whole(1)),
                number(node, "batch"), number(node, "context_tokens"), number(node, "input_tokens"), number(node, "output_tokens"),
                new Speculation((int) number(node, "drafts"), Math.max(1, number(node, "tokens_per_step"))),
                number(node, "tpot_limit_ms") * 1e-3, Metric.valueOf(node.get("metric").text().toUpperCase(Locale.ROOT)),
                node.get("measured").positive(), node.get("source").text(), node.get("note").text());
    }

    private static double number(Node node, String key) {
        return node.find(key).map(Node::number).orElse(0.0);
    }
}
