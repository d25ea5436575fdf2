package dev.podwright.network;

/// Nodes that are alike, numbered one after the other.
///
/// @param name such as `leaf`
/// @param first number of the first node
/// @param size how many
/// @param card whether traffic begins and ends there
/// @param transit whether traffic of others passes through
public record Tier(String name, int first, int size, boolean card, boolean transit) {

    public int node(int index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("There is no %s:%d; they are numbered from 0 to %d.".formatted(name, index, size - 1));
        }
        return first + index;
    }
}
