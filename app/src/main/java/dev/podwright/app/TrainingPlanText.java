package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.model.FlopConvention;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Rejection;
import dev.podwright.plan.TrainingOption;
import dev.podwright.plan.TrainingPlan;
import dev.podwright.plan.TrainingPodPlan;
import dev.podwright.plan.TrainingRun;
import dev.podwright.units.Unit;
import dev.podwright.workload.Recipe;
import java.util.List;

/// A training plan as text for people.
final class TrainingPlanText {
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
        // One pod alone has nobody to win against: why its best is the best stands below.
        if (plan.winner().isEmpty() || plan.pods().size() > 1) {
            text.line((plan.winner().isPresent() ? "Winner: " : "") + plan.reason());
        }
        plan.pods().forEach(text::pod);
        return text.out.toString();
    }

    private void table() {
        Table table = new Table("pod", "precision", "cards", "layout", "iteration s", "tokens/s", "tokens/s/card", "MFU %", "GiB/rank", timed() ? "days" : "tokens in all", "kW");
        for (TrainingPodPlan pod : plan.pods()) {
            String precision = pod.job().recipe().quantization().label();
            if (pod.best().isEmpty()) {
                table.row(name(pod), precision, Show.count(pod.cards()), "nothing meets the demand", "-", "-", "-", "-", "-", "-", "-");
                continue;
            }
            TrainingOption best = pod.best().get();
            table.row(name(pod), precision, cards(pod, best), best.setup().layout().label(), Show.interval(best.iteration().seconds()),
                    Show.rounded(best.iteration().tokensPerSecond()), Show.rounded(best.iteration().tokensPerSecondPerChip()),
                    Show.interval(best.iteration().mfu(FlopConvention.CAUSAL_ATTENTION).times(1e2)),
                    memory(best.iteration().memory()), best.run().map(r -> timed() ? Show.interval(r.days()) : tokens(r)).orElse("-"), power(best));
        }
        line(table.toString());
        line("MFU: attention counted causal, of the dense peak in the precision of the matrix products.%s%s".formatted(
                plan.scenario().phase() == Recipe.Phase.LORA ? " Of frozen weights it counts two products of three: nobody computes their gradients." : "",
                plan.pods().stream().anyMatch(p -> p.best().stream().anyMatch(o -> o.run().isPresent())) ? " " + TrainingRun.NOT_COUNTED : ""));
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

    private static String memory(TrainingMemory memory) {
        return "%s of %s".formatted(Show.number(Unit.GIB.fromSi(memory.fullest().bytes())), Show.number(Unit.GIB.fromSi(memory.usable())));
    }

    private static String power(TrainingOption option) {
        return option.bill().watts().isPresent()
                ? Show.rounded(option.bill().watts().getAsDouble() / 1e3) + (option.bill().chipsOnly() ? " *" : "")
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
            line("  runner-up: %s; %s cards, iteration %s s%s".formatted(option.setup(), Show.count(option.chips()),
                    Show.interval(option.iteration().seconds()), Show.doubt(TrainingPlan.margin(pod, option))));
        }
        TradeOffText.lines(pod).forEach(text -> line("  " + text));
        pod.nearest().forEach(nearest -> line("  the best that can be had: %s %s: %s".formatted(nearest.candidate(),
                nearest.constraint().label(), nearest.detail())));
        line("  looked at: %s setups, %s of them timed".formatted(Show.count(pod.candidates()), Show.count(pod.evaluated())));
        for (Rejection.Summary rejected : pod.rejections()) {
            line("  rejected: %s %s; nearest %s: %s".formatted(Show.count(rejected.count()), rejected.constraint().label(),
                    rejected.nearest().candidate(), rejected.nearest().detail()));
        }
        // Said once under the table.
        pod.notes().stream().filter(note -> !note.equals(TrainingRun.NOT_COUNTED)).forEach(note -> line("  note: " + note));
    }

    private void best(TrainingPodPlan pod, TrainingOption best) {
        IterationText.lines(best.iteration()).forEach(text -> line("  " + text));
        pod.strain().ifPresent(strain -> StrainText.lines(strain).forEach(text -> line("  " + text)));
        best.run().ifPresent(run -> line("  run: " + run(run)));
        line("  power: %s".formatted(best.bill().watts().isPresent()
                ? "%s kW, %s J per token (%s)".formatted(Show.rounded(best.bill().watts().getAsDouble() / 1e3),
                        Show.number(best.bill().joulesPerToken().orElse(0)), best.bill().wattsBasis())
                : "unknown: " + best.bill().wattsBasis()));
        // Prices are of the pod as it is sold, not as it was joined.
        Pod sold = catalog.findPod(pod.target().pod().id()).orElse(pod.target().pod());
        line("  price: " + BillText.of(sold, pod.job().chip(), best));
    }

    private String run(TrainingRun run) {
        return "%s days for %s tokens without faults%s%s".formatted(timed() ? Show.interval(run.days()) : Show.number(run.days().value()), tokens(run),
                run.joules().isPresent() ? ", " + Show.energy(run.joules().getAsDouble()) : "",
                run.dollars().isPresent() ? ", " + Show.tokens(run.dollars().getAsDouble()) + " USD of rent" : "");
    }

    /// Whether the time is predicted; with a time alone it is given, and the tokens are predicted.
    private boolean timed() {
        return plan.scenario().budget().tokens().isPresent() || plan.scenario().budget().seconds().isEmpty();
    }

    private static String tokens(TrainingRun run) {
        return run.tokens().low() == run.tokens().high() ? Show.tokens(run.tokens().value())
                : "%s (%s-%s)".formatted(Show.tokens(run.tokens().value()), Show.tokens(run.tokens().low()), Show.tokens(run.tokens().high()));
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }
}
