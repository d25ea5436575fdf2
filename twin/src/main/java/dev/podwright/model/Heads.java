package dev.podwright.model;

/// The heads of grouped-query attention on one rank. Key-value heads fewer than the split are replicated, as
/// Megatron-LM and vLLM do: a rank holds at least one.
///
/// @param query query heads of the rank
/// @param keyValue key-value heads of the rank
record Heads(double query, double keyValue, Attention.GroupedQuery attention) {

    static Heads of(Attention.GroupedQuery g, Split split) {
        int query = Math.ceilDiv(g.heads(), split.attention());
        int keyValue = g.kvHeads() == 0 ? 0 : Math.max(1, Math.ceilDiv(g.kvHeads(), split.attention()));
        return new Heads(query, keyValue, g);
    }

    /// Width of the query projection, the output gate counted.
    double queryWidth() {
        return query * attention.headDim() * (attention.gatedOutput() ? 2 : 1);
    }

    double keyWidth() {
        return keyValue * attention.headDim();
    }

    double valueWidth() {
        return keyValue * attention.valueDim();
    }

    /// Width of the value projection: nothing where values come from the keys.
    double valueProjection() {
        return attention.variant().sharedKeyValue() ? 0 : valueWidth();
    }

    double outputWidth() {
        return query * attention.valueDim();
    }
}
