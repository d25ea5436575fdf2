package dev.podwright.simulation;

/// What a replica of one stage tells those who join the stages.
interface Handover {

    /// The prompt in `slot` of `from` is computed. Its blocks stay until [Replica#release].
    void computed(Replica from, int slot, double now);

    /// `to` has taken blocks for the cache that shall come to `slot`.
    ///
    /// @param late whether the request had to wait for them
    void reserved(Replica to, int slot, boolean late, double now);
}
