package dev.podwright.network.fault;

import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A damage in words and shares: what is left, and who suffers most.
public final class Toll {
    /// Shares that differ by less are alike.
    private static final double ALIKE = 1e-9;

    private final Damage damage;

    public Toll(Damage damage) {
        this.damage = damage;
    }

    /// Share of the bandwidth as built that each rank has left on its way up: of its links to switches, each as far as the switch still passes traffic on to
    /// later tiers; without switches, of its links to cards that are up. 0 for ranks that are lost.
    public double[] shares() {
        Network now = damage.network();
        Network built = damage.built().network();
        double[] passes = passes();
        boolean[] cards = Kinds.cards(now);
        BitSet down = damage.downNodes();
        int[] nodes = damage.nodes();
        double[] shares = new double[nodes.length];
        for (int rank = 0; rank < nodes.length; rank++) {
            // To switches, to cards.
            double[] left = new double[2];
            double[] whole = new double[2];
            int node = nodes[rank];
            for (int at = node == Damage.LOST ? 0 : now.firstOut(node); node != Damage.LOST && at < now.firstOut(node + 1); at++) {
                int link = now.out(at);
                int kind = cards[now.to(link)] ? 1 : 0;
                if (kind == 0 || !down.get(now.to(link))) {
                    left[kind] += now.capacity(link) * passes[now.to(link)];
                    whole[kind] += built.capacity(link);
                }
            }
            int kind = whole[0] > 0 ? 0 : 1;
            shares[rank] = whole[kind] == 0 ? 0 : left[kind] / whole[kind];
        }
        return shares;
    }

    /// Share of its uplinks that each switch has left; 1 for cards and for switches that never had any.
    private double[] passes() {
        Network now = damage.network();
        double[] passes = new double[now.nodes()];
        Arrays.fill(passes, 1);
        for (Tier tier : now.tiers()) {
            if (!tier.card()) {
                System.arraycopy(damage.uplinks(tier), 0, passes, tier.first(), tier.size());
            }
        }
        return passes;
    }

    /// Ranks that work and have least left, in order; empty if all have the same.
    public int[] worst() {
        double[] shares = shares();
        double least = Arrays.stream(damage.left()).mapToDouble(r -> shares[r]).min().orElse(1);
        double most = Arrays.stream(damage.left()).mapToDouble(r -> shares[r]).max().orElse(1);
        return most - least < ALIKE ? new int[0] : Arrays.stream(damage.left()).filter(r -> shares[r] - least < ALIKE).toArray();
    }

    /// What the condition leaves, in sentences; none if it touches nothing.
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        int[] cut = damage.cutOff();
        int[] lost = IntStream.of(damage.lost()).filter(r -> Arrays.binarySearch(cut, r) < 0).toArray();
        damage.standIns().forEach(s -> sentences.add("Spare %s stands in for rank %d.".formatted(label(s.spare()), s.rank())));
        if (lost.length > 0) {
            sentences.add("%s lost: %s.".formatted(lost.length == 1 ? "1 rank is" : "%,d ranks are".formatted(lost.length), Ranges.of(lost)));
        }
        if (!damage.whole()) {
            sentences.add("The pod falls into parts: %s.".formatted(damage.partWords()));
        }
        String left = damage.leftByType().entrySet().stream().filter(e -> e.getValue() < 1 - ALIKE).map(e -> "%s %s %%".formatted(e.getKey(), Percent.of(e.getValue())))
                .collect(Collectors.joining(", "));
        if (!left.isEmpty()) {
            sentences.add("Bandwidth left: %s.".formatted(left));
        }
        int[] worst = worst();
        if (worst.length > 0) {
            sentences.add("Worst off: %s %s, with %s %% of their way up left.".formatted(worst.length == 1 ? "rank" : "ranks", Ranges.of(worst), Percent.of(shares()[worst[0]])));
        }
        return sentences;
    }

    private String label(int node) {
        Tier tier = damage.network().tiers().stream().filter(t -> node >= t.first() && node < t.first() + t.size()).findFirst().orElseThrow();
        return "%s:%d".formatted(tier.name(), node - tier.first());
    }

    /// Share of the bandwidth as built that each type of cable has left, those alone that lost some.
    public Map<String, Double> left() {
        return damage.leftByType().entrySet().stream().filter(e -> e.getValue() < 1 - ALIKE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
