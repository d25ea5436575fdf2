package dev.podwright.catalog;

import java.util.Optional;

/// One level of a pod, from the inside out.
///
/// @param groups how many groups of the next inner level this level joins (of ranks, for the innermost); a rank is
///     what software addresses: a die where the chip is a package of dies. The product over all levels is the pod.
/// @param scaleOut whether copies of the pod are joined at this level when more chips are asked for; `groups` is then
///     the number joined in the pod itself, often 1
/// @param bandwidth bytes/s that one rank can send into this level, one direction
/// @param latency seconds one message takes over this level, if anybody says
/// @param oversubscription ratio of bandwidth below to bandwidth above, 1 = non-blocking
/// @param efficiency share of `bandwidth` that collectives reach, if anybody says
public record Level(String name, Wiring wiring, int groups, boolean scaleOut, Quantity bandwidth,
                    Optional<Quantity> latency, double oversubscription, Optional<Quantity> efficiency, String note) {}
