package dev.podwright.fabric;

/// Ranks that communicate.
///
/// @param ranks how many
/// @param stride distance between neighbours in rank order: 1 = adjacent ranks, so the group fills inner levels first
public record Group(int ranks, int stride) {

    public Group {
        if (ranks < 1 || stride < 1) {
            throw new IllegalArgumentException("The group's ranks (%d) and stride (%d) must be at least 1.".formatted(ranks, stride));
        }
    }

    public static Group adjacent(int ranks) {
        return new Group(ranks, 1);
    }
}
