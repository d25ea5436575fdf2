package dev.podwright.network.routing;

import dev.podwright.document.InputException;
import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says who cannot reach whom. Searches the network plainly: what is told does not hang on how loads are found.
final class Unreachable {
    private final Network network;
    private final boolean[] transit;
    private final boolean[] met;
    private final int[] queue;

    Unreachable(Network network) {
        this.network = network;
        this.transit = network.transit();
        this.met = new boolean[network.nodes()];
        this.queue = new int[network.nodes()];
    }

    /// @param whole what was asked for
    /// @param legs the same in legs, of which one may be cut where none of the whole is
    InputException in(Demand whole, Demand legs) {
        return first(whole).or(() -> first(legs)).orElseThrow(() -> new IllegalStateException("All receivers in %s can be reached.".formatted(network.name())));
    }

    private Optional<InputException> first(Demand demand) {
        Messages messages = demand.messages();
        int last = -1;
        for (int m = 0; m < messages.size(); m++) {
            if (last != messages.to(m)) {
                last = messages.to(m);
                search(last, true);
            }
            if (!met[messages.from(m)]) {
                return Optional.of(between(messages.from(m), last));
            }
        }
        for (Cross cross : demand.crosses()) {
            for (int to : cross.to()) {
                search(to, true);
                for (int from : cross.from()) {
                    if (!met[from]) {
                        return Optional.of(between(from, to));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Marks what reaches `start`, or what is reached from it.
    private void search(int start, boolean backward) {
        Arrays.fill(met, false);
        met[start] = true;
        queue[0] = start;
        int size = 1;
        for (int i = 0; i < size; i++) {
            int node = queue[i];
            if (node != start && !transit[node]) {
                continue;
            }
            for (int at = network.firstOut(node); at < network.firstOut(node + 1); at++) {
                int out = network.out(at);
                // Cables are pairs of links: the way back of an outgoing link comes in.
                int link = backward ? out ^ 1 : out;
                int next = network.to(out);
                if (network.capacity(link) > 0 && !met[next]) {
                    met[next] = true;
                    queue[size++] = next;
                }
            }
        }
    }

    private InputException between(int from, int to) {
        search(from, false);
        String reached = network.tiers().stream().map(this::reached).collect(Collectors.joining(", "));
        return new InputException("%s cannot reach %s in %s: over links that are up it reaches %s.".formatted(network.label(from), network.label(to),
                network.name(), reached), "Repair a link between what it reaches and %s, or leave one of both out.".formatted(network.label(to)));
    }

    private String reached(Tier tier) {
        int count = 0;
        for (int node = tier.first(); node < tier.first() + tier.size(); node++) {
            count += met[node] ? 1 : 0;
        }
        return "%d of %d %s".formatted(count, tier.size(), tier.name());
    }
}
