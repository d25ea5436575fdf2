package dev.podwright.knowledge.error;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Codes that logs show beside those of the registry: results of HCCL, status codes of aclnn and ACL, exit signals, and messages without any code.
final class ReturnCodes {
    private static final String[][] LISTS = {
        {"hccl", "HCCL: result of a call"},
        {"aclnn", "aclnn: status of an operator interface"},
        {"acl", "ACL: application interface"},
        {"signals", "operating system: signal that ended a process"}};

    private ReturnCodes() {}

    /// All of them by code, with what advice they carry themselves.
    record Found(SequencedMap<String, Entry> entries, SequencedMap<String, Advice.Words> advice, List<Symptom> symptoms, List<String> origins) {}

    static Found read() {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        SequencedMap<String, Advice.Words> advice = new LinkedHashMap<>();
        List<String> origins = new ArrayList<>();
        Node document = Document.resource(ReturnCodes.class, "return_codes.json");
        for (String[] list : LISTS) {
            Node part = document.get(list[0]);
            String source = part.get("source").text();
            List<Node> codes = part.get("codes").list();
            for (Node node : codes) {
                Entry entry = new Entry(node.get("code").text(), list[1], node.get("name").text(), node.get("meaning").text(), node.get("category").text(), role(node), source);
                entries.put(entry.code(), entry);
                if (node.find("causes").isPresent()) {
                    advice.put(entry.code(), words(node, source));
                }
            }
            origins.add("%d codes of %s: %s".formatted(codes.size(), list[0], source));
        }
        List<Symptom> symptoms = new ArrayList<>();
        for (Node node : Document.resource(ReturnCodes.class, "symptoms.json").get("symptoms").list()) {
            Entry entry = new Entry(node.get("code").text(), node.get("origin").text(), "", node.get("meaning").text(), node.get("category").text(), role(node), node.get("source").text());
            entries.put(entry.code(), entry);
            advice.put(entry.code(), words(node, entry.source()));
            symptoms.add(new Symptom(entry.code(), node.get("says").texts()));
        }
        origins.add("%d messages without a code: sources stand with each".formatted(symptoms.size()));
        return new Found(entries, advice, List.copyOf(symptoms), List.copyOf(origins));
    }

    private static Optional<Role> role(Node node) {
        return node.find("role").map(Advice::role);
    }

    private static Advice.Words words(Node node, String source) {
        return new Advice.Words(node.get("causes").texts(), node.get("remedies").texts(), node.find("related").map(Node::texts).orElse(List.of()), role(node), source);
    }
}
