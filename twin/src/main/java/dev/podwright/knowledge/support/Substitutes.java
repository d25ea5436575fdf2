package dev.podwright.knowledge.support;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.knowledge.support.OperatorSupport.Replacement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands in for operators and kernels: the entries of data files, those of later files first.
///
/// @param replacements by the text of their `by`
/// @param operators in the order in which they are tried
/// @param kernels in the order in which they are tried
public record Substitutes(Map<String, Replacement> replacements, List<OperatorEntry> operators, List<KernelEntry> kernels) {
    private static final List<String> PARTS = List.of("read", "replacements", "operators", "kernels");

    public Substitutes {
        // In the order of the files: messages of checks follow it, and copies of maps shuffle from run to run.
        replacements = Collections.unmodifiableMap(new LinkedHashMap<>(replacements));
        operators = List.copyOf(operators);
        kernels = List.copyOf(kernels);
    }

    /// What an operator is, told from its name.
    ///
    /// @param name as the file has it, `*` for any characters
    /// @param api interface of the tables that judges it; empty where none does
    /// @param host whether it does no work on the device itself
    /// @param library third party it belongs to; empty for PyTorch's own
    /// @param replacement `by` of what stands in; empty where nothing does
    public record OperatorEntry(String name, Pattern pattern, String api, boolean host, String library, String replacement, String source) {

        boolean matches(String operator) {
            // Most entries begin otherwise: this spares their expressions.
            int wild = 0;
            while (wild < name.length() && name.charAt(wild) != '*' && name.charAt(wild) != '?') {
                wild++;
            }
            return operator.regionMatches(0, name, 0, wild) && pattern.matcher(operator).matches();
        }
    }

    /// What a kernel is, told from its name.
    ///
    /// @param pattern regular expression that may match anywhere in the name
    /// @param replacement `by` of what stands in; empty where nothing does
    /// @param example a name that this pattern and none before it must match; empty where none is given
    public record KernelEntry(Pattern pattern, Kernel.Nature nature, String library, boolean custom, String replacement, String example, String source) {}

    /// What ships with the product.
    public static Substitutes bundled() {
        return read(Document.resource(Substitutes.class, "substitutes.yaml")).with(read(Document.resource(Substitutes.class, "kernels.yaml")));
    }

    /// Whether a document has the parts of this format.
    public static boolean recognises(Node document) {
        return document.isObject() && (document.find("operators").isPresent() || document.find("kernels").isPresent()
                || document.find("replacements").isPresent());
    }

    /// @throws dev.podwright.document.InputException if an entry is not as it should be, naming file, line and field
    public static Substitutes read(Node document) {
        document.allowOnly(PARTS);
        Map<String, Replacement> replacements = new LinkedHashMap<>();
        for (Node node : list(document, "replacements")) {
            node.allowOnly(List.of("by", "note", "source"));
            replacements.put(node.get("by").text(), new Replacement(node.get("by").text(), text(node, "note"), node.get("source").text()));
        }
        return new Substitutes(replacements, list(document, "operators").stream().map(EntryReader::operator).toList(),
                list(document, "kernels").stream().map(EntryReader::kernel).toList());
    }

    /// These with the entries of `newer` before them and in place of those with the same name or pattern.
    public Substitutes with(Substitutes newer) {
        Map<String, Replacement> all = new LinkedHashMap<>(replacements);
        all.putAll(newer.replacements);
        List<OperatorEntry> first = new ArrayList<>(newer.operators);
        operators.stream().filter(entry -> newer.operators.stream().noneMatch(n -> n.name().equals(entry.name()))).forEach(first::add);
        List<KernelEntry> patterns = new ArrayList<>(newer.kernels);
        kernels.stream().filter(entry -> newer.kernels.stream().noneMatch(n -> n.pattern().pattern().equals(entry.pattern().pattern())))
                .forEach(patterns::add);
        return new Substitutes(all, first, patterns);
    }

    Optional<Replacement> replacement(String by) {
        return by.isEmpty() ? Optional.empty() : Optional.ofNullable(replacements.get(by));
    }

    static String text(Node node, String key) {
        return node.find(key).map(Node::text).orElse("");
    }

    private static List<Node> list(Node document, String key) {
        return document.find(key).map(Node::list).orElse(List.of());
    }
}
