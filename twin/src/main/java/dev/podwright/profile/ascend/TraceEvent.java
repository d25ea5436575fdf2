package dev.podwright.profile.ascend;

import dev.podwright.profile.ProfileBuilder;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One event of a Chrome trace, read again and again into the same object.
final class TraceEvent {
    private static final int NANOS_OF_MICRO = 3;
    private static final int TEN = 10;
    /// Characters of a number that surely fits into a `long`: 16 digits of microseconds, a point and decimals of which three are read.
    private static final int MOST_DIGITS = 24;
    private static final long HASH = 1_099_511_628_211L;
    private static final long BASIS = 0xcbf29ce484222325L;

    String name = "";
    String phase = "";
    String category = "";
    /// Number that stands for the arrow's name.
    long id;
    long thread;
    long start;
    long nanos;
    double count;
    String type = "";

    /// Reads the event whose opening brace is the current token.
    void read(JsonParser parser) {
        name = "";
        phase = "";
        category = "";
        type = "";
        id = 0;
        thread = 0;
        count = 0;
        nanos = 0;
        start = ProfileBuilder.UNKNOWN;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && field.equals("args")) {
                arguments(parser);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else {
                field(parser, field);
            }
        }
    }

    private void field(JsonParser parser, String field) {
        switch (field) {
            case "name" -> name = parser.getString();
            case "ph" -> phase = parser.getString();
            case "cat" -> category = parser.getString();
            case "id" -> id = hash(parser.getString());
            case "tid" -> thread = hash(parser.getString());
            case "ts" -> start = nanos(parser.getString());
            case "dur" -> nanos = Math.max(0, nanos(parser.getString()));
            default -> { }
        }
    }

    private void arguments(JsonParser parser) {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                parser.skipChildren();
            } else if (field.equals("count")) {
                double number = Cell.parsed(parser.getString());
                count = Double.isNaN(number) ? 0 : number;
            } else if (field.equals("data_type")) {
                type = parser.getString();
            }
        }
    }

    /// FNV-1a of 64 bits.
    private static long hash(String text) {
        long hash = BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * HASH;
        }
        return hash;
    }

    /// Microseconds, number or text, as whole nanoseconds, so cut as the tables cut them.
    static long nanos(String text) {
        long value = 0;
        int decimals = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && i < MOST_DIGITS) {
                value = decimals < NANOS_OF_MICRO ? value * TEN + c - '0' : value;
                decimals += decimals >= 0 && decimals < NANOS_OF_MICRO ? 1 : 0;
            } else if (c == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return slowly(text);
            }
        }
        for (int i = Math.max(decimals, 0); i < NANOS_OF_MICRO; i++) {
            value *= TEN;
        }
        return text.isEmpty() ? ProfileBuilder.UNKNOWN : value;
    }

    /// Numbers with signs, exponents or blanks.
    private static long slowly(String text) {
        try {
            return new BigDecimal(text.strip()).movePointRight(NANOS_OF_MICRO).longValue();
        } catch (NumberFormatException e) {
            return ProfileBuilder.UNKNOWN;
        }
    }
}
