package dev.podwright.app;

import dev.podwright.fabric.Fabric;
import dev.podwright.layout.Seating;
import dev.podwright.model.Parameters;
import dev.podwright.plan.Confirmation;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Option;
import dev.podwright.plan.Plan;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.Rejection;
import dev.podwright.plan.Site;
import dev.podwright.scenario.Scenario;
import dev.podwright.units.Interval;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import java.util.Map;

/// A plan as text for people.
final class PlanText {
    private static final double BILLION = 1e9;

    private final StringBuilder out = new StringBuilder();
    private final Plan plan;
    private final Map<Option, Confirmation> confirmed;

    private PlanText(Plan plan, Map<Option, Confirmation> confirmed) {
        this.plan = plan;
        this.confirmed = confirmed;
    }

    /// @param confirmed simulated options, if any
    static String of(Plan plan, Map<Option, Confirmation> confirmed) {
        PlanText text = new PlanText(plan, confirmed);
        text.question(plan.scenario());
        text.table();
        text.line("Means of steady arrivals under vLLM (on Ascend its plugin), its fitted overheads counted; TTFT without start bursts and front end (docs/accuracy.md).");
        text.line(plan.winner().isPresent() ? "Winner: " + plan.reason() : plan.reason());
        plan.pods().forEach(text::pod);
        return text.out.toString();
    }

    private void question(Scenario scenario) {
        line("%s (%s B parameters, %s B per token): %s; %s; %s".formatted(
                scenario.model().id(), Show.number(Parameters.total(scenario.model()) / BILLION),
                Show.number(Parameters.active(scenario.model()) / BILLION), MixText.question(scenario.demand().requests()),
                load(scenario.demand().load()), limits(scenario.demand().limits())));
        scenario.model().remarks().forEach(remark -> line("  note: " + remark));
        scenario.demand().requests().remarks().forEach(remark -> line("  note: " + remark));
        line("");
    }

    static String load(Load load) {
        return switch (load) {
            case Load.Rate rate -> Show.number(rate.perSecond()) + " requests/s";
            case Load.Concurrency c -> Show.number(c.inFlight()) + " requests in flight";
            case Load.Saturating _ -> "as many requests as the chips can serve";
        };
    }

    private static String limits(Limits limits) {
        return "mean TTFT %s, mean TPOT %s".formatted(limit(limits.ttft()), limit(limits.tpot()));
    }

    private static String limit(double seconds) {
        return Double.isInfinite(seconds) ? "unlimited" : "<= " + Show.seconds(seconds);
    }

    private void table() {
        Table table = new Table("pod", "precision", "cards", "deployment", "TTFT ms", "TPOT ms", "requests/s", "out tok/s/card", "kW");
        boolean chipsOnly = plan.pods().stream().flatMap(p -> p.best().stream()).anyMatch(o -> o.bill().chipsOnly());
        for (PodPlan pod : plan.pods()) {
            if (pod.best().isEmpty()) {
                table.row(name(pod), pod.site().quantization().label(), "-", "nothing meets the demand", "-", "-", "-", "-", "-");
                continue;
            }
            Option best = pod.best().get();
            table.row(name(pod), pod.site().quantization().label(), cards(pod, best), best.deployment().label(),
                    Show.interval(best.performance().ttft().times(1e3)), Show.interval(best.performance().tpot().times(1e3)),
                    Show.interval(best.performance().requestsPerSecond()), Show.interval(perCard(pod, best)), power(best) + (best.bill().chipsOnly() ? " *" : ""));
        }
        line(table.toString());
        if (chipsOnly) {
            line("* chips only; a pod's power counts hosts and network.");
        }
        for (Plan.Unfit unfit : plan.unfit()) {
            line("%s cannot be planned: %s %s".formatted(unfit.target().pod().id(), unfit.reason(), unfit.mend()));
        }
    }

    private String cards(PodPlan pod, Option option) {
        int counted = plan.cards(pod, option);
        return Show.count(option.chips()) + (counted == option.chips() ? "" : " of " + Show.count(counted));
    }

