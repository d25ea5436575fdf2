package dev.podwright.profile.kineto;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads events, whatever the order of their fields.
final class EventReader {
    private final Store store;
    private final ArgumentReader arguments;
    private final Event event = new Event();

    EventReader(Store store) {
        this.store = store;
        this.arguments = new ArgumentReader(store, event);
    }

    /// Reads the event whose opening brace is the current token, up to its closing brace.
    void read(JsonParser parser) {
        event.clear();
        boolean wanted = true;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && field.equals("args")) {
                arguments.read(parser);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else {
                wanted = field(parser, field, value) && wanted;
            }
            if (!wanted) {
                skip(parser);
                break;
            }
        }
        store.add(event);
    }

    /// Whether the rest of the event can matter.
    private boolean field(JsonParser parser, String field, JsonToken value) {
        switch (field) {
            case "ph" -> {
                event.phase = parser.getStringLength() > 0 ? parser.getStringCharacters()[parser.getStringOffset()] : 0;
                return event.phase == Event.COMPLETE || event.phase == Event.METADATA;
            }
            case "cat" -> {
                event.category = text(parser);
                return store.category(event.category) != Category.PASSED_OVER;
            }
            case "name" -> event.name = text(parser);
            case "pid" -> event.process = store.place(value, parser);
            case "tid" -> event.thread = store.place(value, parser);
            case "ts" -> event.start = time(parser);
            case "dur" -> event.nanos = time(parser);
            default -> {
                return true;
            }
        }
        return true;
    }

    private static long time(JsonParser parser) {
        return Decimal.nanos(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    private int text(JsonParser parser) {
        return store.texts.of(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /// The rest of the event.
    private static void skip(JsonParser parser) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            }
        }
    }
}
