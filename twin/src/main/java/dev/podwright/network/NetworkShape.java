package dev.podwright.network;

import java.util.List;

/// How the numbers of cards tell where they stand.
///
/// @param rails cards of each server, each on a rail of its own; 0 = no rails
/// @param grid lengths along which cards are numbered; empty = none
record NetworkShape(int rails, List<Integer> grid) {
    static final NetworkShape NONE = new NetworkShape(0, List.of());

    NetworkShape {
        grid = List.copyOf(grid);
        if (rails < 0 || grid.stream().anyMatch(length -> length < 1)) {
            throw new IllegalArgumentException("Servers of %d cards, a grid of %s.".formatted(rails, grid));
        }
    }
}
