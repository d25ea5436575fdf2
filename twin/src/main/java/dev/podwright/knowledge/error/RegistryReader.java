package dev.podwright.knowledge.error;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Reads an export of the lists: `meta` with `sources`, `modules` and `categories`, `cann_codes`, `acl_runtime_codes`, `torch_npu`.
final class RegistryReader {
    private static final String RUNTIME = "ACL runtime";
    private static final String CANN_LIST = "cann_codes";
    private static final String RUNTIME_LIST = "acl_runtime_codes";

    private RegistryReader() {}

    /// Whether a document is such an export.
    static boolean recognises(Node document) {
        return document.isObject() && document.keys().contains(CANN_LIST);
    }

    /// @throws InputException if it is not, or a field is missing, doubled or of the wrong kind
    static Registry read(Node document) {
        if (!recognises(document)) {
            throw new InputException("%s: there is no list %s: this is no export of error codes.".formatted(document.place().file(), CANN_LIST),
                    "Give a JSON file with meta, cann_codes, acl_runtime_codes and torch_npu (docs/errors.md).");
        }
        Node meta = document.get("meta");
        Map<String, Registry.Module> modules = meta.get("modules").fields().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, m -> new Registry.Module(m.getValue().get("module").text(), m.getValue().get("what").text())));
        String read = meta.find("read").map(day -> ", read " + day.text()).orElse("");
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        List<String> origins = new ArrayList<>();
        String cann = meta.get("sources").get(CANN_LIST).text();
        List<Node> listed = document.get(CANN_LIST).list();
        listed.forEach(node -> add(entries, node, cannEntry(node, modules, cann)));
        origins.add("%,d CANN codes: %s%s".formatted(listed.size(), cann, read));
        String runtime = meta.get("sources").get(RUNTIME_LIST).text();
        List<Node> numbers = document.get(RUNTIME_LIST).list();
        numbers.forEach(node -> add(entries, node, runtimeEntry(node, runtime)));
        origins.add("%,d runtime codes: %s%s".formatted(numbers.size(), runtime, read));
        Registry.TorchScheme torch = torch(document.get("torch_npu"));
        origins.add("scheme of torch_npu: %s%s".formatted(torch.source(), read));
        return new Registry(entries, modules, texts(meta.get("categories")), torch, List.copyOf(origins));
    }

    private static Entry cannEntry(Node node, Map<String, Registry.Module> modules, String source) {
        String code = node.get("code").text();
        Optional<Registry.Module> module = Optional.ofNullable(modules.get(code.substring(0, Math.min(2, code.length()))));
        boolean warning = node.find("severity").map(Node::text).orElse("").equals("warning");
        return new Entry(code, module.map(Registry.Module::words).orElseGet(() -> node.get("module").text()), name(node), node.get("meaning").text(), node.get("category").text(),
                warning ? Optional.of(Role.WARNING) : Optional.empty(), source);
    }

    private static Entry runtimeEntry(Node node, String source) {
        return new Entry(Integer.toString(node.get("code").whole(1)), RUNTIME, name(node), node.get("meaning").text(), node.get("category").text(), Optional.empty(), source);
    }

    /// Some entries of the registry carry the word None.
    private static String name(Node node) {
        return node.find("name").map(Node::text).filter(n -> !n.equals("None")).orElse("");
    }

    private static Registry.TorchScheme torch(Node node) {
        return new Registry.TorchScheme(texts(node.get("modules")), texts(node.get("types")), texts(node.get("examples")), node.get("source").text());
    }

    private static Map<String, String> texts(Node node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.fields().forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }

    private static void add(SequencedMap<String, Entry> entries, Node node, Entry entry) {
        if (entries.putIfAbsent(entry.code(), entry) != null) {
            throw new InputException("%s: the code %s stands twice.".formatted(node.place(), entry.code()), "Keep one of them.");
        }
    }
}
