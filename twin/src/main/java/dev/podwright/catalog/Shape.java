package dev.podwright.catalog;

import java.util.List;

/// How the members of a level are wired where that is known, beyond its [Wiring]: a hint for those who draw the network card by card.
/// Figures of the level stay what they are.
///
/// @param tiers names of its tiers of switches, from the cards up; empty = usual names
/// @param planes ports of a card into the level; each leads to a plane of its own
/// @param rails whether card r of every server hangs on leaf r of its unit
/// @param apart whether rails never meet above the leaves
/// @param leaf cards on one leaf switch (of one plane and rail); 0 = as the levels say, or half of `radix`
/// @param radix ports of a switch, from which counts of switches follow; 0 = unknown
/// @param switches switches above the leaves that one leaf is joined to, in each plane; 0 = follows from `radix`
/// @param spares spare cards of each group that the level completes
/// @param cube length of the blocks from which a torus is put together: a slice of whole blocks has wrap links
/// @param whole lengths of the torus from which a slice was cut; empty if it is whole
/// @param source who says so
/// @param assumption what of this is not published, in a sentence; empty if it is
public record Shape(List<String> tiers, int planes, boolean rails, boolean apart, int leaf, int radix, int switches, int spares, int cube,
                    List<Integer> whole, String source, String assumption) {
    /// Nothing is known.
    public static final Shape UNKNOWN = new Shape(List.of(), 1, false, false, 0, 0, 0, 0, 0, List.of(), "", "");

    public Shape {
        tiers = List.copyOf(tiers);
        whole = List.copyOf(whole);
    }

    /// The shape of a slice of a torus of these lengths.
    Shape sliceOf(List<Integer> lengths) {
        return whole.isEmpty() ? new Shape(tiers, planes, rails, apart, leaf, radix, switches, spares, cube, lengths, source,
                assumption) : this;
    }
}
