package dev.podwright.profile.kineto;

import dev.podwright.profile.column.Rows;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the arguments of an event. Their names: pytorch/kineto, libkineto/src/CuptiActivity.cpp and output_json.cpp; pytorch/pytorch,
/// torch/csrc/profiler/util.h and torch/csrc/autograd/profiler_kineto.cpp.
final class ArgumentReader {
    private final Store store;
    private final Event event;

    ArgumentReader(Store store, Event event) {
        this.store = store;
        this.event = event;
    }

    /// Reads the object whose opening brace is the current token.
    void read(JsonParser parser) {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (field) {
                case "External id", "external id" -> event.external = (int) whole(parser, value);
                case "correlation" -> event.correlation = (int) whole(parser, value);
                case "device" -> event.device = (int) whole(parser, value);
                case "stream" -> event.stream = (int) whole(parser, value);
                case "graph id", "graph node id" -> event.graph |= whole(parser, value) != 0;
                case "bytes" -> event.bytes = whole(parser, value);
                case "Input Dims", "Input dims" -> {
                    event.sizes = sizes(parser, value);
                    event.shaped = true;
                }
                case "Input type" -> event.types = words(parser, value);
                case "Concrete Inputs" -> event.values = words(parser, value);
                case "registers per thread" -> event.registers = (int) whole(parser, value);
                case "shared memory" -> event.shared = (int) whole(parser, value);
                case "grid" -> event.grid = product(parser, value);
                case "block" -> event.block = product(parser, value);
                case "blocks per SM" -> event.blocksPerMultiprocessor = number(parser, value);
                case "warps per SM" -> event.warpsPerMultiprocessor = number(parser, value);
                case "est. achieved occupancy %" -> event.occupancy = number(parser, value);
                case "name" -> event.label = value.isScalarValue() ? parser.getString() : skipped(parser);
                default -> {
                    if (!exchange(field, parser, value)) {
                        parser.skipChildren();
                    }
                }
            }
        }
    }

    private boolean exchange(String field, JsonParser parser, JsonToken value) {
        switch (field) {
            case "Collective name" -> {
                event.collective = word(parser, value);
                event.exchanges = true;
            }
            case "dtype" -> event.type = word(parser, value);
            case "In msg nelems" -> event.sent = whole(parser, value);
            case "Out msg nelems" -> event.received = whole(parser, value);
            case "Group size" -> event.groupSize = (int) whole(parser, value);
            case "Process Group Name" -> event.group = word(parser, value);
            case "Process Group Ranks" -> event.members = ranks(parser, value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String skipped(JsonParser parser) {
        parser.skipChildren();
        return "";
    }

    /// A number, or a text that holds one; 0 for all else.
    private static long whole(JsonParser parser, JsonToken value) {
        if (value.isStructStart()) {
            parser.skipChildren();
            return 0;
        }
        return Decimal.whole(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    private static float number(JsonParser parser, JsonToken value) {
        if (value.isNumeric()) {
            return parser.getFloatValue();
        }
        parser.skipChildren();
        return Float.NaN;
    }

    private static long product(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return Event.NONE;
        }
        long product = 1;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            product *= whole(parser, token);
        }
        return product;
    }

    private int word(JsonParser parser, JsonToken value) {
        if (value.isStructStart()) {
            parser.skipChildren();
            return Event.NONE;
        }
        return store.texts.of(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /// The ranks of a group, a text such as `[0, 1]` or a list.
    private int ranks(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            return word(parser, value);
        }
        StringBuilder text = new StringBuilder("[");
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            text.append(text.length() > 1 ? ", " : "").append(whole(parser, token));
        }
        return store.texts.of(text.append(']').toString());
    }

    /// Nested lists of sizes as one sequence with marks for their beginnings and ends.
    private int sizes(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return Event.NONE;
        }
        Rows rows = store.sizes;
        rows.begin();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                depth++;
                rows.add(Operands.OPEN);
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
                if (depth > 0) {
                    rows.add(Operands.CLOSE);
                }
            } else {
                size(rows, whole(parser, token));
            }
        }
        return rows.end();
    }

    private static void size(Rows rows, long size) {
        if (size >= 0 && size <= Integer.MAX_VALUE) {
            rows.add((int) size);
        } else {
            rows.add(Operands.LONG);
            rows.add(size);
        }
    }

    /// A list of texts; numbers with a fraction stand as `*`.
    private int words(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return Event.NONE;
        }
        Rows rows = store.words;
        rows.begin();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token.isStructStart()) {
                parser.skipChildren();
                rows.add(store.fraction);
            } else {
                char[] text = parser.getStringCharacters();
                int offset = parser.getStringOffset();
                int length = parser.getStringLength();
                rows.add(Decimal.fraction(text, offset, length) ? store.fraction : store.texts.of(text, offset, length));
            }
        }
        return rows.end();
    }
}
