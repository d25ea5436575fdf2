package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.units.Unit;
import java.util.List;
import java.util.Optional;

/// One level of a pod, from the inside out.
///
/// @param groups how many groups of the next inner level this level joins (of ranks, for the innermost); a rank is
///     what software addresses: a die where the chip is a package of dies. The product over all levels is the pod.
/// @param scaleOut whether copies of the pod are joined at this level when more chips are asked for; `groups` is then
///     the number joined in the pod itself, often 1
/// @param rate bytes/s that one rank can send into this level, one direction; the sum over its links where it has
///     several; empty if nobody has published it
/// @param latency seconds one message takes over this level, if anybody says
/// @param taper bandwidth below over bandwidth above, with its source; absent = taken as non-blocking
/// @param efficiency share of `rate` that collectives reach, if anybody says
/// @param dims lengths of a torus, whose product is `groups`; empty for other wirings. `rate` is the sum over two links
///     per dimension, also over dimensions of length 1, whose links a slice leaves idle
/// @param shape how it is wired card by card, as far as that is known
public record Level(String name, Wiring wiring, int groups, boolean scaleOut, Optional<Quantity> rate,
                    Optional<Quantity> latency, Optional<Quantity> taper, Optional<Quantity> efficiency,
                    List<Integer> dims, String note, Shape shape) {

    public Level {
        dims = List.copyOf(dims);
    }

    /// A level of which only the figures are known.
    public Level(String name, Wiring wiring, int groups, boolean scaleOut, Optional<Quantity> rate, Optional<Quantity> latency,
                 Optional<Quantity> taper, Optional<Quantity> efficiency, List<Integer> dims, String note) {
        this(name, wiring, groups, scaleOut, rate, latency, taper, efficiency, dims, note, Shape.UNKNOWN);
    }

    /// A level whose numbers are all known; `oversubscription` of 1 is non-blocking.
    public Level(String name, Wiring wiring, int groups, boolean scaleOut, Quantity bandwidth, Optional<Quantity> latency,
                 double oversubscription, Optional<Quantity> efficiency, String note) {
        this(name, wiring, groups, scaleOut, Optional.of(bandwidth), latency,
                Optional.of(new Quantity(oversubscription, Unit.RATIO, bandwidth.source(), bandwidth.confidence(), "", List.of())),
                efficiency, List.of(), note);
    }

    /// Bytes/s that one rank can send into this level, one direction.
    ///
    /// @throws InputException if nobody has published it
    public Quantity bandwidth() {
        return rate.orElseThrow(() -> new InputException(
                "The catalogue has no bandwidth for the level %s of this pod, so traffic over it cannot be predicted.".formatted(name),
                "If you know it, give it with --set POD.%s.bandwidth=VALUE, or use fewer chips.".formatted(name)));
    }

    /// Ratio of bandwidth below to bandwidth above, 1 = non-blocking.
    public double oversubscription() {
        return taper.map(Quantity::si).orElse(1.0);
    }

    Level withGroups(int other) {
        return new Level(name, wiring, other, scaleOut, rate, latency, taper, efficiency, List.of(), note, shape);
    }

    Level withDims(List<Integer> other) {
        int product = other.stream().reduce(1, Math::multiplyExact);
        return new Level(name, wiring, product, scaleOut, rate, latency, taper, efficiency, other, note,
                dims.isEmpty() ? shape : shape.sliceOf(dims));
    }

    Level withRate(Quantity other) {
        return new Level(name, wiring, groups, scaleOut, Optional.of(other), latency, taper, efficiency, dims, note, shape);
    }

    Level withLatency(Quantity other) {
        return new Level(name, wiring, groups, scaleOut, rate, Optional.of(other), taper, efficiency, dims, note, shape);
    }

    Level withTaper(Quantity other) {
        return new Level(name, wiring, groups, scaleOut, rate, latency, Optional.of(other), efficiency, dims, note, shape);
    }

    Level withEfficiency(Quantity other) {
        return new Level(name, wiring, groups, scaleOut, rate, latency, taper, Optional.of(other), dims, note, shape);
    }
}
