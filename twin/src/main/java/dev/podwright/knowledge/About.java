package dev.podwright.knowledge;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.knowledge.support.Pairing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the bundled knowledge says of itself: `about.yaml`.
///
/// @param parts source and date by name
record About(Map<String, Origin> parts, List<Pairing> pairings, List<String> notEstablished) {

    record Origin(String source, String read) {}

    static About bundled() {
        Node document = Document.resource(About.class, "about.yaml");
        Map<String, Origin> parts = new LinkedHashMap<>();
        for (Node part : document.get("parts").list()) {
            parts.put(part.get("name").text(), new Origin(part.get("source").text(), part.get("read").text()));
        }
        List<Pairing> pairings = document.get("pairings").list().stream()
                .map(p -> new Pairing(p.get("pytorch").text(), p.get("torch_npu").text(), p.get("cann").text(), p.get("python").text(), p.get("source").text()))
                .toList();
        return new About(parts, pairings, document.get("not_established").texts());
    }

    /// A part with its bundled source, or the user's file that replaced some of it.
    Part part(String name, int rows, List<String> details, List<String> files) {
        Origin origin = parts.get(name);
        String source = files.isEmpty() ? origin.source() : String.join(", ", files) + "; else " + origin.source();
        return new Part(name, source, origin.read(), rows, details);
    }
}
