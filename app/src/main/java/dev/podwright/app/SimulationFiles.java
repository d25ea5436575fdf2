package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.simulation.Ledger;
import dev.podwright.simulation.Setup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// The files that a simulation fills while it runs: they stand in their places when all is done, and nowhere before.
final class SimulationFiles implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final List<Open> open = new ArrayList<>();
    private final List<Ledger> ledgers = new ArrayList<>();

    private record Open(Path file, Draft draft, Ending ending) {}

    private interface Ending {
        void write() throws IOException;
    }

    private interface Making {
        Ending on(OutputStream out) throws IOException;
    }

    /// A row for each request, in the format of the file's ending.
    ///
    /// @param classes names of the classes
    /// @throws InputException if the ending is none of those known
    void requests(Path file, List<String> classes) {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            add(file, out -> csv(file, out, classes)::finish);
        } else if (name.endsWith(".csv.gz")) {
            add(file, out -> {
                GZIPOutputStream packed = new GZIPOutputStream(out, BUFFER);
                CsvRequests rows = csv(file, packed, classes);
                return () -> {
                    rows.finish();
                    packed.finish();
                };
            });
        } else {
            String mend = name.endsWith(".parquet") ? "Only CSV is written; DuckDB makes Parquet of it: copy 'requests.csv.gz' to 'requests.parquet'." : "End it with .csv or .csv.gz.";
            throw new InputException("--requests %s: its ending names no format known here.".formatted(file), mend);
        }
    }

    /// The run as a Chrome trace.
    ///
    /// @param notes takes a sentence if it had to be cut
    void timeline(Path file, Setup setup, Consumer<String> notes) {
        add(file, out -> {
            SimulationTrace trace = new SimulationTrace(file, new OutputStreamWriter(out, StandardCharsets.UTF_8), setup, SimulationTrace.MOST_EVENTS);
            ledgers.add(trace);
            return () -> {
                trace.finish();
                if (trace.cut()) {
                    notes.accept("%s holds the first %,d events: the run has more than a browser would open.".formatted(file, SimulationTrace.MOST_EVENTS));
                }
            };
        });
    }

    private CsvRequests csv(Path file, OutputStream out, List<String> classes) throws IOException {
        CsvRequests rows = new CsvRequests(out, classes);
        ledgers.add(new RequestLog(file, rows));
        return rows;
    }

    private void add(Path file, Making making) {
        try {
            Draft draft = Draft.of(file);
            open.add(new Open(file, draft, () -> {}));
            open.set(open.size() - 1, new Open(file, draft, making.on(draft.out())));
        } catch (IOException e) {
            throw OutputFile.fault(file, e);
        }
    }

    /// What takes what happens.
    List<Ledger> ledgers() {
        return ledgers;
    }

    /// The run is over: the files take their places.
    void keep() {
        for (Open one : open) {
            try {
                one.ending.write();
                one.draft.keep();
            } catch (IOException e) {
                throw OutputFile.fault(one.file, e);
            }
        }
    }

    @Override
    public void close() {
        for (Open one : open) {
            try {
                one.draft.close();
            } catch (IOException e) {
                // The disk is full or gone: what is said already says so.
            }
        }
    }
}
