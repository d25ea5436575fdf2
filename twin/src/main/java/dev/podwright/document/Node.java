package dev.podwright.document;

import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One value of a document, with its place. Accessors throw [InputException] naming file, line and field when the
/// value is not what the caller needs.
public final class Node {
    /// A message shows the beginning of a longer text.
    private static final int LONGEST_TEXT = 60;

    private final Place place;
    private final Object value;

    /// @param value a `Map<String, Node>`, a `List<Node>`, a `String`, a `Double` or `Long`, a `Boolean` or null
    Node(Place place, Object value) {
        this.place = place;
        this.value = value;
    }

    /// An object node made in memory, for callers that override fields of a document.
    public Node with(String key, Node child) {
        Map<String, Node> fields = new LinkedHashMap<>(fields());
        fields.put(key, child);
        return new Node(place, fields);
    }

    /// A list of other items in the place of this one.
    public Node items(List<Node> items) {
        return new Node(place, List.copyOf(items));
    }

    /// This object without the field `key`.
    public Node without(String key) {
        Map<String, Node> fields = new LinkedHashMap<>(fields());
        fields.remove(key);
        return new Node(place, fields);
    }

    /// This value with `top` laid over it: objects are merged field by field, anything else is replaced.
    public Node overlaid(Node top) {
        if (!isObject() || !top.isObject()) {
            return top;
        }
        Map<String, Node> fields = new LinkedHashMap<>(fields());
        top.fields().forEach((key, child) -> fields.merge(key, child, Node::overlaid));
        return new Node(place, fields);
    }

    public Place place() {
        return place;
    }

    /// The value as plain ordered maps, lists, texts, numbers and booleans, for writing it out again.
    public Object plain() {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields().forEach((key, child) -> fields.put(key, child.plain()));
                yield fields;
            }
            case List<?> list -> list().stream().map(Node::plain).toList();
            case null, default -> value;
        };
    }

    public boolean isNull() {
        return value == null;
    }

    public boolean isText() {
        return value instanceof String;
    }

    public boolean isNumber() {
        return value instanceof Double || value instanceof Long;
    }

    public boolean isBoolean() {
        return value instanceof Boolean;
    }

    public boolean isList() {
        return value instanceof List;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    /// The fields of an object, in the order of the file.
    @SuppressWarnings("unchecked")
    public Map<String, Node> fields() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Node>) map;
        }
        throw wrong("an object", "");
    }

    public Set<String> keys() {
        return fields().keySet();
    }

    /// The field `key`, unless it is missing or null.
    public Optional<Node> find(String key) {
        return Optional.ofNullable(fields().get(key)).filter(n -> !n.isNull());
    }

    /// The field `key`, which must be there.
    public Node get(String key) {
        return find(key).orElseThrow(() -> new InputException(
                "%s: the field %s is missing.".formatted(place, key),
                Nearest.maybe(key, keys())));
    }

    /// Fails on the first field that is not in `known`; keys that begin with `_` are comments.
    public void allowOnly(Collection<String> known) {
        for (Map.Entry<String, Node> field : fields().entrySet()) {
            String key = field.getKey();
            if (!key.startsWith("_") && !known.contains(key)) {
                String maybe = Nearest.maybe(key, known);
                throw new InputException("%s: unknown field %s.".formatted(field.getValue().place, key),
                        maybe.isEmpty() ? "Known here: " + String.join(", ", known.stream().sorted().toList()) + "." : maybe);
            }
        }
    }

    @SuppressWarnings("unchecked")
    public List<Node> list() {
        if (value instanceof List<?> list) {
            return (List<Node>) list;
        }
        throw wrong("a list", "");
    }

    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Node node : list()) {
            texts.add(node.text());
        }
        return texts;
    }

    public String text() {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("a text", "");
    }

    public boolean bool() {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw wrong("true or false", "");
    }

    /// A finite number.
    public double number() {
        return switch (value) {
            case Double d -> d;
            case Long l -> l;
            case null, default -> throw wrong("a number", "");
        };
    }

    /// A number above zero.
    public double positive() {
        double number = number();
        if (!(number > 0)) {
            throw wrong("a number above 0", "");
        }
        return number;
    }

    /// A whole number of at least `least`.
    public int whole(int least) {
        double number = number();
        if (number != Math.rint(number) || number < least || number > Integer.MAX_VALUE) {
            throw wrong("a whole number of at least " + least, "");
        }
        return (int) number;
    }

    /// One of the precisions by its label.
    public Precision precision() {
        List<String> labels = Arrays.stream(Precision.values()).map(Precision::label).toList();
        return Precision.of(text()).orElseThrow(() -> wrong("one of " + String.join(", ", labels), Nearest.maybe(text(), labels)));
    }

    /// The error for a value that is not `expected`.
    public InputException wrong(String expected, String mend) {
        return new InputException("%s: %s is not %s.".formatted(place, shown(), expected),
                mend.isEmpty() ? "Write " + expected + "." : mend);
    }

    private String shown() {
        return switch (value) {
            case null -> "null";
            case String text -> "\"" + (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text) + "\"";
            case Map<?, ?> map -> "an object of " + map.size() + " fields";
            case List<?> list -> "a list of " + list.size();
            // As it was most likely written: 5, not 5.0.
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> Long.toString(d.longValue());
            default -> value.toString();
        };
    }
}
