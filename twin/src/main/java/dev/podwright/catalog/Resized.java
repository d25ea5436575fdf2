package dev.podwright.catalog;

import dev.podwright.document.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// A pod with more or fewer chips than the catalogue gives it.
///
/// Every group of a level gets equally many members, so that a pod stays a product of levels. From the inside out a
/// level keeps as many members as divide what is left; a split that would leave a group less than half full where
/// more would fit is refused, because nobody runs 17 chips as 17 servers of one.
final class Resized {
    /// Beyond any announced cluster (about a million cards), and small enough that counts of ranks stay whole numbers.
    static final int MOST_RANKS = 1 << 28;

    private Resized() {}

    static Pod of(Pod pod, int chips) {
        if (chips < 1) {
            throw new InputException("%d chips make no pod.".formatted(chips), "Ask for at least 1.");
        }
        if (chips > MOST_RANKS / pod.ranksPerChip()) {
            throw new InputException("%d chips are more than a pod can have here.".formatted(chips),
                    "Ask for at most %d.".formatted(MOST_RANKS / pod.ranksPerChip()));
        }
        if (chips == pod.chips()) {
            return pod;
        }
        List<Level> levels = split(pod, chips).orElseThrow(() -> refused(pod, chips));
        boolean part = chips < pod.chips();
        String shape = levels.stream().map(l -> l.name() + " " + l.groups()).collect(Collectors.joining(", "));
        List<String> assumptions = new ArrayList<>(pod.assumptions());
        assumptions.add(part
                ? "%d of the %d chips of %s are used, spread evenly%s; power is their share."
                        .formatted(chips, pod.chips(), pod.id(), shape.isEmpty() ? "" : " (" + shape + ")")
                : "%d chips are copies of %s joined by its level %s (%s); power grows with the chips, the wider network not counted."
                        .formatted(chips, pod.id(), levels.getLast().name(), shape));
        String name = part ? "%s, %d of %d chips".formatted(pod.name(), chips, pod.chips())
                : "%s, joined by %s to %d chips".formatted(pod.name(), levels.getLast().name(), chips);
        double share = (double) chips / pod.chips();
        return pod.withLevels(levels).described(name, assumptions)
                .withPower(pod.power().map(p -> p.times(share, "for %d of %d chips".formatted(chips, pod.chips())).estimated()));
    }

    private static Optional<List<Level>> split(Pod pod, int chips) {
        int left = Math.multiplyExact(chips, pod.ranksPerChip());
        List<Level> levels = new ArrayList<>();
        for (Level level : pod.levels()) {
            Optional<Level> kept = level.scaleOut() ? Optional.of(level.withGroups(left)) : part(level, left);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            left /= kept.get().groups();
            if (kept.get().groups() > 1) {
                levels.add(kept.get());
            }
        }
        return left == 1 ? Optional.of(levels) : Optional.empty();
    }

    /// The level with as many of its members as evenly divide `left`.
    private static Optional<Level> part(Level level, int left) {
        int most = Math.min(level.groups(), left);
        for (int kept = most; 2 * kept >= most; kept--) {
            if (left % kept == 0) {
                Optional<Level> part = level.wiring() == Wiring.TORUS
                        ? TorusSlice.of(level.dims(), kept).map(level::withDims)
                        : Optional.of(shrunk(level, kept));
                if (part.isPresent()) {
                    return part;
                }
            }
        }
        return Optional.empty();
    }

    /// The level with `members` members; a full mesh then has fewer links to use.
    static Level shrunk(Level level, int members) {
        if (members == level.groups()) {
            return level;
        }
        Level fewer = level.withGroups(members);
        if (level.wiring() != Wiring.FULL_MESH || level.rate().isEmpty() || members < 2) {
            return fewer;
        }
        int peers = level.groups() - 1;
        return fewer.withRate(level.bandwidth().times((members - 1.0) / peers, "%d of %d links".formatted(members - 1, peers)));
    }

    private static InputException refused(Pod pod, int chips) {
        boolean grows = pod.levels().getLast().scaleOut();
        if (chips > pod.chips() && !grows) {
            return new InputException("The pod %s has %d chips and no scale-out level that joins copies of it, so %d cannot be had."
                    .formatted(pod.id(), pod.chips(), chips),
                    "Ask for at most %d, or add a level with scale_out: true to the pod in a file for --catalog.".formatted(pod.chips()));
        }
        IntPredicate fits = n -> split(pod, n).isPresent();
        List<String> near = new ArrayList<>();
        for (int n = chips - 1; n >= 1 && near.isEmpty(); n--) {
            if (fits.test(n)) {
                near.add(String.valueOf(n));
            }
        }
        // Whole copies always fit, so the next size that does is less than one copy away.
        int most = grows ? chips + pod.chips() : pod.chips();
        for (int n = chips + 1; n <= most; n++) {
            if (fits.test(n)) {
                near.add(String.valueOf(n));
                break;
            }
        }
        return new InputException("%d chips cannot be spread evenly over the levels of %s (%s)."
                .formatted(chips, pod.id(), pod.levels().stream().map(l -> l.name() + " " + l.groups()).collect(Collectors.joining(", "))),
                near.isEmpty() ? "" : "Maybe " + String.join(" or ", near) + ".");
    }
}
