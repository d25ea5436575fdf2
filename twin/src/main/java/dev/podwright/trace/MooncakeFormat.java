package dev.podwright.trace;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Traces as JSON lines: Mooncake's. A hash stands for 512 tokens and all before them.
final class MooncakeFormat implements TraceFormat {
    private static final int SEGMENT = 512;
    private static final double MILLI = 1e-3;

    private final JsonFactory json = new JsonFactory();
    private long[] hashes = new long[64];

    @Override
    public boolean heading() {
        return false;
    }

    @Override
    public int segmentTokens() {
        return SEGMENT;
    }

    @Override
    public void read(String line, TraceColumns into) {
        double time = Double.NaN;
        double input = Double.NaN;
        double output = Double.NaN;
        int count = 0;
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "timestamp" -> time = MILLI * parser.getDoubleValue();
                    case "input_length" -> input = parser.getDoubleValue();
                    case "output_length" -> output = parser.getDoubleValue();
                    case "hash_ids" -> count = hashes(parser);
                    default -> parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw into.wrong("the line is not JSON", "Is the file cut short?");
        }
        if (Double.isNaN(time) || Double.isNaN(input) || Double.isNaN(output)) {
            throw into.wrong("timestamp, input_length or output_length is missing", "");
        }
        into.add(time, input, output, Arrays.copyOf(hashes, count));
    }

    private int hashes(JsonParser parser) {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * count);
            }
            hashes[count++] = parser.getLongValue();
        }
        return count;
    }
}
