package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads one entry of `pods`.
final class PodReader {
    private static final Set<String> FIELDS = Set.of("id", "name", "status", "aliases", "chip", "other_chips", "ranks_per_chip",
            "chips", "levels", "power", "prices", "facts", "assumptions", "notes", "templates");
    private static final Set<String> LEVEL_FIELDS = Set.of("name", "wiring", "groups", "dims", "scale_out", "bandwidth",
            "latency", "oversubscription", "efficiency", "note", "shape");
    /// What `--set POD.LEVEL.FIGURE=VALUE` can name.
    private static final Pattern LEVEL_NAME = Pattern.compile("[^.=\\s]+");
    private static final Pattern TEMPLATE_NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    /// The fact under which a pod's published number of chips is kept.
    static final String CHIPS = "chips";

    private final QuantityReader quantities;

    PodReader(QuantityReader quantities) {
        this.quantities = quantities;
    }

    Pod read(Node node) {
        node.allowOnly(FIELDS);
        String id = node.get("id").text();
        Map<String, Quantity> facts = new LinkedHashMap<>();
        quantities.find(node, CHIPS, Dimension.COUNT).ifPresent(chips -> facts.put(CHIPS, chips));
        facts.putAll(quantities.facts(node));
        Pod pod = new Pod(id, node.find("name").map(Node::text).orElse(id), node.get("chip").text(),
                node.find("ranks_per_chip").map(n -> n.whole(1)).orElse(1),
                node.find("status").map(Names::status).orElse(Status.SHIPPING), levels(node.get("levels")),
                quantities.find(node, "power", Dimension.POWER), quantities.prices(node), facts,
                ChipReader.texts(node, "assumptions"), ChipReader.texts(node, "aliases"),
                ChipReader.texts(node, "other_chips"), ChipReader.texts(node, "notes"), templates(node));
        checkSize(node, pod);
        return pod;
    }

    private Map<String, Pod.Template> templates(Node node) {
        Map<String, Pod.Template> templates = new LinkedHashMap<>();
        if (node.find("templates").isPresent()) {
            node.get("templates").fields().forEach((name, template) -> {
                if (!TEMPLATE_NAME.matcher(name).matches()) {
                    throw new InputException("%s: \"%s\" is no name for a template.".formatted(template.place(), name), "Use lower-case letters, digits and hyphens.");
                }
                template.allowOnly(Set.of("levels", "assumptions"));
                List<Level> levels = levels(template.get("levels"));
                long ranks = product(levels);
                if (ranks != product(levels(node.get("levels")))) {
                    throw template.get("levels").wrong("levels of as many ranks as those of the pod", "They multiply to %d.".formatted(ranks));
                }
                templates.put(name, new Pod.Template(levels, ChipReader.texts(template, "assumptions")));
            });
        }
        return templates;
    }

    private static long product(List<Level> levels) {
        return levels.stream().mapToLong(Level::groups).reduce(1, (a, b) -> a * b);
    }

    private List<Level> levels(Node node) {
        Set<String> names = new HashSet<>();
        List<Node> items = node.list();
        if (items.isEmpty()) {
            throw node.wrong("a list of at least one level", "");
        }
        for (Node level : items) {
            if (!LEVEL_NAME.matcher(level.get("name").text()).matches()) {
                throw level.get("name").wrong("a name without dots, equals signs and spaces", "");
            }
            if (!names.add(level.get("name").text())) {
                throw level.get("name").wrong("a name that no inner level has", "");
            }
            if (level.find("scale_out").map(Node::bool).orElse(false) && level != items.getLast()) {
                throw level.get("scale_out").wrong("true on the outermost level only", "");
            }
        }
        return items.stream().map(this::level).toList();
    }

    private Level level(Node node) {
        node.allowOnly(LEVEL_FIELDS);
        Wiring wiring = Names.wiring(node.get("wiring"));
        int groups = node.get("groups").whole(1);
        List<Integer> dims = node.find("dims").map(d -> d.list().stream().map(n -> n.whole(1)).toList()).orElse(List.of());
        if ((wiring == Wiring.TORUS) == dims.isEmpty()) {
            throw new InputException("%s: dims belong to a torus, and a torus needs them.".formatted(node.place()),
                    "Write dims such as [16, 16] for a torus only.");
        }
        if (!dims.isEmpty() && dims.stream().mapToDouble(Integer::intValue).reduce(1, (a, b) -> a * b) != groups) {
            throw node.get("dims").wrong("lengths whose product is %d".formatted(groups), "");
        }
        Optional<Quantity> taper = quantities.find(node, "oversubscription", Dimension.RATIO);
        taper.filter(t -> t.si() < 1).ifPresent(t -> {
            throw new InputException("%s: the oversubscription (%s) is below 1.".formatted(node.get("oversubscription").place(), t.si()),
                    "Write 1 for a network that is not oversubscribed: a rank cannot send more than its port.");
        });
        return new Level(node.get("name").text(), wiring, groups, node.find("scale_out").map(Node::bool).orElse(false),
                quantities.find(node, "bandwidth", Dimension.BYTE_RATE), quantities.find(node, "latency", Dimension.TIME),
                taper, quantities.find(node, "efficiency", Dimension.RATIO), dims,
                node.find("note").map(Node::text).orElse(""),
                node.find("shape").map(s -> ShapeReader.read(s, wiring, quantities.sources())).orElse(Shape.UNKNOWN));
    }

    private static void checkSize(Node node, Pod pod) {
        double ranks = pod.levels().stream().mapToDouble(Level::groups).reduce(1, (a, b) -> a * b);
        if (ranks > Resized.MOST_RANKS) {
            throw node.get("levels").wrong("a pod of at most %d ranks".formatted(Resized.MOST_RANKS), "");
        }
        if (pod.ranks() % pod.ranksPerChip() != 0) {
            throw new InputException("%s: %d ranks are not whole chips of %d ranks.".formatted(node.place(), pod.ranks(), pod.ranksPerChip()),
                    "The groups of all levels multiply to ranks: chips times ranks_per_chip.");
        }
        Quantity chips = pod.facts().get(CHIPS);
        if (chips != null && chips.si() != pod.chips()) {
            throw new InputException("%s: the levels multiply to %d chips, not %.0f.".formatted(node.get(CHIPS).place(), pod.chips(), chips.si()),
                    "groups counts groups of the next inner level, the innermost counts ranks; their product is chips times ranks_per_chip.");
        }
    }
}
