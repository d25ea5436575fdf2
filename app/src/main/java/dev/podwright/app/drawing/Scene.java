package dev.podwright.app.drawing;

import java.util.List;

/// Draws one floor.
interface Scene {

    /// @return height of what was drawn
    double draw(Floor floor, Canvas canvas);

    /// What cannot be read from counts alone, a sentence that ends with a blank, or nothing.
    default String note() {
        return "";
    }

    /// How a card or switch looks: failed, busy or plain.
    static Look look(Floor floor, int node, Look plain) {
        if (floor.traffic().lost(node)) {
            return Look.LOST;
        }
        return floor.traffic().flows() ? Look.heat(floor.traffic().busiest(node)) : plain;
    }

    /// How a member looks from outside: failed when all its cards are, busy as its busiest switch, or as its busiest card if it has none.
    static Look look(Floor floor, int member) {
        List<Integer> cards = floor.cards(member);
        if (cards.stream().allMatch(floor.traffic()::lost)) {
            return Look.LOST;
        }
        List<Integer> edge = floor.edge(member);
        List<Integer> watched = edge.isEmpty() ? cards : edge;
        if (watched.stream().allMatch(floor.traffic()::lost)) {
            return Look.LOST;
        }
        return floor.traffic().flows() ? Look.heat(watched.stream().mapToDouble(floor.traffic()::busiest).max().orElse(0)) : Look.CARD;
    }
}
