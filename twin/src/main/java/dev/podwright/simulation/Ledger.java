package dev.podwright.simulation;

/// Takes what happens to requests and what replicas do.
public interface Ledger {

    /// A request comes.
    ///
    /// @param request its number, in the order of arrival
    /// @param kind the class it belongs to
    /// @param now seconds
    default void arrived(long request, int kind, double now) {}

    /// A request is done.
    void finished(Served request);

    /// A request is given up.
    void unserved(Unserved request);

    /// A replica ran steps.
    void ran(Ran steps);
}
