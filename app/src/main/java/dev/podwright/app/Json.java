package dev.podwright.app;

import java.io.StringWriter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Ordered maps, lists, texts, numbers, truth values and nulls written as indented JSON: same value, same bytes.
public final class Json {
    private Json() {}

    /// The document as text, with a line feed at its end.
    public static String text(Map<String, ?> document) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(new Indented(), out)) {
            write(generator, "", document);
        }
        return out.append('\n').toString();
    }

    /// The document on one line, without a line feed.
    static String line(Map<String, ?> document) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, "", document);
        }
        return out.toString();
    }

    private static void write(JsonGenerator out, String path, Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean bool -> out.writeBoolean(bool);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number when Double.isFinite(number) -> out.writeNumber(number);
            case SequencedMap<?, ?> map -> object(out, path, map);
            case EnumMap<?, ?> map -> object(out, path, map);
            case Collection<?> list -> array(out, path, list);
            default -> throw new IllegalArgumentException(
                    "The value (%s) of the field (%s) is a %s: write a text, a finite number, a list or a map with an order."
                            .formatted(value, path, value.getClass().getSimpleName()));
        }
    }

    private static void object(JsonGenerator out, String path, Map<?, ?> map) {
        out.writeStartObject();
        map.forEach((key, value) -> {
            out.writeName(key.toString());
            write(out, path.isEmpty() ? key.toString() : path + "." + key, value);
        });
        out.writeEndObject();
    }

    private static void array(JsonGenerator out, String path, Collection<?> list) {
        out.writeStartArray();
        list.forEach(item -> write(out, path + "[]", item));
        out.writeEndArray();
    }

    /// Line feeds on every system, one list item per line.
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        }
    }
}
