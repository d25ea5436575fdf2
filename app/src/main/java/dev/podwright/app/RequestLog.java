package dev.podwright.app;

import dev.podwright.simulation.Ledger;
import dev.podwright.simulation.Ran;
import dev.podwright.simulation.Served;
import dev.podwright.simulation.Unserved;
import java.io.IOException;
import java.nio.file.Path;

/// Writes what becomes of requests as it happens.
final class RequestLog implements Ledger {
    private final Path file;
    private final RequestRows rows;

    /// @param file that the rows go to, for messages
    RequestLog(Path file, RequestRows rows) {
        this.file = file;
        this.rows = rows;
    }

    @Override
    public void finished(Served request) {
        try {
            rows.served(request);
        } catch (IOException e) {
            throw OutputFile.fault(file, e);
        }
    }

    @Override
    public void unserved(Unserved request) {
        try {
            rows.unserved(request);
        } catch (IOException e) {
            throw OutputFile.fault(file, e);
        }
    }

    @Override
    public void ran(Ran steps) {
        // Steps are not of one request.
    }
}
