package dev.podwright.trace;

import java.util.Arrays;

/// Traces as JSON lines: Mooncake's. A hash stands for 512 tokens and all before them.
///
/// A line is one flat object of numbers and lists of numbers. It is read by hand, in place: a tree of each line would cost more than its
/// simulation.
final class MooncakeFormat implements TraceFormat {
    private static final int SEGMENT = 512;
    private static final double MILLI = 1e-3;
    private static final double MOST_HASH = 9e15;

    private long[] hashes = new long[64];
    private byte[] bytes;
    private int at;
    private int end;
    private TraceColumns into;

    @Override
    public boolean heading() {
        return false;
    }

    @Override
    public int segmentTokens() {
        return SEGMENT;
    }

    @Override
    public void read(Lines line, TraceColumns columns) {
        bytes = line.bytes();
        at = line.from();
        end = line.to();
        into = columns;
        double time = Double.NaN;
        double input = Double.NaN;
        double output = Double.NaN;
        int count = 0;
        expect('{');
        while (peek() != '}') {
            String field = string();
            expect(':');
            switch (field) {
                case "timestamp" -> time = MILLI * number();
                case "input_length" -> input = number();
                case "output_length" -> output = number();
                case "hash_ids" -> count = hashes();
                default -> skip();
            }
            if (peek() == ',') {
                at++;
            } else if (peek() != '}') {
                throw noJson();
            }
        }
        if (Double.isNaN(time) || Double.isNaN(input) || Double.isNaN(output)) {
            throw into.wrong("timestamp, input_length or output_length is missing", "");
        }
        into.add(time, input, output, hashes, count);
    }

    private int hashes() {
        int count = 0;
        expect('[');
        while (peek() != ']') {
            double hash = number();
            if (hash != Math.rint(hash) || Math.abs(hash) > MOST_HASH) {
                throw into.wrong("the hash %s is not a whole number of at most %.0f".formatted(hash, MOST_HASH), "");
            }
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * count);
            }
            hashes[count++] = (long) hash;
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return count;
    }

    private double number() {
        peek();
        int start = at;
        while (at < end && bytes[at] != ',' && bytes[at] != ']' && bytes[at] != '}' && bytes[at] != ' ') {
            at++;
        }
        if (at == end) {
            throw noJson();
        }
        double number = Text.number(bytes, start, at);
        if (!Double.isFinite(number)) {
            throw into.wrong("\"%s\" is not a number".formatted(Text.of(bytes, start, at)), "");
        }
        return number;
    }

    private String string() {
        expect('"');
        int start = at;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw noJson();
        }
        return Text.of(bytes, start, at++);
    }

    /// Passes over a value of any kind.
    private void skip() {
        int depth = 0;
        do {
            switch (peek()) {
                case '"' -> string();
                case '[', '{' -> {
                    depth++;
                    at++;
                }
                case ']', '}' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0 || peek() != ',' && peek() != '}');
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw noJson();
        }
        at++;
    }

    private byte peek() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        if (at >= end) {
            throw noJson();
        }
        return bytes[at];
    }

    private RuntimeException noJson() {
        return into.wrong("the line is not JSON", "Is the file cut short?");
    }

    @Override
    public String time(double seconds) {
        return "%.0f ms".formatted(seconds / MILLI);
    }
}
