package dev.podwright.fabric;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.Channels;
import dev.podwright.network.collective.Direct;
import dev.podwright.network.collective.DoubleRing;
import dev.podwright.network.collective.ExpertDirect;
import dev.podwright.network.collective.ExpertTwoPhase;
import dev.podwright.network.collective.HalvingDoubling;
import dev.podwright.network.collective.Hierarchical;
import dev.podwright.network.collective.InSwitch;
import dev.podwright.network.collective.InSwitchTree;
import dev.podwright.network.collective.Mesh;
import dev.podwright.network.collective.Message;
import dev.podwright.network.collective.Nhr;
import dev.podwright.network.collective.OneShot;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.collective.Pairwise;
import dev.podwright.network.collective.Pipelined;
import dev.podwright.network.collective.Railed;
import dev.podwright.network.collective.Ring;
import dev.podwright.network.collective.TorusRings;
import dev.podwright.network.collective.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Algorithms by the names that people ask for, for a group of some shape.
final class Choices {
    /// Up to so many ranks those algorithms are tried whose messages grow with their square or that name every pair of steps.
    private static final int MANY = 512;

    private Choices() {}

    /// Those that do `operation`, by name, for a group whose blocks have `fans` from the inside out.
    static Map<String, Algorithm> of(Operation operation, List<Integer> fans, int topk) {
        int p = fans.stream().reduce(1, Math::multiplyExact);
        boolean nested = fans.size() > 1;
        int inside = nested ? p / fans.getLast() : p;
        Map<String, Algorithm> found = new LinkedHashMap<>();
        switch (operation) {
            case ALL_REDUCE, ALL_GATHER, REDUCE_SCATTER, BROADCAST -> {
                if (nested) {
                    found.put("hierarchical", hierarchical(fans, new Nhr()));
                    found.put("hierarchical-ring", hierarchical(fans, new Ring()));
                    found.put("hierarchical-rhd", hierarchical(fans, new HalvingDoubling()));
                    found.put("rings", new Channels(fans));
                }
                if (operation == Operation.BROADCAST) {
                    found.put("chain", new Channels(List.of(p)));
                }
                found.put("ring", new Ring());
                found.put("double-ring", new DoubleRing());
                found.put("mesh", new Mesh());
                found.put("nhr", new Nhr());
                found.put("rhd", new HalvingDoubling());
                if (operation != Operation.BROADCAST) {
                    if (nested) {
                        found.put("pipelined", new Pipelined(fans.getFirst()));
                    }
                    found.put("torus", new TorusRings(fans));
                }
                if (operation == Operation.ALL_REDUCE) {
                    found.put("one-shot", new OneShot());
                    found.put("tree", new Tree(inside == p ? 1 : inside));
                    found.put("nvls", new InSwitch(List.of()));
                    if (nested) {
                        found.put("nvls-tree", new InSwitchTree(inside, List.of()));
                    }
                }
            }
            case ALL_TO_ALL -> {
                found.put("direct", new Direct());
                found.put("pairwise", new Pairwise());
                if (nested) {
                    found.put("rails", new Railed(inside));
                    found.put("hierarchical", hierarchical(fans, new Mesh()));
                }
            }
            case SEND_RECEIVE -> found.put("message", new Message());
            case DISPATCH, COMBINE -> {
                found.put("direct", new ExpertDirect(ExpertExchange.distinct(topk, p)));
                found.put("per-expert", new ExpertDirect(topk * (p - 1.0) / p));
                if (nested) {
                    found.put("two-phase", new ExpertTwoPhase(inside, topk));
                }
            }
        }
        return found;
    }

    /// The one called `name`.
    ///
    /// @throws InputException if there is none
    static Algorithm named(String name, Operation operation, List<Integer> fans, int topk) {
        Map<String, Algorithm> known = of(operation, fans, topk);
        Algorithm found = known.get(name);
        if (found == null) {
            List<String> names = List.copyOf(known.keySet());
            String maybe = Nearest.maybe(name, names);
            throw new InputException("No algorithm \"%s\" does %s over %s ranks.".formatted(name, operation.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    fans.stream().map(String::valueOf).collect(Collectors.joining(" x "))),
                    (maybe.isEmpty() ? "" : maybe + " ") + "There are " + String.join(", ", names) + ".");
        }
        return found;
    }

    /// Those worth trying where no library says which, the likeliest first.
    static List<String> tried(Operation operation, List<Integer> fans) {
        int p = fans.stream().reduce(1, Math::multiplyExact);
        return switch (operation) {
            case ALL_REDUCE, ALL_GATHER, REDUCE_SCATTER -> {
                List<String> names = new ArrayList<>();
                if (fans.size() > 1) {
                    names.add("hierarchical");
                    if (p <= MANY) {
                        names.add("rings");
                    }
                } else {
                    names.add("ring");
                    if (p <= MANY) {
                        names.add("mesh");
                    }
                    names.add(Integer.bitCount(p) == 1 ? "rhd" : "nhr");
                }
                yield names;
            }
            case BROADCAST -> fans.size() > 1 ? List.of("hierarchical", "rings") : List.of("nhr", "chain");
            case ALL_TO_ALL -> List.of("direct");
            case SEND_RECEIVE -> List.of("message");
            case DISPATCH, COMBINE -> fans.size() > 1 ? List.of("two-phase", "direct") : List.of("direct");
        };
    }

    /// A mesh in the innermost blocks, `between` above.
    private static Algorithm hierarchical(List<Integer> fans, Algorithm between) {
        List<Hierarchical.Stage> stages = new ArrayList<>();
        for (int i = 0; i < fans.size(); i++) {
            stages.add(new Hierarchical.Stage(fans.get(i), i == 0 ? new Mesh() : between));
        }
        return new Hierarchical(stages);
    }
}
