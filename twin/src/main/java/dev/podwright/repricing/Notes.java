package dev.podwright.repricing;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.Profile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a reader of a repriced profile must know, in sentences with figures.
final class Notes {
    private static final double PERCENT = 100;
    /// Below this share of the seconds inside their interval the source is in doubt: nine in ten is what the intervals promise, and kernels of other libraries than those measured lie further off.
    private static final double DOUBT = 0.8;
    /// A replay off by more than this share is said to be.
    private static final double OFF = 0.05;

    /// Kinds of work below this share are not spoken of.
    private static final double WEIGHTY = 0.02;

    private final Profile profile;
    private final Machine source;
    private final Machine target;
    private final List<Prices.Priced> priced;
    private final Times times;
    private final double all;

    Notes(Profile profile, Machine source, Machine target, List<Prices.Priced> priced, Times times) {
        this.profile = profile;
        this.source = source;
        this.target = target;
        this.priced = priced;
        this.times = times;
        this.all = priced.stream().mapToDouble(p -> p.use().use().seconds()).sum();
    }

    List<String> all() {
        List<String> notes = new ArrayList<>();
        doubt(notes);
        substitutions(notes);
        unshaped(notes);
        tooLarge(notes);
        assumed(notes);
        replay(notes);
        return notes;
    }

    private void doubt(List<String> notes) {
        List<RepricedUse> uses = priced.stream().map(Prices.Priced::use).toList();
        double within = SelfCheck.within(uses);
        if (Double.isNaN(within)) {
            notes.add("No task of the profile could be priced from its shapes, so nothing tells whether it was taken on %s.".formatted(source.chip().name()));
            return;
        }
        if (within < DOUBT) {
            notes.add(format("Only %.0f %% of the time that can be predicted lies in its interval for %s: the profile was taken on another chip, or its kernels are slower or faster than the libraries' that were measured, or shapes do not tell what they do.",
                    PERCENT * within, source.chip().name()));
        }
        doubtfulKinds(notes, SelfCheck.of(uses));
    }

    /// Kinds of work that deviate where the whole does not: products alone do not tell an H200 from an H100.
    private void doubtfulKinds(List<String> notes, List<SelfCheck> checks) {
        double seconds = checks.stream().mapToDouble(SelfCheck::seconds).sum();
        for (SelfCheck check : checks) {
            if (check.within() < DOUBT && check.seconds() > WEIGHTY * seconds) {
                notes.add(format("Of %s (%.3g s) %.0f %% of the time lies in its interval for %s; predicted are %.2f times what was measured, in the median.", word(check.nature()), check.seconds(),
                        PERCENT * check.within(), source.chip().name(), check.ratio()));
            }
        }
    }

    private void substitutions(List<String> notes) {
        Map<String, Double> seconds = new TreeMap<>();
        priced.stream().filter(p -> !p.substitution().isEmpty()).forEach(p -> seconds.merge(p.substitution(), p.use().use().seconds(), Double::sum));
        seconds.forEach((what, sum) -> notes.add(what + format(" It concerns %s of the measured time.", share(sum))));
    }

    private void unshaped(List<String> notes) {
        Map<Kernel.Nature, double[]> natures = new EnumMap<>(Kernel.Nature.class);
        for (Prices.Priced p : priced) {
            unsized(p.use().recognised()).ifPresent(nature -> {
                double[] sums = natures.computeIfAbsent(nature, _ -> new double[2]);
                sums[0] += p.use().use().count();
                sums[1] += p.use().use().seconds();
            });
        }
        natures.forEach((nature, sums) -> notes.add(format("%,.0f %s of %.3g s (%s) %s no sizes in the profile: %s.", sums[0], sums[0] == 1 ? "task" : "tasks", sums[1], share(sums[1]), which(nature, sums[0] == 1), by(nature))));
    }

    private static String which(Kernel.Nature nature, boolean one) {
        String kind = nature == Kernel.Nature.UNKNOWN ? "of unknown nature" : (one ? "that is " : "that are ") + word(nature);
        return kind + (one ? " has" : " have");
    }

    /// Exchanges with a size that the target cannot run.
    private void tooLarge(List<String> notes) {
        double seconds = 0;
        for (Prices.Priced p : priced) {
            boolean shaped = p.use().method() == RepricedUse.Method.SHAPE;
            seconds += p.use().recognised() instanceof Recognised.Exchanged && !shaped ? p.use().use().seconds() : 0;
        }
        if (seconds > 0) {
            notes.add(format("Exchanges of %.3g s (%s) are of groups that %s has too few ranks for, or over links whose bandwidth nobody has published: scaled by a smaller exchange, or as measured.",
                    seconds, share(seconds), target.pod().name()));
        }
    }

    private static Optional<Kernel.Nature> unsized(Recognised recognised) {
        return switch (recognised) {
            case Recognised.Unshaped u -> Optional.of(u.nature());
            case Recognised.Unknown _ -> Optional.of(Kernel.Nature.UNKNOWN);
            case Recognised.Computed _, Recognised.Exchanged _, Recognised.Moved _ -> Optional.empty();
        };
    }

    private static String word(Kernel.Nature nature) {
        return switch (nature) {
            case PRODUCT -> "products";
            case ATTENTION -> "attention";
            case EXPERTS -> "routed experts";
            case TRAFFIC -> "memory traffic";
            case EXCHANGE -> "exchanges";
            case UNKNOWN -> "unknown";
        };
    }

    private static String by(Kernel.Nature nature) {
        return switch (nature) {
            case TRAFFIC -> "scaled by memory bandwidth";
            case EXCHANGE -> "scaled between a short and a long all-reduce";
            case PRODUCT, ATTENTION, EXPERTS, UNKNOWN -> "scaled between memory bandwidth and matrix peak, the interval spans both";
        };
    }

    private void assumed(List<String> notes) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Prices.Priced p : priced) {
            if (p.use().recognised() instanceof Recognised.Computed c && !c.assumed().isEmpty()) {
                seconds.merge(c.assumed(), p.use().use().seconds(), Double::sum);
            }
        }
        seconds.forEach((what, sum) -> notes.add(what + format(" It concerns %s of the measured time.", share(sum))));
    }

    private void replay(List<String> notes) {
        if (!times.single()) {
            notes.add("The profile has no single tasks: the step is their sum, without gaps and without anything side by side.");
            return;
        }
        double step = Times.step(profile);
        double off = step > 0 ? times.replayed() / step - 1 : 0;
        notes.add(format("Replayed with its own durations the step takes %.4g s, measured are %.4g s (%+.1f %%)%s", times.replayed(), step, PERCENT * off,
                Math.abs(off) > OFF ? ": steps are marked on the host, which does not wait for the device, or tasks waited for what the profile does not show." : "."));
        if (!source.chip().vendor().equals(target.chip().vendor())) {
            notes.add("The host of the target is taken to be as fast as that of the source, at the slow end of the interval as much slower as a Kunpeng 920 is clocked against a Xeon 8480C.");
        }
        if (times.captured() < (1 - OFF) * times.target().value()) {
            notes.add(format("The host holds up the step on the target: with all launches captured in graphs it takes %.4g s in place of %.4g s.", times.captured(), times.target().value()));
        }
    }

    private String share(double seconds) {
        return format("%.1f %%", all > 0 ? PERCENT * seconds / all : 0);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
