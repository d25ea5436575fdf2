package dev.podwright.knowledge.error;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Likely causes and remedies: for single codes, and for whole categories.
///
/// @param codes by code
/// @param categories by category
/// @param origin what was read
record Advice(Map<String, Words> codes, Map<String, Words> categories, String origin) {

    /// @param source in words
    record Words(List<String> causes, List<String> remedies, List<String> related, Optional<Role> role, String source) {
        Words {
            causes = List.copyOf(causes);
            remedies = List.copyOf(remedies);
            related = List.copyOf(related);
        }
    }

    static Advice read() {
        Node document = Document.resource(Advice.class, "advice.json");
        Node meta = document.get("meta");
        Map<String, String> sources = new LinkedHashMap<>();
        meta.get("sources").fields().forEach((key, value) -> sources.put(key, value.text()));
        Map<String, Words> categories = new LinkedHashMap<>();
        document.get("categories").fields().forEach((key, node) ->
                categories.put(key, new Words(node.get("causes").texts(), node.get("remedies").texts(), List.of(), Optional.empty(), "")));
        Map<String, Words> codes = new LinkedHashMap<>();
        document.get("codes").fields().forEach((key, node) -> codes.put(key, new Words(node.get("causes").texts(), node.get("remedies").texts(),
                node.get("related").texts(), node.find("role").map(Advice::role),
                node.get("sources").list().stream().map(s -> source(s, sources)).collect(Collectors.joining("; ")))));
        return new Advice(codes, categories, "advice on %d codes and %d categories: our own, from %d sources, read %s"
                .formatted(codes.size(), categories.size(), sources.size(), meta.get("read").text()));
    }

    static Role role(Node node) {
        List<String> labels = Arrays.stream(Role.values()).map(Role::label).toList();
        return Arrays.stream(Role.values()).filter(r -> r.label().equals(node.text())).findFirst()
                .orElseThrow(() -> node.wrong("one of " + String.join(", ", labels), ""));
    }

    private static String source(Node key, Map<String, String> sources) {
        if (!sources.containsKey(key.text())) {
            throw key.wrong("a source of meta.sources", "");
        }
        return sources.get(key.text());
    }
}
