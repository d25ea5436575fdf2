package dev.podwright.profile.kineto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// JSON as the library reads it.
class JsonScannerTest {
    /// Gives a few bytes at a time, so that every text lies across the end of a buffer at some time.
    private static JsonScanner scanner(String text, int portion) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new JsonScanner(new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws java.io.IOException {
                return bytes.read(into, offset, Math.min(portion, length));
            }
        });
    }

    private static Object scanned(JsonScanner json) {
        int next = json.next();
        if (next == '{') {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Field field = json.firstField(); field != null; field = json.nextField()) {
                String name = json.string();
                fields.put(name, scanned(json));
            }
            return fields;
        }
        if (next == '[') {
            List<Object> items = new ArrayList<>();
            for (boolean item = json.firstItem(); item; item = json.nextItem()) {
                items.add(scanned(json));
            }
            return items;
        }
        return json.scalar() ? "text " + json.string() : json.string();
    }

    private static Object parsed(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    fields.put(name, parsed(parser, parser.nextToken()));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(parsed(parser, next));
                }
                yield items;
            }
            case VALUE_STRING -> "text " + parser.getString();
            default -> parser.getString();
        };
    }

    static List<Long> seeds() {
        return new Random(11).longs(200).boxed().toList();
    }

    private static String random(Random random, int depth) {
        String space = " \n\t".substring(0, random.nextInt(4));
        int kind = random.nextInt(depth > 4 ? 2 : 4);
        StringBuilder text = new StringBuilder(space);
        switch (kind) {
            case 0 -> text.append(new String[] {"0", "-12.5e3", "true", "null", "123456789012", "4501662640352.523"}[random.nextInt(6)]);
            case 1 -> text.append(quoted(random));
            case 2 -> {
                text.append('[');
                for (int i = random.nextInt(5); i > 0; i--) {
                    text.append(random(random, depth + 1)).append(i > 1 ? space + "," : "");
                }
                text.append(space).append(']');
            }
            default -> {
                text.append('{');
                for (int i = random.nextInt(5); i > 0; i--) {
                    text.append(space).append("\"").append(i).append(quoted(random).substring(1)).append(space).append(':').append(random(random, depth + 1)).append(i > 1 ? "," : "");
                }
                text.append(space).append('}');
            }
        }
        return text.append(space).toString();
    }

    private static String quoted(Random random) {
        String[] parts = {"a", "Input Dims", "\\\"", "\\\\", "\\n", "\\u00e9", "é", "€", "😀", "\\ud83d\\ude00", "{", "]", ",", ":", " ", "x".repeat(random.nextInt(40))};
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.append('"').toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void documentsAreReadAsTheLibraryReadsThem(long seed) {
        Random random = new Random(seed);
        String text = "[" + random(random, 0) + "]";
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            assertThat(scanned(scanner(text, 1 + random.nextInt(9)))).isEqualTo(parsed(parser, parser.nextToken()));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsPassedOverEndsWhereItEnds(long seed) {
        Random random = new Random(seed);
        JsonScanner json = scanner("[" + random(random, 0) + ", 7]", 1 + random.nextInt(9));

        json.firstItem();
        json.skip();

        assertThat(json.nextItem()).isTrue();
        json.scalar();
        assertThat(json.string()).isEqualTo("7");
        assertThat(json.nextItem()).isFalse();
        assertThat(json.next()).isNegative();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatEndsTooEarlyIsToldAsSuch(long seed) {
        Random random = new Random(seed);
        String text = ("[" + random(random, 0) + "]").strip();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = random.nextInt(bytes.length - 1) + 1;
        JsonScanner json = new JsonScanner(new ByteArrayInputStream(bytes, 0, length));

        assertThatExceptionOfType(JsonFault.class).isThrownBy(() -> scanned(json)).satisfies(fault -> {
            assertThat(fault.atEnd()).isTrue();
            assertThat(fault.at()).isEqualTo(length);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"a\" 1}|5|(1) where a colon", "{a: 1}|1|(a) where the name of a field", "[1 2]|3|(2) where a comma or a closing bracket",
        "{\"a\": 1; }|7|(;) where", "[@]|1|(@) where a value", "{\"a\": }|6|(}) where a value", "[\"\\u00g0\"]|6|(g) where four hexadecimal digits"})
    void aFaultNamesItsPlace(String text, long at, String reason) {
        assertThatExceptionOfType(JsonFault.class).isThrownBy(() -> scanned(scanner(text, 100))).withMessageContaining(reason)
                .satisfies(fault -> assertThat(fault.at()).isEqualTo(at));
    }

    @Test
    void whatKinetoWritesBesideTheStandardIsRead() {
        assertThat(scanned(scanner("\uFEFF[NaN, -inf, \"C:\\Program\", \"a\u0001b\", 1, ]", 100))).isEqualTo(List.of("NaN", "-inf", "text C:Program", "text a\u0001b", "1"));
    }

    @Test
    void bytesThatAreNoLettersAreReplaced() {
        byte[] bytes = {'[', '"', 'a', (byte) 0xff, 'b', (byte) 0xc3, '"', ']'};

        assertThat(scanned(new JsonScanner(new ByteArrayInputStream(bytes)))).isEqualTo(List.of("text a\uFFFDb\uFFFD"));
    }
}
