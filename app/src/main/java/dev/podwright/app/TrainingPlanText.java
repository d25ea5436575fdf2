package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.model.FlopConvention;
import dev.podwright.plan.Effect;
import dev.podwright.plan.ParetoPoint;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Rejection;
import dev.podwright.plan.TrainingOption;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.plan.TrainingRun;
import dev.podwright.units.Unit;
import java.util.List;

/// A training plan as text for people.
final class TrainingPlanText {
    /// Rows of a list that a reader takes in at a glance; JSON has all.
    private static final int SHOWN = 5;

    private final StringBuilder out = new StringBuilder();
    private final TrainingPlan plan;
    private final Catalog catalog;

    private TrainingPlanText(TrainingPlan plan, Catalog catalog) {
        this.plan = plan;
        this.catalog = catalog;
    }

    /// @param defaults what the question left open and what was taken, in sentences
    static String of(TrainingPlan plan, List<String> defaults, Catalog catalog) {
        TrainingPlanText text = new TrainingPlanText(plan, catalog);
        TrainingQuestionText.lines(plan.scenario(), defaults).forEach(text::line);
        text.line("");
        text.table();
        text.line(plan.winner().isPresent() ? "Winner: " + plan.reason() : plan.reason());
        plan.pods().forEach(text::pod);
        return text.out.toString();
    }

    private void table() {
        Table table = new Table("pod", "precision", "cards", "layout", "iteration s", "tokens/s", "tokens/s/card", "MFU %", "GiB/rank", "days", "kW");
        for (TrainingPodPlan pod : plan.pods()) {
            String precision = pod.job().recipe().quantization().label();
            if (pod.best().isEmpty()) {
                table.row(name(pod), precision, Show.count(pod.cards()), "nothing meets the demand", "-", "-", "-", "-", "-", "-", "-");
                continue;
            }
            TrainingOption best = pod.best().get();
            table.row(name(pod), precision, cards(pod, best), best.setup().layout().label(), Show.interval(best.iteration().seconds()),
                    Show.interval(best.iteration().tokensPerSecond()), Show.interval(best.iteration().tokensPerSecondPerChip()),
                    Show.interval(best.iteration().mfu(FlopConvention.CAUSAL_ATTENTION).times(1e2)),
                    Show.number(Unit.GIB.fromSi(best.iteration().memory().fullest().bytes())), best.run().map(r -> Show.interval(r.days())).orElse("-"), power(best));
        }
        line(table.toString());
        line("MFU: attention counted causal, of the dense peak in the precision of the matrix products. %s".formatted(
                plan.pods().stream().anyMatch(p -> p.best().stream().anyMatch(o -> o.run().isPresent())) ? TrainingRun.NOT_COUNTED : ""));
        if (plan.pods().stream().flatMap(p -> p.best().stream()).anyMatch(o -> o.bill().chipsOnly())) {
            line("* chips only; a pod's power counts hosts and network.");
        }
        for (Plan.Unfit unfit : plan.unfit()) {
            line("%s cannot be planned: %s %s".formatted(unfit.target().pod().id(), unfit.reason(), unfit.mend()));
        }
    }

    private static String name(TrainingPodPlan pod) {
        return pod.target().pod().id() + (pod.job().rankChip().announced() ? " (announced)" : "");
    }

    private static String cards(TrainingPodPlan pod, TrainingOption option) {
        return Show.count(option.chips()) + (option.chips() == pod.cards() ? "" : " of " + Show.count(pod.cards()));
    }

    private static String power(TrainingOption option) {
        return option.bill().watts().isPresent()
                ? Show.number(option.bill().watts().getAsDouble() / 1e3) + (option.bill().chipsOnly() ? " *" : "")
                : "unknown";
    }

    private void pod(TrainingPodPlan pod) {
        line("");
        line("%s: %s on %s, %s".formatted(pod.target().pod().name(), pod.job().recipe().quantization().label(), pod.job().rankChip().name(),
                pod.job().software().name()));
        pod.best().ifPresent(best -> best(pod, best));
        if (pod.best().isPresent()) {
            line("  why: " + pod.reason());
        }
        for (TrainingOption option : pod.runnersUp()) {
            line("  runner-up: %s; %s cards, iteration %s s".formatted(option.setup(), Show.count(option.chips()),
                    Show.interval(option.iteration().seconds())));
        }
        pareto(pod);
        pod.effects().forEach(effect -> line("  one change: " + effect(effect)));
        pod.nearest().forEach(nearest -> line("  the best that can be had: %s %s: %s".formatted(nearest.candidate(),
                nearest.constraint().label(), nearest.detail())));
        line("  looked at: %s setups, %s of them timed".formatted(Show.count(pod.candidates()), Show.count(pod.evaluated())));
        for (Rejection.Summary rejected : pod.rejections()) {
            line("  rejected: %s %s; nearest %s: %s".formatted(Show.count(rejected.count()), rejected.constraint().label(),
                    rejected.nearest().candidate(), rejected.nearest().detail()));
        }
        pod.notes().forEach(note -> line("  note: " + note));
    }

    private void best(TrainingPodPlan pod, TrainingOption best) {
        IterationText.lines(best.iteration()).forEach(text -> line("  " + text));
        best.run().ifPresent(run -> line("  run: " + run(run)));
        line("  power: %s".formatted(best.bill().watts().isPresent()
                ? "%s kW, %s J per token (%s)".formatted(Show.number(best.bill().watts().getAsDouble() / 1e3),
                        Show.number(best.bill().joulesPerToken().orElse(0)), best.bill().wattsBasis())
                : "unknown: " + best.bill().wattsBasis()));
        // Prices are of the pod as it is sold, not as it was joined.
        Pod sold = catalog.findPod(pod.target().pod().id()).orElse(pod.target().pod());
        line("  price: " + BillText.of(sold, best));
    }

    private static String run(TrainingRun run) {
        return "%s days for %s tokens without faults%s%s".formatted(Show.interval(run.days()), exact(run),
                run.joules().isPresent() ? ", " + Show.energy(run.joules().getAsDouble()) : "",
                run.dollars().isPresent() ? ", " + Show.tokens(run.dollars().getAsDouble()) + " USD of rent" : "");
    }

    private static String exact(TrainingRun run) {
        return run.tokens().low() == run.tokens().high() ? Show.tokens(run.tokens().value())
                : "%s (%s-%s)".formatted(Show.tokens(run.tokens().value()), Show.tokens(run.tokens().low()), Show.tokens(run.tokens().high()));
    }

    private void pareto(TrainingPodPlan pod) {
        if (pod.pareto().size() < 2) {
            return;
        }
        for (ParetoPoint point : pod.pareto().subList(0, Math.min(SHOWN, pod.pareto().size()))) {
            line("  trade-off: %s cards, %s per iteration, %s tokens/s, %s per rank: %s".formatted(Show.count(point.chips()),
                    Show.seconds(point.seconds()), Show.number(point.tokensPerSecond()), Show.gib(point.memory()), point.setup()));
        }
        if (pod.pareto().size() > SHOWN) {
            line("  trade-off: %d more with --json".formatted(pod.pareto().size() - SHOWN));
        }
    }

    private static String effect(Effect effect) {
        if (effect.after() == 0) {
            return effect.change() + ": nothing fits";
        }
        return effect.before() == 0
                ? "%s: %s tokens/s with %s, where nothing fits now".formatted(effect.change(), Show.number(effect.after()), effect.setup())
                : "%s: %+.1f %% tokens/s with %s".formatted(effect.change(), 100 * effect.gain(), effect.setup());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }
}
