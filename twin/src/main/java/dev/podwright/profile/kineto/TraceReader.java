package dev.podwright.profile.kineto;

import dev.podwright.document.InputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/// Reads one file into a [Store] and a [Header].
final class TraceReader {
    private static final String EVENTS = "traceEvents";
    private static final String CUT_SHORT = "It was cut short: copy it again whole, or wait until the profiler has written it; if the disk was full, take the profile again.";

    private final Path file;
    final Store store = new Store();
    final Header header = new Header();
    private boolean found;

    private TraceReader(Path file) {
        this.file = file;
    }

    static TraceReader read(Path file) {
        TraceReader reader = new TraceReader(file);
        try (TraceInput input = TraceInput.open(file)) {
            reader.read(input);
        } catch (IOException e) {
            throw reader.broken(e, 0);
        }
        return reader;
    }

    private void read(TraceInput input) {
        try {
            JsonScanner json = new JsonScanner(input);
            int first = json.next();
            if (first < 0) {
                throw new InputException("%s: the file is empty.".formatted(file), "Take the profile again, or check that the copy is whole.");
            }
            if (first == '[') {
                found = true;
                events(json);
            } else if (first == '{') {
                fields(json);
            } else {
                throw new InputException("%s: this is neither a JSON object nor a list of events.".formatted(file), Foreign.WANTED);
            }
        } catch (JsonFault e) {
            throw explained(e);
        } catch (UncheckedIOException e) {
            throw broken(e.getCause(), input.bytes());
        }
        Foreign.check(file, store, header, found);
    }

    private void fields(JsonScanner json) {
        for (Field field = json.firstField(); field != null; field = json.nextField()) {
            String name = json.string();
            if (name.equals(EVENTS) && json.next() == '[') {
                found = true;
                events(json);
            } else {
                header.read(name, json);
            }
        }
    }

    private void events(JsonScanner json) {
        EventReader events = new EventReader(json, store);
        for (boolean item = json.firstItem(); item; item = json.nextItem()) {
            if (json.next() == '{') {
                events.read();
            } else {
                json.skip();
            }
        }
    }

    private InputException explained(JsonFault fault) {
        if (fault.atEnd()) {
            return new InputException("%s: the trace ends too early, after byte %,d; %s.".formatted(file, fault.at(), before()), CUT_SHORT, fault);
        }
        return new InputException("%s: line %,d, byte %,d: this is not JSON (%s); %s.".formatted(file, line(fault.at()), fault.at(), fault.getMessage(), before()),
                store.counts.events > 0 ? "Copy the trace again whole; if it was edited, mend it there." : Foreign.WANTED, fault);
    }

    /// The line of a byte: lines are not counted before one is asked for.
    private long line(long at) {
        try (TraceInput input = TraceInput.open(file); BufferedInputStream in = new BufferedInputStream(input)) {
            long line = 1;
            for (long i = 0; i < at; i++) {
                line += in.read() == '\n' ? 1 : 0;
            }
            return line;
        } catch (IOException e) {
            return 1;
        }
    }

    private InputException broken(IOException fault, long bytes) {
        if (fault instanceof EOFException) {
            return new InputException("%s: the compressed trace ends too early, after %,d inflated bytes; %s.".formatted(file, bytes, before()), CUT_SHORT, fault);
        }
        if (!(fault instanceof ZipException)) {
            return new InputException("%s: the file cannot be read (%s).".formatted(file, fault.getMessage()), "Check that it is a file, that you may read it, and the disk that it is on.", fault);
        }
        return new InputException("%s: the compressed data is damaged (%s) after %,d inflated bytes; %s.".formatted(file, fault.getMessage(), bytes, before()),
                "Copy it again in binary mode, and check it with gzip -t.", fault);
    }

    private String before() {
        return store.counts.events == 0 ? "no event was read before" : "%,d events were read before".formatted(store.counts.events);
    }
}
