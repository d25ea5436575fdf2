package dev.podwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProvenanceTest {
    static Iterable<String> files() {
        return Entries.FILES;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyNumberOfTheBundledFilesHasASourceAndAConfidence(String file) {
        Node root = Document.resource(Catalog.class, file);
        Set<String> used = new HashSet<>();
        walk(root, used);
        assertThat(used).as("sources that no figure uses").containsAll(root.get("sources").keys());
    }

    private static void walk(Node node, Set<String> used) {
        if (node.isObject()) {
            if (node.find("value").isPresent() || node.find("low").isPresent()) {
                used.add(node.get("source").text());
                assertThat(Confidence.of(node.get("confidence").text())).as(node.place().toString())
                        .isPresent().get().isNotEqualTo(Confidence.USER);
            }
            for (Map.Entry<String, Node> field : node.fields().entrySet()) {
                boolean structure = Set.of("groups", "dims", "count", "ranks_per_chip", "value", "low", "high").contains(field.getKey());
                assertThat(structure || !field.getValue().isNumber()).as("a bare number at " + field.getValue().place()).isTrue();
                if (field.getKey().equals("shape")) {
                    assertThat(field.getValue().find("source")).as("the source of " + field.getValue().place()).isPresent();
                    used.add(field.getValue().get("source").text());
                } else if (!field.getKey().equals("dims")) {
                    walk(field.getValue(), used);
                }
            }
        } else if (node.isList()) {
            node.list().forEach(n -> walk(n, used));
        }
    }
}
