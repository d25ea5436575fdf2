package dev.podwright.network.fault;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.network.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a condition: the object `fabric` of a scenario, or options laid out like it.
public final class ConditionReader {
    /// The field of a scenario that holds a condition.
    public static final String FIELD = "fabric";

    private static final List<String> FIELDS = List.of("fail", "degrade", "oversubscribe", "routing", "seed");
    private static final Pattern WORD = Pattern.compile("(?:([0-9]+)\\*)?([A-Za-z][A-Za-z0-9._-]*)(?::([A-Za-z0-9._-]+))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final String PLANE = "plane";
    private static final String LINK = "link";
    private static final String FORMS = "Write leaf:3, npu:17, plane:2 or leaf-spine:12 for one, link:leaf-spine for all cables of a type, 8*leaf-spine for eight drawn by the seed.";
    private static final String SHARE = "Give the share of the bandwidth that is left, such as 50% or 0.5; what is down goes to fail.";

    private ConditionReader() {}

    /// @throws InputException on any field that is unknown, of the wrong kind or absurd
    public static Condition read(Node node) {
        node.allowOnly(FIELDS);
        long seed = node.find("seed").map(n -> (long) n.whole(0)).orElse(Condition.SOUND.seed());
        List<Fault> faults = new ArrayList<>();
        node.find("fail").ifPresent(list -> list.list().forEach(item -> faults.add(fault(item.place().toString(), item.text()))));
        List<Degraded> degraded = new ArrayList<>();
        if (node.find("degrade").isPresent()) {
            for (Map.Entry<String, Node> field : node.get("degrade").fields().entrySet()) {
                String place = field.getValue().place().toString();
                degraded.add(new Degraded(fault(place, field.getKey()), share(field.getValue())));
            }
        }
        Optional<Routing> routing = node.find("routing").map(n -> RoutingWord.read(n.place().toString(), n.text(), seed));
        return new Condition(faults, degraded, node.find("oversubscribe").map(ConditionReader::ratio).orElse(1.0), routing, seed, node.place().toString());
    }

    static Fault fault(String place, String text) {
        Matcher m = WORD.matcher(text);
        if (!m.matches()) {
            throw new InputException("%s: \"%s\" names no card, switch, cable or plane.".formatted(place, text), FORMS);
        }
        String kind = m.group(2);
        String rest = m.group(3);
        if (m.group(1) != null) {
            if (rest != null) {
                throw new InputException("%s: %s both draws and names a number.".formatted(place, text), "Write %s*%s or %s:%s.".formatted(m.group(1), kind, kind, rest));
            }
            if (!NUMBER.matcher(m.group(1)).matches() || Integer.parseInt(m.group(1)) < 1) {
                throw new InputException("%s: %s draws %s.".formatted(place, text, m.group(1)), "Draw at least one, such as 8*%s.".formatted(kind));
            }
            return new Fault.Some(Integer.parseInt(m.group(1)), kind);
        }
        if (kind.equals(LINK) && rest != null) {
            return new Fault.Links(rest);
        }
        if (rest == null || !NUMBER.matcher(rest).matches()) {
            throw new InputException("%s: %s does not say which.".formatted(place, text), FORMS);
        }
        int index = Integer.parseInt(rest);
        return kind.equals(PLANE) ? new Fault.Plane(index) : new Fault.One(kind, index);
    }

    private static double share(Node node) {
        double share;
        if (node.isText()) {
            String text = node.text().strip();
            boolean percent = text.endsWith("%");
            try {
                share = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text) / (percent ? 100 : 1);
            } catch (NumberFormatException e) {
                throw node.wrong("a share", SHARE);
            }
        } else {
            share = node.number();
        }
        if (!(share > 0 && share < 1)) {
            throw node.wrong("a share above 0 and below 1 (100 %)", SHARE);
        }
        return share;
    }

    private static double ratio(Node node) {
        if (!(node.number() >= 1)) {
            throw node.wrong("a ratio of at least 1, such as 4 for 4:1", "");
        }
        return node.number();
    }
}
