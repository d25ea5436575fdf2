package dev.podwright.validation;

import dev.podwright.fabric.Collective;

/// One measured collective or expert exchange.
///
/// @param chip catalogue id of the rank
/// @param operation name in the evidence, such as `all_gather` or `dispatch`
/// @param kernel which implementation ran
/// @param nic bytes/s per rank between nodes if the topology says, else 0
/// @param seconds measured
/// @param harness who measured with which library: launch overheads belong to it
/// @param source repository or document
public record ExchangeRow(String chip, String operation, Kernel kernel, int nodes, int ranksPerNode, Collective collective, double nic,
                   double seconds, String harness, String source) {

    /// Implementations that are fitted apart.
    public enum Kernel { LIBRARY, ENGINE, LOW_LATENCY, RACK }

    /// The same row under another harness's name.
    ExchangeRow by(String other) {
        return new ExchangeRow(chip, operation, kernel, nodes, ranksPerNode, collective, nic, seconds, other, source);
    }

    public int ranks() {
        return collective.group().ranks();
    }
}
