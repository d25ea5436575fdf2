package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the `shape` of a level, and refuses what its wiring cannot have.
final class ShapeReader {
    private static final Set<String> SWITCHED = Set.of("tiers", "planes", "leaf", "radix", "switches", "rails", "apart", "source", "assumption");
    /// What each wiring can have.
    private static final Map<Wiring, Set<String>> FIELDS = Map.of(
            Wiring.SWITCH, SWITCHED,
            Wiring.FAT_TREE, SWITCHED,
            Wiring.FULL_MESH, Set.of("spares", "source", "assumption"),
            Wiring.TORUS, Set.of("cube", "source", "assumption"),
            Wiring.PCIE, Set.of("tiers", "source", "assumption"),
            Wiring.DIE_PAIR, Set.of("source", "assumption"));

    private ShapeReader() {}

    /// @param sources short names of long addresses
    static Shape read(Node node, Wiring wiring, Map<String, String> sources) {
        node.allowOnly(FIELDS.get(wiring));
        List<String> tiers = node.find("tiers").map(Node::texts).orElse(List.of());
        if (new HashSet<>(tiers).size() < tiers.size()) {
            throw node.get("tiers").wrong("names that differ", "");
        }
        int leaf = whole(node, "leaf", 0);
        int radix = whole(node, "radix", 0);
        if (radix > 0 && radix <= leaf) {
            throw new InputException("%s: a switch of %d ports cannot join %d cards and lead upwards.".formatted(node.get("radix").place(), radix, leaf),
                    "Write a radix above leaf, or leave it out.");
        }
        boolean rails = node.find("rails").map(Node::bool).orElse(false);
        boolean apart = node.find("apart").map(Node::bool).orElse(false);
        if (apart && !rails) {
            throw node.get("apart").wrong("true without rails: true", "Write rails: true as well.");
        }
        return new Shape(tiers, whole(node, "planes", 1), rails, apart, leaf, radix, whole(node, "switches", 0), whole(node, "spares", 0),
                whole(node, "cube", 0), List.of(),
                node.find("source").map(Node::text).map(s -> sources.getOrDefault(s, s)).orElse(""), node.find("assumption").map(Node::text).orElse(""));
    }

    private static int whole(Node node, String key, int otherwise) {
        return node.find(key).map(n -> n.whole(1)).orElse(otherwise);
    }
}
