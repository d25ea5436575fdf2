package dev.podwright.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What each link carries of a pattern.
///
/// When all flows of a pattern are equal and share links fairly, the pattern lasts as long as its busiest link: the first link to fill holds
/// all its flows to one rate, the lowest of all, until they end together. Unequal flows end no sooner.
public final class Load {
    private final Network network;
    private final double[] bytes;

    /// @param bytes on each link of `network`
    public Load(Network network, double[] bytes) {
        this.network = network;
        this.bytes = bytes;
    }

    public Network network() {
        return network;
    }

    /// Bytes on `link`.
    public double on(int link) {
        return bytes[link];
    }

    /// Seconds that `link` is busy.
    public double seconds(int link) {
        return bytes[link] == 0 ? 0 : bytes[link] / network.capacity(link);
    }

    /// The link that is busy longest, the lowest number of several.
    public int busiest() {
        int worst = 0;
        double longest = bytes.length == 0 ? 0 : seconds(0);
        for (int l = 1; l < bytes.length; l++) {
            double seconds = seconds(l);
            if (seconds > longest) {
                longest = seconds;
                worst = l;
            }
        }
        return worst;
    }

    /// Seconds that the pattern lasts.
    public double seconds() {
        return bytes.length == 0 ? 0 : seconds(busiest());
    }

    /// How busy the links of each type are, in the order of the network's types.
    public List<TypeLoad> byType() {
        List<TypeLoad> loads = new ArrayList<>();
        for (LinkType type : network.types()) {
            int up = 0;
            int down = 0;
            double sum = 0;
            int worst = -1;
            for (int l = 0; l < bytes.length; l++) {
                if (network.type(l) != type) {
                    continue;
                }
                if (network.capacity(l) == 0) {
                    down++;
                    continue;
                }
                up++;
                sum += seconds(l);
                if (worst < 0 || seconds(l) > seconds(worst)) {
                    worst = l;
                }
            }
            loads.add(new TypeLoad(type, up, down, up == 0 ? 0 : sum / up, worst < 0 ? OptionalInt.empty() : OptionalInt.of(worst),
                    worst < 0 ? 0 : seconds(worst), worst < 0 ? "" : network.linkLabel(worst)));
        }
        return loads;
    }
}
