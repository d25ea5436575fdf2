package dev.podwright.survey;

import dev.podwright.network.collective.Operation;
import java.util.List;
import java.util.Optional;

/// One operation of one group over a sweep of sizes.
///
/// @param ranks of the group
/// @param stride between its neighbours in rank order
/// @param points the smallest size first
/// @param heat of the largest size; empty where nothing crosses a link
public record Series(Operation operation, int ranks, int stride, List<Point> points, Optional<Heat> heat) {

    public Series {
        points = List.copyOf(points);
    }
}
