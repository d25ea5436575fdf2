package dev.podwright.plan;

import dev.podwright.fabric.Collective;
import dev.podwright.model.FlopConvention;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.fault.Toll;
import dev.podwright.step.Inventory;
import dev.podwright.training.Iteration;
import dev.podwright.training.Overlap;
import java.util.ArrayList;
import java.util.List;

/// What the condition of a fabric costs: the same question on the fabric as built and as it is.
///
/// @param damage what the condition leaves of the pod
/// @param figures before and after
/// @param notes what becomes of replicas or of the job, in sentences
public record Strain(Damage damage, List<Figure> figures, List<String> notes) {
    /// Changes that are rounding.
    private static final double SAME = 1e-9;

    /// A figure on the fabric as built and as it is.
    ///
    /// @param kind how its SI value is shown
    public record Figure(String what, Kind kind, double before, double after) {

        /// Relative, above 0 where the figure grew; 0 where there was nothing.
        public double change() {
            return before == 0 ? 0 : after / before - 1;
        }
    }

    /// What a figure is.
    public enum Kind {
        SECONDS, TOKENS_PER_SECOND, REQUESTS_PER_SECOND, BYTES_PER_SECOND, SHARE, COUNT
    }

    public Strain {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    public Condition condition() {
        return damage.condition();
    }

    /// What the condition leaves of the pod and what becomes of the job, in sentences.
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>(new Toll(damage).sentences());
        sentences.addAll(notes);
        if (figures.stream().allMatch(f -> Math.abs(f.change()) < SAME) && damage.lost().length == 0) {
            sentences.add("None of this traffic meets what the condition touches: it costs nothing here.");
        }
        return sentences;
    }

    /// Exchanges of a step one by one, then all of them together.
    static List<Figure> exchanges(Inventory before, Inventory after) {
        List<Figure> figures = new ArrayList<>();
        double all = 0;
        double now = 0;
        for (int i = 0; i < before.exchanges().size(); i++) {
            Inventory.Exchange built = before.exchanges().get(i);
            Inventory.Exchange is = after.exchanges().get(i);
            all += built.times() * built.cost().seconds();
            now += is.times() * is.cost().seconds();
            figures.add(new Figure("%s, %s".formatted(built.name(), words(built.collective())), Kind.SECONDS, built.cost().seconds(), is.cost().seconds()));
        }
        figures.add(new Figure("all communication of the step", Kind.SECONDS, all, now));
        return figures;
    }

    private static String words(Collective collective) {
        return "%,d ranks%s".formatted(collective.group().ranks(), collective.group().stride() == 1 ? "" : ", %,d apart".formatted(collective.group().stride()));
    }

    /// Of two iterations, the kinds of communication that both have, and what of them is not hidden.
    static List<Figure> iterations(Iteration before, Iteration after) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("iteration", Kind.SECONDS, before.cost().seconds(), after.cost().seconds()));
        figures.add(new Figure("tokens/s", Kind.TOKENS_PER_SECOND, before.tokensPerSecond().value(), after.tokensPerSecond().value()));
        figures.add(new Figure("MFU", Kind.SHARE, mfu(before), mfu(after)));
        for (Overlap overlap : before.overlaps()) {
            after.overlaps().stream().filter(o -> o.name().equals(overlap.name()) && overlap.seconds() > 0)
                    .forEach(o -> figures.add(new Figure(overlap.name(), Kind.SECONDS, overlap.seconds(), o.seconds())));
        }
        figures.add(new Figure("communication not hidden", Kind.SECONDS, exposed(before), exposed(after)));
        return figures;
    }

    private static double mfu(Iteration iteration) {
        return iteration.mfu(FlopConvention.CAUSAL_ATTENTION).value();
    }

    private static double exposed(Iteration iteration) {
        return iteration.overlaps().stream().mapToDouble(Overlap::exposed).sum();
    }
}
