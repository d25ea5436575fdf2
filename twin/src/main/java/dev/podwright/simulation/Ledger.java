package dev.podwright.simulation;

/// Takes what happens to requests and what replicas do.
public interface Ledger {

    /// A request is done.
    void finished(Served request);

    /// A request is given up.
    void unserved(Unserved request);

    /// A replica ran steps.
    void ran(Ran steps);
}
