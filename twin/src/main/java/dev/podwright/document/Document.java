package dev.podwright.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Reads JSON or YAML into a tree of located [Node]s.
public final class Document {
    private Document() {}

    /// Reads a file; `.yaml` and `.yml` are YAML, everything else JSON.
    ///
    /// @throws InputException if the file cannot be read or is malformed, naming file, line and field
    public static Node read(Path file) {
        String name = file.toString();
        try {
            return parse(name, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new InputException("%s: there is no such file.".formatted(name), "Check the path.", e);
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read (%s).".formatted(name, reason(e)),
                    "Check that it is a file and that you may read it.", e);
        }
    }

    /// Reads a resource that ships with the product, beside the class `owner`.
    public static Node resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource (%s) of %s is missing from the build.".formatted(name, owner));
            }
            return parse(name, in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("The resource (%s) cannot be read.".formatted(name), e);
        }
    }

    /// Parses the text of a document called `name`, whose ending chooses the format.
    public static Node parse(String name, byte[] content) {
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        TokenStreamFactory factory = yaml
                ? new YAMLFactory()
                : JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        Parser state = new Parser(name);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), new String(content, StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                throw new InputException("%s: the file is empty.".formatted(name), "");
            }
            Node node = state.value(parser, "");
            if (parser.nextToken() != null) {
                throw new InputException("%s: something follows the end of the document.".formatted(state.here(parser, "")), "");
            }
            return node;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InputException(
                    "%s: malformed %s: %s.".formatted(new Place(name, line, state.field), yaml ? "YAML" : "JSON", firstLine(e.getOriginalMessage())),
                    "Mend the file there, or check that it was not cut short.", e);
        }
    }

    private static String firstLine(String message) {
        String line = message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    /// Recursive descent over the token stream; remembers the field it stands in for error messages.
    private static final class Parser {
        private final String file;
        private String field = "";

        Parser(String file) {
            this.file = file;
        }

        Place here(JsonParser parser, String path) {
            return new Place(file, Math.max(1, parser.currentTokenLocation().getLineNr()), path);
        }

        Node value(JsonParser parser, String path) {
            field = path;
            Place place = here(parser, path);
            return switch (parser.currentToken()) {
                case START_OBJECT -> new Node(place, object(parser, path));
                case START_ARRAY -> new Node(place, array(parser, path));
                case VALUE_STRING -> new Node(place, parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node(place, number(parser));
                case VALUE_TRUE -> new Node(place, Boolean.TRUE);
                case VALUE_FALSE -> new Node(place, Boolean.FALSE);
                case VALUE_NULL -> new Node(place, null);
                default -> throw new InputException("%s: unexpected %s.".formatted(place, parser.currentToken()), "");
            };
        }

        private static Object number(JsonParser parser) {
            boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            return whole ? (Object) parser.getLongValue() : (Object) parser.getDoubleValue();
        }

        private Map<String, Node> object(JsonParser parser, String path) {
            Map<String, Node> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                fields.put(key, value(parser, path.isEmpty() ? key : path + "." + key));
            }
            return fields;
        }

        private List<Node> array(JsonParser parser, String path) {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, path + "[" + items.size() + "]"));
            }
            return items;
        }
    }
}
