package dev.podwright.app.report;

import dev.podwright.app.BillText;
import dev.podwright.app.Show;
import dev.podwright.catalog.Pod;
import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.model.FlopConvention;
import dev.podwright.plan.TrainingRun;
import dev.podwright.training.Iteration;
import dev.podwright.training.Overlap;
import dev.podwright.units.Interval;
import dev.podwright.units.Unit;
import dev.podwright.workload.Recipe;
import java.util.ArrayList;
import java.util.List;

/// A training setup in numbers, each with what it means.
final class TrainingCards {
    private static final double SECONDS_PER_DAY = 86400;

    private TrainingCards() {}

    static double days(double seconds) {
        return seconds / SECONDS_PER_DAY;
    }

    /// @param first what is said before the setup: the winner, or nothing
    /// @param sold the pod as it is sold, not as it was joined
    static List<Card> of(List<Card> first, Trained best, String why, Pod sold) {
        Iteration iteration = best.iteration();
        List<Card> cards = new ArrayList<>(first);
        cards.add(new Card("Setup", best.setup().layout().label(), "", why, SetupWords.layout(best.setup())));
        cards.add(new Card("Iteration", Show.number(iteration.seconds().value()), "s", PlanHeadline.span(iteration.seconds()),
                "One optimiser step on %s tokens. An ideal machine would need %s of the time.".formatted(Show.tokens(iteration.tokens()), Show.percent(iteration.cost().ideal() / iteration.cost().seconds()))));
        cards.add(new Card("Speed", Show.rounded(iteration.tokensPerSecond().value()), "tokens/s", "90 %% interval %s to %s".formatted(Show.rounded(iteration.tokensPerSecond().low()), Show.rounded(iteration.tokensPerSecond().high())),
                "%s tokens/s on each of %s cards.".formatted(Show.rounded(iteration.tokensPerSecondPerChip()), Show.count(best.cards()))));
        cards.add(efficiency(iteration));
        cards.add(memory(iteration.memory()));
        best.run().ifPresent(run -> cards.add(run(run)));
        if (best.run().isEmpty()) {
            cards.add(waiting(iteration));
        }
        cards.add(energy(best));
        cards.add(price(best, sold));
        return cards;
    }

    private static Card efficiency(Iteration iteration) {
        Interval mfu = iteration.mfu(FlopConvention.CAUSAL_ATTENTION).times(1e2);
        String lora = iteration.job().recipe().phase() == Recipe.Phase.LORA ? " Of frozen weights MFU counts two products of three: nobody computes their gradients." : "";
        return new Card("MFU", Show.number(mfu.value()), "%", PlanHeadline.span(mfu),
                "Attention counted causal, of %s TFLOP/s per rank in %s. Counted full %s, attention not counted %s; HFU, recomputation counted, %s.%s".formatted(
                        Show.number(Unit.TFLOP_PER_S.fromSi(iteration.job().peak())), iteration.job().recipe().quantization().activations().label(),
                        Show.percent(iteration.mfu(FlopConvention.FULL_ATTENTION).value()), Show.percent(iteration.mfu(FlopConvention.NO_ATTENTION).value()),
                        Show.percent(iteration.hfu().value()), lora));
    }

    private static Card memory(TrainingMemory memory) {
        StageMemory fullest = memory.fullest();
        String where = memory.stages().size() == 1 ? "" : " On stage %d of %d, the fullest.".formatted(fullest.stage() + 1, memory.stages().size());
        return new Card("Memory of a rank", Show.number(Unit.GIB.fromSi(fullest.bytes())), "GiB", "of %s GiB that a job may use".formatted(Show.number(Unit.GIB.fromSi(memory.usable()))),
                "Most of it: %s, %s.%s".formatted(fullest.largest().name(), Show.gib(fullest.largest().bytes()), where));
    }

    private static Card waiting(Iteration iteration) {
        double whole = iteration.cost().seconds();
        double exposed = iteration.overlaps().stream().mapToDouble(Overlap::exposed).sum() / whole;
        double hidden = iteration.overlaps().stream().mapToDouble(Overlap::hidden).sum() / whole;
        return new Card("Not computing", Show.percent(exposed + iteration.bubble()), "of the iteration", "",
                "%s waits for communication, %s for other pipeline stages. Communication of another %s hides behind computation.".formatted(
                        Show.percent(exposed), Show.percent(iteration.bubble()), Show.percent(hidden)));
    }

    private static Card run(TrainingRun run) {
        boolean timed = run.tokens().low() == run.tokens().high();
        return timed
                ? new Card("Whole job", Show.number(run.days().value()), "days", PlanHeadline.span(run.days()), "For %s tokens. %s".formatted(Show.tokens(run.tokens().value()), TrainingRun.NOT_COUNTED))
                : new Card("Whole job", Show.tokens(run.tokens().value()), "tokens", rounded(run.tokens()), "In %s days. %s".formatted(Show.number(run.days().value()), TrainingRun.NOT_COUNTED));
    }

    private static Card energy(Trained best) {
        if (best.bill().watts().isEmpty() || best.bill().joulesPerToken().isEmpty()) {
            return new Card("Energy", "unknown", "", "", "Not estimated: " + best.bill().wattsBasis() + ".");
        }
        double watts = best.bill().watts().getAsDouble();
        String power = watts < 1e6 ? Show.number(watts / 1e3) + " kW" : Show.number(watts / 1e6) + " MW";
        String whole = best.run().filter(r -> r.joules().isPresent()).map(r -> ", %s for the whole job".formatted(Show.energy(r.joules().getAsDouble()))).orElse("");
        return new Card("Energy of a token", Show.number(best.bill().joulesPerToken().getAsDouble()), "J", "", "At %s%s; %s.".formatted(power, whole, best.bill().wattsBasis()));
    }

    private static Card price(Trained best, Pod sold) {
        String prices = BillText.of(sold, best.job().chip(), best.cards(), best.bill()) + ".";
        if (best.run().isPresent() && best.run().get().dollars().isPresent()) {
            return new Card("Rent of the whole job", Show.tokens(best.run().get().dollars().getAsDouble()), "USD", "", prices);
        }
        return BillText.total(sold, best.job().chip(), best.cards(), best.bill()).map(total -> new Card("Price", total.amount(), total.currency(), "", prices))
                .orElse(new Card("Price", "unknown", "", "", prices));
    }

    private static String rounded(Interval interval) {
        return "90 %% interval %s to %s".formatted(Show.tokens(interval.low()), Show.tokens(interval.high()));
    }
}
