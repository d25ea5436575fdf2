package dev.podwright.catalog;

import dev.podwright.document.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one entry of `training_software`.
final class TrainingSoftwareReader {
    private static final Set<String> FIELDS = Set.of("id", "name", "aliases", "vendors", "usual", "attention", "fused_loss", "gradients",
            "sequence_parallel", "graphs", "overlaps", "deduplicates", "source");
    private static final Set<String> OVERLAPS = Set.of("gradients", "weights", "weights_backward", "tensor", "pipeline", "experts");

    private TrainingSoftwareReader() {}

    /// @param sources short names of long addresses
    static TrainingSoftware read(Node node, Map<String, String> sources) {
        node.allowOnly(FIELDS);
        Node overlaps = node.get("overlaps");
        overlaps.allowOnly(OVERLAPS);
        String id = node.get("id").text();
        List<String> vendors = node.get("vendors").texts();
        if (vendors.isEmpty()) {
            throw node.get("vendors").wrong("a list of at least one vendor", "");
        }
        return new TrainingSoftware(id, node.find("name").map(Node::text).orElse(id), ChipReader.texts(node, "aliases"), vendors,
                node.find("usual").map(Node::bool).orElse(false), AttentionKernel.read(node.get("attention")), flag(node, "fused_loss"),
                Names.precision(node.get("gradients").place(), node.get("gradients").text()), flag(node, "sequence_parallel"),
                flag(node, "graphs"), flag(overlaps, "gradients"), flag(overlaps, "weights"), flag(overlaps, "weights_backward"), flag(overlaps, "tensor"),
                flag(overlaps, "pipeline"), flag(overlaps, "experts"), flag(node, "deduplicates"), source(node.get("source"), sources));
    }

    /// Every fact is said: a forgotten one would silently mean no.
    private static boolean flag(Node node, String key) {
        return node.get(key).bool();
    }

    private static String source(Node node, Map<String, String> sources) {
        return sources.getOrDefault(node.text(), node.text());
    }
}
