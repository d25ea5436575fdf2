package dev.podwright.app;

import dev.podwright.simulation.Served;
import dev.podwright.simulation.Unserved;
import java.io.IOException;

/// A file with a row for each request, in the order in which they ended.
interface RequestRows {

    void served(Served request) throws IOException;

    void unserved(Unserved request) throws IOException;

    /// Writes what is left; the stream stays open.
    void finish() throws IOException;
}
