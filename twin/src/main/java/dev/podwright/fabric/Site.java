package dev.podwright.fabric;

import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.Channels;
import dev.podwright.network.collective.Ring;
import dev.podwright.network.collective.TorusRings;
import java.util.List;

/// A group placed on a pod, with what is known about its library.
///
/// @param ranks members, at least two
/// @param spans levels crossed, from the inside out
/// @param inSwitch whether the switches sum (NVLink SHARP)
/// @param rackScale whether one switch joins more than a server's chips
record Site(int ranks, List<Span> spans, Tunings tunings, boolean inSwitch, boolean rackScale) {

    List<Span> inside() {
        return spans.stream().filter(s -> !s.network()).toList();
    }

    List<Span> outside() {
        return spans.stream().filter(Span::network).toList();
    }

    /// Members that share one scale-up fabric.
    int perNode() {
        List<Span> outside = outside();
        return outside.isEmpty() ? ranks : outside.getFirst().inside();
    }

    /// Scale-up fabrics the group touches.
    int nodes() {
        return (ranks + perNode() - 1) / perNode();
    }

    /// The ring of a library that follows NCCL: over servers as many as there are NICs, over a torus one in each dimension.
    Algorithm ring() {
        Span first = spans.getFirst();
        if (spans.size() > 1) {
            return new Channels(spans.stream().map(Span::fan).toList());
        }
        boolean filled = !first.lengths().isEmpty() && first.lengths().stream().reduce(1, Math::multiplyExact) == ranks;
        return filled ? new TorusRings(first.lengths()) : new Ring();
    }

    /// Chains along which such a library broadcasts.
    Algorithm chain() {
        return new Channels(spans.stream().map(Span::fan).toList());
    }

    boolean oneNode() {
        return outside().isEmpty();
    }

    /// The share of a level's bandwidth that the library reaches: measured, else the catalogue's, else borrowed.
    static double efficiency(Span span, Tuning tuning) {
        return tuning.measured() || span.efficiency() < 0 ? tuning.efficiency() : span.efficiency();
    }

    /// Seconds per step over a level.
    static double step(Span span, Tuning tuning) {
        return tuning.measured() || span.latency() < 0 ? tuning.step() : span.latency();
    }

    static int log2(int amount) {
        return 32 - Integer.numberOfLeadingZeros(amount - 1);
    }
}