    private static String name(PodPlan pod) {
        return pod.target().pod().id() + (pod.site().rankChip().announced() ? " (announced)" : "");
    }

    private Interval perCard(PodPlan pod, Option option) {
        return option.performance().requestsPerSecond().times(plan.scenario().demand().lengths().output() / plan.cards(pod, option));
    }

    private static String power(Option option) {
        return option.bill().watts().isPresent() ? Show.number(option.bill().watts().getAsDouble() / 1e3) : "unknown";
    }

    private void pod(PodPlan pod) {
        Site site = pod.site();
        line("");
        line("%s: %s on %s".formatted(pod.target().pod().name(), site.quantization().label(), site.rankChip().name()));
        line("  precision: " + site.precision().reason());
        pod.best().ifPresent(best -> best(pod, best));
        for (Option option : pod.runnersUp()) {
            line("  runner-up: %s, %s cards, TTFT %s ms, TPOT %s ms%s".formatted(option.deployment().label(), Show.count(option.chips()),
                    Show.interval(option.performance().ttft().times(1e3)), Show.interval(option.performance().tpot().times(1e3)), Show.doubt(plan.margin(pod, option))));
            confirmation(option, "    ");
        }
        pod.nearest().forEach(nearest -> line("  the best that can be had: %s %s: %s".formatted(nearest.candidate(),
                nearest.constraint().label(), nearest.detail())));
        for (Rejection.Summary out : pod.rejections()) {
            line("  rejected: %s %s; nearest %s: %s".formatted(Show.count(out.count()), out.constraint().label(), out.nearest().candidate(),
                    out.nearest().detail()));
        }
        site.assumptions(pod.target().pod()).forEach(assumption -> line("  assumed: " + assumption));
    }

    private void best(PodPlan pod, Option best) {
        line("  decode step %s: %s".formatted(Show.seconds(best.decodeStep().seconds()), Breakdown.inWords(best.decodeStep())));
        line("  one prompt %s: %s".formatted(Show.seconds(best.prefill().seconds()), Breakdown.inWords(best.prefill())));
        line("  batch: %s sequences per attention group; memory per rank: %s".formatted(Show.number(best.decoding()),
                Breakdown.memory(best.memory(), best.cachedSequences())));
        placement(best.deployment(), pod.site().fabric());
        pod.strain().ifPresent(strain -> StrainText.lines(strain).forEach(text -> line("  " + text)));
        line("  could serve %s requests/s within the limits%s".formatted(Show.interval(best.capacity()), atSlowEnd(best)));
        MixText.answer(plan.scenario().demand(), best.performance()).forEach(row -> line("  " + row));
        confirmation(best, "  ");
        line("  power: %s".formatted(best.bill().watts().isPresent()
                ? "%s kW, %s J per output token (%s)".formatted(power(best), Show.number(best.bill().joulesPerToken().orElse(0)), best.bill().wattsBasis())
                : "unknown: " + best.bill().wattsBasis()));
        line("  price: " + BillText.of(pod.target().pod(), pod.site().chip(), best));
    }

    private void placement(Deployment deployment, Fabric fabric) {
        switch (deployment) {
            case Deployment.Aggregated d -> line("  placement: " + Seating.of(d.layout(), fabric).words());
            case Deployment.Disaggregated d -> line("  placement: prefill %s; decode %s".formatted(Seating.of(d.prefill(), fabric).words(), Seating.of(d.decode(), fabric).words()));
        }
    }

    private void confirmation(Option option, String indent) {
        if (confirmed.containsKey(option)) {
            line(indent + ConfirmationText.of(confirmed.get(option)));
        }
    }

    /// What a rate would need if everything ran at the slow end of its interval.
    private String atSlowEnd(Option best) {
        if (!(plan.scenario().demand().load() instanceof Load.Rate rate) || best.capacity().low() >= rate.perSecond()) {
            return "";
        }
        double cards = Math.ceil(best.chips() * rate.perSecond() / best.capacity().low());
        return "; at the slow end of the interval the rate needs about %s cards".formatted(Show.count((long) cards));
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }
}
