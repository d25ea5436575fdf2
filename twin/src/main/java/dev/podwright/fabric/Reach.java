package dev.podwright.fabric;

/// How a group lies on one level of a pod.
///
/// @param level name of the level
/// @param members members that share one group of this level (one die pair, one node, one supernode)
/// @param groups how many groups of this level the members are spread over
/// @param fan how many groups of the next inner level, or ranks for the innermost, this level joins for the group; 1
///     means that the group's traffic does not use it
/// @param scaleOut whether the level is the scale-out network
public record Reach(String level, int members, int groups, int fan, boolean scaleOut) {

    /// Whether traffic of the group crosses this level.
    public boolean crossed() {
        return fan > 1;
    }
}
