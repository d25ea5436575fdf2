package dev.podwright.profile.kineto;

import dev.podwright.document.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads one file into a [Store] and a [Header].
final class TraceReader {
    private static final String EVENTS = "traceEvents";
    /// A parser tells the place of a broken word a few bytes before the end that broke it.
    private static final int NEAR_END = 16;
    private static final String CUT_SHORT = "It was cut short: copy it again whole, or wait until the profiler has written it; if the disk was full, take the profile again.";

    /// Kineto writes the texts of others as they are: with backslashes of paths and with control characters, and numbers as C++ prints them.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(-1).build())
            .build();

    private final Path file;
    final Store store = new Store();
    final Header header = new Header();
    private final EventReader events = new EventReader(store);
    private boolean found;

    private TraceReader(Path file) {
        this.file = file;
    }

    static TraceReader read(Path file) {
        TraceReader reader = new TraceReader(file);
        try (TraceInput input = TraceInput.open(file)) {
            reader.read(input);
        } catch (ZipException | EOFException e) {
            throw reader.broken(e, 0);
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read (%s).".formatted(file, e.getMessage()), "Check that it is a file and that you may read it.", e);
        }
        return reader;
    }

    private void read(TraceInput input) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), input)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new InputException("%s: the file is empty.".formatted(file), "Take the profile again, or check that the copy is whole.");
            }
            if (first == JsonToken.START_ARRAY) {
                found = true;
                events(parser);
            } else if (first == JsonToken.START_OBJECT) {
                fields(parser);
            } else {
                throw new InputException("%s: this is JSON, but neither an object nor a list of events.".formatted(file), Foreign.WANTED);
            }
        } catch (UnexpectedEndOfInputException e) {
            throw cutShort(input, e);
        } catch (JacksonException e) {
            throw explained(input, e);
        }
        Foreign.check(file, store, header, found);
    }

    private void fields(JsonParser parser) {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (field.equals(EVENTS) && value == JsonToken.START_ARRAY) {
                found = true;
                events(parser);
            } else {
                header.read(field, parser, value);
            }
        }
    }

    private void events(JsonParser parser) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                events.read(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private InputException explained(TraceInput input, JacksonException fault) {
        if (input.fault() instanceof ZipException || input.fault() instanceof EOFException) {
            return broken(input.fault(), input.bytes());
        }
        if (input.fault() != null) {
            return new InputException("%s: the file cannot be read (%s).".formatted(file, input.fault().getMessage()), "Check the disk that it is on.", fault);
        }
        long at = fault.getLocation() == null ? 0 : fault.getLocation().getByteOffset();
        if (input.ended() && store.counts.events > 0 && at >= input.bytes() - NEAR_END) {
            return cutShort(input, fault);
        }
        int line = fault.getLocation() == null ? 1 : Math.max(1, fault.getLocation().getLineNr());
        String reason = fault.getOriginalMessage().lines().findFirst().orElse("").replaceAll(" \\(start marker at .*|, from `[^`]*`|: enable `.*", "");
        return new InputException("%s: line %,d, byte %,d: this is not JSON (%s); %s.".formatted(file, line, Math.max(0, at), reason, before()),
                store.counts.events > 0 ? "Copy the trace again whole; if it was edited, mend it there." : Foreign.WANTED, fault);
    }

    private InputException cutShort(TraceInput input, JacksonException fault) {
        return new InputException("%s: the trace ends too early, after byte %,d; %s.".formatted(file, input.bytes(), before()), CUT_SHORT, fault);
    }

    private InputException broken(IOException fault, long bytes) {
        if (fault instanceof EOFException) {
            return new InputException("%s: the compressed trace ends too early, after %,d inflated bytes; %s.".formatted(file, bytes, before()), CUT_SHORT, fault);
        }
        return new InputException("%s: the compressed data is damaged (%s) after %,d inflated bytes; %s.".formatted(file, fault.getMessage(), bytes, before()),
                "Copy it again in binary mode, and check it with gzip -t.", fault);
    }

    private String before() {
        return store.counts.events == 0 ? "no event was read before" : "%,d events were read before".formatted(store.counts.events);
    }
}
