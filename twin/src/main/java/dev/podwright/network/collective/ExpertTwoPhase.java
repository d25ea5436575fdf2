package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.ArrayList;
import java.util.List;

/// A token goes once to each server that holds one of its experts, to the rank of its own place there, and from that to the ranks inside that hold one
/// (deepseek-ai/DeepEP README). Both work at once, in pieces; a combine goes the same ways back.
///
/// @param inside ranks of one server
/// @param topk experts of a token, each anywhere with equal chance
public record ExpertTwoPhase(int inside, int topk) implements Algorithm {

    @Override
    public String label() {
        return "once per node, then per rank";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        int p = Gather.ranks(groups);
        if (operation != Operation.DISPATCH && operation != Operation.COMBINE) {
            throw Gather.undone(this, operation);
        }
        if (p % inside != 0) {
            throw new IllegalArgumentException("Servers of %d do not make a group of %d.".formatted(inside, p));
        }
        int servers = p / inside;
        List<Pattern> patterns = new ArrayList<>();
        if (servers > 1) {
            patterns.add(new Pattern.AllToAll(Hierarchical.blocks(groups, inside, servers), held(servers)));
        }
        if (inside > 1) {
            // Of each server's tokens, its own and those that came in, a rank's share is handed on to each other rank that needs it.
            patterns.add(new Pattern.AllToAll(Hierarchical.blocks(groups, 1, inside), servers * held(p)));
        }
        return List.of(new Phase("exchange", new Pattern.Together(patterns), 1, patterns.size()));
    }

    /// Chance that one of `groups` alike holds at least one of a token's experts.
    private double held(int groups) {
        return 1 - Math.pow(1 - 1.0 / groups, topk);
    }
}
