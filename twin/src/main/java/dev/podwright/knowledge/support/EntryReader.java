package dev.podwright.knowledge.support;

import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.knowledge.support.Substitutes.KernelEntry;
import dev.podwright.knowledge.support.Substitutes.OperatorEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads entries of [Substitutes].
final class EntryReader {
    private static final List<String> OPERATOR = List.of("name", "api", "host", "library", "replacement", "source");
    private static final List<String> KERNEL = List.of("pattern", "nature", "library", "custom", "replacement", "example", "source");

    private EntryReader() {}

    static OperatorEntry operator(Node node) {
        node.allowOnly(OPERATOR);
        String name = node.get("name").text();
        return new OperatorEntry(name, glob(name), Substitutes.text(node, "api"), node.find("host").map(Node::bool).orElse(false),
                Substitutes.text(node, "library"), Substitutes.text(node, "replacement"), node.get("source").text());
    }

    static KernelEntry kernel(Node node) {
        node.allowOnly(KERNEL);
        return new KernelEntry(expression(node.get("pattern")), nature(node.get("nature")), node.get("library").text(),
                node.find("custom").map(Node::bool).orElse(false), Substitutes.text(node, "replacement"), Substitutes.text(node, "example"),
                node.get("source").text());
    }

    /// `*` stands for any characters, `?` for one.
    static Pattern glob(String name) {
        StringBuilder expression = new StringBuilder();
        for (char c : name.toCharArray()) {
            expression.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return Pattern.compile(expression.toString());
    }

    private static Pattern expression(Node node) {
        try {
            return Pattern.compile(node.text());
        } catch (PatternSyntaxException e) {
            throw node.wrong("a regular expression (" + e.getDescription() + ")", "Write a regular expression.");
        }
    }

    private static Kernel.Nature nature(Node node) {
        List<String> names = Arrays.stream(Kernel.Nature.values()).map(nature -> nature.name().toLowerCase(Locale.ROOT)).toList();
        int index = names.indexOf(node.text());
        if (index < 0) {
            throw node.wrong("one of " + String.join(", ", names), Nearest.maybe(node.text(), names));
        }
        return Kernel.Nature.values()[index];
    }
}
