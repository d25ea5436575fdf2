package dev.podwright.migration;

import dev.podwright.document.Document;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What is known of moves beyond figures, read from `facts.json`: each fact with the condition under which it applies and its source.
///
/// @param read when the sources were read
/// @param models what the serving engine says of families
/// @param sources that the facts name, by short name
record Facts(String read, List<Listed> models, List<Told> changes, List<Todo> steps, List<Threat> risks, List<Cause> causes,
             Map<String, String> sources) {

    /// What an engine's list says of a family.
    ///
    /// @param families `model_type` of configs
    /// @param there what the list says
    record Listed(List<String> families, Set<Trait> generations, String there, Report.Weight weight, String source) {}

    /// A change, its words not yet filled in.
    record Told(When when, Report.Change change) {}

    record Todo(When when, Report.Step step) {}

    record Threat(When when, Report.Risk risk) {}

    /// What drives effort.
    ///
    /// @param per what is counted: each multiplies the days
    record Cause(When when, Per per, String what, String why, Optional<Interval> days) {}

    enum Per {
        MOVE,
        /// A kernel that nothing stands in for.
        CUSTOM_KERNEL,
        REPLACED_KERNEL,
        UNSUPPORTED_OPERATOR
    }

    private static final String FORMAT = "podwright-migration/1";

    static Facts bundled() {
        return Bundled.FACTS;
    }

    /// Holder that reads the file on first use.
    private static final class Bundled {
        static final Facts FACTS = read(Document.resource(Facts.class, "facts.json"));
    }

    /// @throws dev.podwright.document.InputException naming the place of anything malformed
    static Facts read(Node root) {
        root.allowOnly(List.of("format", "read", "sources", "models", "changes", "steps", "risks", "causes"));
        if (!root.get("format").text().equals(FORMAT)) {
            throw root.get("format").wrong(FORMAT, "");
        }
        Map<String, String> sources = new TreeMap<>();
        root.get("sources").fields().forEach((name, text) -> sources.put(name, text.text()));
        Reader reader = new Reader(sources);
        return new Facts(root.get("read").text(), each(root, "models", reader::listed), each(root, "changes", reader::told),
                each(root, "steps", reader::todo), each(root, "risks", reader::threat), each(root, "causes", reader::cause), sources);
    }

    private static <T> List<T> each(Node root, String key, Function<Node, T> read) {
        return root.get(key).list().stream().map(read).toList();
    }

    /// Reads one fact after the other.
    private record Reader(Map<String, String> sources) {

        Listed listed(Node n) {
            n.allowOnly(List.of("families", "generations", "there", "weight", "source"));
            Set<Trait> generations = new HashSet<>();
            for (Node word : n.get("generations").list()) {
                generations.add(Trait.of(word.text()).filter(t -> t.kind() == Trait.Kind.GENERATION).orElseThrow(() -> word.wrong("a generation", "Such as a2.")));
            }
            return new Listed(n.get("families").texts(), Set.copyOf(generations), filled(n, "there"), weight(n), source(n));
        }

        Told told(Node n) {
            n.allowOnly(List.of("topic", "when", "here", "there", "consequence", "weight", "source"));
            return new Told(When.read(n.get("when")), new Report.Change(word(n.get("topic"), Report.Topic.values()), filled(n, "here"), filled(n, "there"),
                    filled(n, "consequence"), weight(n), source(n)));
        }

        Todo todo(Node n) {
            n.allowOnly(List.of("when", "title", "detail", "command", "source"));
            return new Todo(When.read(n.get("when")),
                    new Report.Step(filled(n, "title"), filled(n, "detail"), n.find("command").map(Node::text).orElse(""), source(n)));
        }

        Threat threat(Node n) {
            n.allowOnly(List.of("when", "what", "sign", "mitigation", "source"));
            return new Threat(When.read(n.get("when")), new Report.Risk(filled(n, "what"), filled(n, "sign"), filled(n, "mitigation"), source(n)));
        }

        Cause cause(Node n) {
            n.allowOnly(List.of("when", "per", "what", "why", "days"));
            Optional<Interval> days = n.find("days").map(Node::list).map(d -> new Interval(d.get(0).number(), d.get(1).number(), d.get(2).number()));
            return new Cause(When.read(n.get("when")), n.find("per").map(p -> word(p, Per.values())).orElse(Per.MOVE), filled(n, "what"), filled(n, "why"), days);
        }

        private static Report.Weight weight(Node n) {
            return word(n.get("weight"), Report.Weight.values());
        }

        private static <E extends Enum<E>> E word(Node node, E[] values) {
            return Arrays.stream(values).filter(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(node.text())).findFirst()
                    .orElseThrow(() -> node.wrong("one of " + Arrays.toString(values).toLowerCase(Locale.ROOT), ""));
        }

        private static String filled(Node n, String key) {
            if (n.get(key).text().isBlank()) {
                throw n.get(key).wrong("some text", "");
            }
            return n.get(key).text();
        }

        private String source(Node n) {
            String name = n.get("source").text();
            if (!sources.containsKey(name)) {
                throw n.get("source").wrong("one of sources", Nearest.maybe(name, sources.keySet()));
            }
            return sources.get(name);
        }
    }

    /// What the sources call by this short name: for statements of the code that stand on the same page as a fact.
    String source(String name) {
        if (!sources.containsKey(name)) {
            throw new IllegalArgumentException("The facts have no source %s.".formatted(name));
        }
        return sources.get(name);
    }

    /// How many facts there are.
    int size() {
        return models.size() + changes.size() + steps.size() + risks.size() + causes.size();
    }

    /// What does not hold together, in full sentences.
    List<String> check() {
        List<String> findings = new ArrayList<>();
        Set<String> used = new HashSet<>();
        models.forEach(m -> used.add(m.source()));
        changes.forEach(c -> {
            used.add(c.change().source());
            possible(findings, c.when(), c.change().there());
        });
        steps.forEach(s -> {
            used.add(s.step().source());
            possible(findings, s.when(), s.step().title());
        });
        risks.forEach(r -> {
            used.add(r.risk().source());
            possible(findings, r.when(), r.risk().what());
        });
        causes.forEach(c -> possible(findings, c.when(), c.what()));
        sources.forEach((name, text) -> {
            if (!used.contains(text)) {
                findings.add("The source %s of the facts on moves is named by none of them.".formatted(name));
            }
        });
        return findings;
    }

    private static void possible(List<String> findings, When when, String what) {
        if (!when.possible()) {
            findings.add("No case can meet the condition of the fact \"%s\".".formatted(what));
        }
    }
}
