package dev.podwright.network.routing;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Ways to turn a network onto itself by moving all cards on along one of its levels, and what that says of loads: where a pattern and the choice of ways
/// stay what they are under a turn, a link carries what its image carries. So what all receivers get is found from a few that stand for the others, exactly.
///
/// Levels are guessed from the numbers of cards, as ranks are counted from the inside out; every turn is checked on every link.
final class Turns {
    /// Every receiver that stands for others costs a look at all senders: with more of them nothing is gained.
    private static final int MOST = 64;

    private final Network network;
    private final List<Turn> turns = new ArrayList<>();

    private Turns(Network network) {
        this.network = network;
    }

    static Turns of(Network network) {
        Turns found = new Turns(network);
        List<Tier> cards = network.tiers().stream().filter(Tier::card).toList();
        if (!cards.isEmpty()) {
            found.search(cards.getFirst());
        }
        return found;
    }

    private void search(Tier tier) {
        int stride = 1;
        while (stride < tier.size()) {
            int length = along(tier, stride);
            if (length == 1) {
                return;
            }
            stride *= length;
        }
    }

    /// The longest round of cards that lie `stride` apart and can move on by one; 1 if there is none.
    private int along(Tier tier, int stride) {
        int rounds = tier.size() / stride;
        for (int parts = 1; parts < rounds; parts++) {
            if (tier.size() % stride == 0 && rounds % parts == 0) {
                int length = rounds / parts;
                int[] cards = new int[tier.size()];
                for (int i = 0; i < cards.length; i++) {
                    int place = i / stride % length;
                    cards[i] = i + ((place + 1) % length - place) * stride;
                }
                Optional<Turn> turn = Turn.of(network, tier, cards);
                if (turn.isPresent()) {
                    turns.add(turn.get());
                    return length;
                }
            }
        }
        return 1;
    }

    /// The same traffic with few receivers, each for all that turns lay on it, and what it is worth.
    ///
    /// @return empty if there is nothing to be gained
    Optional<Folded> fold(List<Cross> crosses) {
        int[] crossOf = new int[network.nodes()];
        Arrays.fill(crossOf, -1);
        for (int c = 0; c < crosses.size(); c++) {
            Cross cross = crosses.get(c);
            if (!Arrays.equals(cross.from(), cross.to()) || Arrays.stream(cross.times()).anyMatch(t -> t != 1)) {
                return Optional.empty();
            }
            for (int node : cross.from()) {
                if (crossOf[node] >= 0) {
                    return Optional.empty();
                }
                crossOf[node] = c;
            }
        }
        Orbits nodes = new Orbits(network.nodes());
        Orbits links = new Orbits(network.links());
        for (Turn turn : turns) {
            if (keeps(turn, crosses, crossOf)) {
                nodes.join(turn.nodes());
                links.join(turn.links());
            }
        }
        List<Cross> few = new ArrayList<>();
        for (Cross cross : crosses) {
            for (int node : cross.to()) {
                if (nodes.stands(node) && few.size() <= MOST) {
                    few.add(new Cross(cross.from(), cross.times(), new int[] {node}, cross.bytes() * nodes.size(node)));
                }
            }
        }
        return few.size() > MOST ? Optional.empty() : Optional.of(new Folded(few, links));
    }

    private static boolean keeps(Turn turn, List<Cross> crosses, int[] crossOf) {
        for (int c = 0; c < crosses.size(); c++) {
            Cross cross = crosses.get(c);
            int image = crossOf[turn.nodes()[cross.from()[0]]];
            if (image < 0 || crosses.get(image).bytes() != cross.bytes() || crosses.get(image).from().length != cross.from().length
                    || Arrays.stream(cross.from()).anyMatch(n -> crossOf[turn.nodes()[n]] != image)) {
                return false;
            }
        }
        return true;
    }

    /// @param crosses to those receivers that stand for others, as many times as they do
    /// @param links that carry the same
    record Folded(List<Cross> crosses, Orbits links) {

        /// Spreads what was found with the few receivers.
        void unfold(double[] load) {
            links.even(load);
        }
    }
}
