package dev.podwright.plan;

import dev.podwright.cost.Bill;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.serving.Performance;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;

/// A deployment that meets the demand, at its operating point.
///
/// @param chips chips as sold that it occupies
/// @param performance of the whole deployment: `requestsPerSecond` is what it serves at this point
/// @param capacity requests per second it could serve within the limits
/// @param decoding sequences generating per attention group and pipeline stage
/// @param memory of the decode (or only) layout
/// @param decodeStep cost tree of a decode step at the operating point
/// @param prefill cost tree of one prompt
public record Option(Deployment deployment, int chips, Performance performance, Interval capacity, double decoding,
                     MemoryBudget memory, Cost decodeStep, Cost prefill, Bill bill) {

    /// Sequences whose cache a rank of the decode (or only) layout holds: those of every micro-batch.
    public double cachedSequences() {
        return decoding * switch (deployment) {
            case Deployment.Aggregated d -> d.layout().pipeline();
            case Deployment.Disaggregated d -> d.decode().pipeline();
        };
    }
}
