package dev.podwright.network.collective;

import java.util.ArrayList;
import java.util.List;

/// Non-uniform hierarchical ring: ceil(log2 p) steps for any p, (p-1)/p of the buffer (mirror-cann/hccl@e1a8dc9, docs/zh/user_guide/coll_algo_intro).
/// To gather, ranks 2^s apart exchange, the farthest first; a rank then passes on the parts that lie whole multiples of 2^(s+1) behind its own.
public record Nhr() implements Algorithm {

    @Override
    public String label() {
        return "NHR";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        return Gather.phases(this, operation, () -> gather(groups), () -> scatter(groups));
    }

    private static List<Phase> gather(List<int[]> groups) {
        int p = Gather.ranks(groups);
        List<Phase> phases = new ArrayList<>();
        for (int s = Gather.log2(p) - 1; s >= 0; s--) {
            int distance = 1 << s;
            // Parts that lie distance, 3 distance, 5 distance ... behind the receiver's own.
            double parts = (p - 1 + distance) / (2 * distance);
            Messages messages = new Messages(groups.size() * p);
            for (int[] group : groups) {
                for (int i = 0; i < p; i++) {
                    messages.add(group[i], group[(i + distance) % p], parts / p);
                }
            }
            phases.add(new Phase("distance " + distance, messages.pattern(), 1));
        }
        return phases;
    }

    /// Down a binomial tree: whoever has the parts of 2d ranks gives the second half of them away.
    static List<Phase> scatter(List<int[]> groups) {
        int p = Gather.ranks(groups);
        List<Phase> phases = new ArrayList<>();
        for (int distance = 1 << Gather.log2(p) - 1; distance >= 1; distance /= 2) {
            Messages messages = new Messages(groups.size() * p);
            for (int[] group : groups) {
                for (int i = 0; i + distance < p; i += 2 * distance) {
                    messages.add(group[i], group[i + distance], (double) (Math.min(i + 2 * distance, p) - i - distance) / p);
                }
            }
            phases.add(new Phase("scatter " + distance, messages.pattern(), 1));
        }
        return phases;
    }
}
