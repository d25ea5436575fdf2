package dev.podwright.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Recursive descent over a token stream; remembers the innermost object, list or value it has entered, for messages.
final class TreeReader {
    /// YAML's other word for null (YAML 1.2.2, section 10.2.1.1), which the token stream reports as text.
    private static final String YAML_NULL = "~";

    private final String file;
    private final boolean yaml;
    private Place field;

    TreeReader(String file, boolean yaml) {
        this.file = file;
        this.yaml = yaml;
        this.field = new Place(file, 1, "");
    }

    Node read(String text) {
        try (JsonParser parser = (yaml ? new YAMLFactory() : new JsonFactory()).createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new InputException("%s: the file is empty.".formatted(file), "Check that it is the file you mean.");
            }
            Node node = value(parser, new Place(file, line(parser), ""));
            if (parser.nextToken() != null) {
                throw new InputException("%s: something follows the end of the document.".formatted(new Place(file, line(parser), "")),
                        "One file holds one document: remove the rest or give it its own file.");
            }
            return node;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InputException("%s: malformed %s: %s.".formatted(new Place(file, line, field.field()), yaml ? "YAML" : "JSON", Malformed.reason(e)),
                    "Mend the file there, or check that it was not cut short.", e);
        }
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private Node value(JsonParser parser, Place place) {
        field = place;
        return new Node(place, switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> array(parser, place);
            case VALUE_STRING -> text(parser, place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, place);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new InputException("%s: the value has a tag that is not plain text, number or list.".formatted(place),
                    "Write the value plainly.");
        });
    }

    private String text(JsonParser parser, Place place) {
        String text = parser.getString();
        if (parser instanceof YAMLParser aliased && aliased.isCurrentAlias()) {
            throw new InputException("%s: the alias *%s is not followed here.".formatted(place, text), "Write the value out.");
        }
        return yaml && text.equals(YAML_NULL) ? null : text;
    }

    private static Object number(JsonParser parser, Place place) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new InputException("%s: %s is not a finite number.".formatted(place, parser.getString()),
                    "The largest number is about 1.8e308.");
        }
        return number;
    }

    private Map<String, Node> object(JsonParser parser, Place place) {
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            Node child = value(parser, place.field(key, line(parser)));
            Node first = fields.putIfAbsent(key, child);
            if (first != null) {
                throw new InputException("%s: the field is given twice, first in line %d.".formatted(child.place(), first.place().line()),
                        "Remove one of them.");
            }
            field = place;
        }
        return fields;
    }

    private List<Node> array(JsonParser parser, Place place) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, place.item(items.size(), line(parser))));
            field = place;
        }
        return items;
    }
}
