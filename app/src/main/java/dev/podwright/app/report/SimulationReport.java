package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.SimulationNotes;
import dev.podwright.app.SimulationResult;
import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Quantiles;
import dev.podwright.workload.Limits;
import dev.podwright.workload.RequestClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A simulated run as a page.
public final class SimulationReport {
    private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99, 0.999};

    private final SimulationResult r;

    private SimulationReport(SimulationResult result) {
        this.r = result;
    }

    public static Page of(SimulationResult result, Origin origin) {
        SimulationReport report = new SimulationReport(result);
        List<Section> sections = new ArrayList<>();
        sections.add(report.answer());
        if (result.all().finished() > 0) {
            sections.add(report.durations());
        }
        sections.add(RunOverTime.section(result));
        sections.add(RunByReplica.section(result));
        if (!result.statistics().classes().isEmpty()) {
            sections.add(report.classes());
        }
        sections.add(report.question());
        sections.add(origin.section(report.limits()));
        String title = "%s on %s, request by request".formatted(result.scenario().model().id(), result.podName());
        return new Page("simulate", title, report.lead(), sections);
    }

    private String lead() {
        ClassStatistics all = r.all();
        String partial = r.end().whole() ? "" : "The run was ended early: this is what was known by then. ";
        return all.finished() == 0 ? partial + "Nothing finished."
                : partial + "%s of %s requests got their answers in %s of simulated time; half of them had the first token within %s, 99 %% within %s.".formatted(
                        Show.count(all.finished()), Show.count(r.end().arrived()), Show.seconds(r.end().seconds()), Show.seconds(all.ttft().at(0.5)), Show.seconds(all.ttft().at(0.99)));
    }

    private Section answer() {
        List<Block> blocks = new ArrayList<>();
        List<String> notes = SimulationNotes.of(r);
        if (!notes.isEmpty()) {
            blocks.add(new Block.Points(notes));
        }
        blocks.add(new Block.Cards(RunHeadline.cards(r)));
        return new Section("answer", "The answer", "What the requests got and what it took.", blocks);
    }

    private Section durations() {
        List<List<String>> rows = new ArrayList<>();
        row(rows, "time to first token", r.all().ttft());
        row(rows, "time per output token", r.all().tpot());
        row(rows, "time between tokens", r.statistics().gaps());
        row(rows, "end to end", r.all().endToEnd());
        row(rows, "queueing", r.all().queueing());
        Table table = new Table("Mean, percentiles and longest", List.of("what", "mean", "p50", "p90", "p95", "p99", "p99.9", "longest"), rows);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Beside(RunDurations.pictures(r)));
        blocks.add(new Block.Rows(table));
        return new Section("durations", "How long requests took", "Steep curves far to the left are best; a long flat end to the right are the unlucky.", blocks);
    }

    private static void row(List<List<String>> rows, String name, Quantiles q) {
        List<String> cells = new ArrayList<>(List.of(name, Show.seconds(q.mean())));
        for (double share : SHARES) {
            cells.add(Show.seconds(q.at(share)));
        }
        cells.add(Show.seconds(q.max()));
        rows.add(cells);
    }

    private Section classes() {
        List<List<String>> rows = new ArrayList<>();
        List<RequestClass> names = r.scenario().demand().requests().classes();
        for (int i = 0; i < r.statistics().classes().size(); i++) {
            ClassStatistics c = r.statistics().classes().get(i);
            Limits limits = r.traffic().limits().get(i);
            rows.add(List.of(names.get(i).name(), Show.count(c.finished()), Show.count(c.arrived() - c.finished()), Show.seconds(c.ttft().at(0.5)), Show.seconds(c.ttft().at(0.99)),
                    Show.seconds(c.tpot().at(0.5)), Show.seconds(c.tpot().at(0.99)), Show.seconds(c.endToEnd().at(0.99)), limit(limits.ttft()), limit(limits.tpot()), Show.percent(r.within(c))));
        }
        return new Section("classes", "Class by class", "Each class against its own limits.", List.of(new Block.Rows(new Table("What each class got",
                List.of("class", "finished", "not finished", "TTFT p50", "TTFT p99", "TPOT p50", "TPOT p99", "end to end p99", "TTFT limit", "TPOT limit", "within both"), rows))));
    }

    static String limit(double seconds) {
        return Double.isInfinite(seconds) ? "-" : Show.seconds(seconds);
    }

    private Section question() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", r.scenario().model().id()));
        rows.add(List.of("precision", r.site().quantization().label()));
        rows.add(List.of("pod", r.podName()));
        rows.add(List.of("cards", Show.count(r.chips())));
        for (int i = 0; i < r.setup().pools().size(); i++) {
            Pool pool = r.setup().pools().get(i);
            EngineRules rules = pool.rules();
            rows.add(List.of("replicas, " + role(pool), "%d x %s".formatted(pool.replicas(), r.system(i).layout())));
            rows.add(List.of("engine rules", "%s %s (%s): %s tokens a step, %s sequences, cache of %s tokens a replica, prefix cache %s".formatted(rules.name(), rules.version(), rules.source(),
                    Show.count(rules.budget()), Show.count(rules.mostSequences()), Show.count(pool.blocks() * rules.blockTokens()), rules.prefixCaching() ? "on" : "off")));
        }
        rows.add(List.of("router", r.setup().router().label() + (r.deployment().apart() ? ", for generation " + r.setup().second().label() : "")));
        rows.add(List.of("requests", r.traffic().recorded().orElse("made by law, seed %d".formatted(r.setup().seed()))));
        rows.add(List.of("who asks", r.setup().clients().closed() ? "%s clients, each sending the next request when one is answered".formatted(Show.count(r.setup().clients().concurrency()))
                : "requests come by the clock, whatever becomes of those before them"));
        rows.add(List.of("limits", r.limits().map(l -> "TTFT %s, TPOT %s".formatted(limit(l.ttft()), limit(l.tpot()))).orElse("of each class")));
        List<Block> blocks = new ArrayList<>(List.of(new Block.Rows(new Table("What was asked", List.of("what", "value"), rows))));
        if (!r.traffic().source().remarks().isEmpty()) {
            blocks.add(new Block.Points(r.traffic().source().remarks()));
        }
        return new Section("question", "What was asked", "The system, the rules, the requests.", blocks);
    }

    static String role(Pool pool) {
        return switch (pool.role()) {
            case BOTH -> "prompts and generation";
            case PREFILL -> "prompts";
            case DECODE -> "generation";
        };
    }

    private List<String> limits() {
        return List.of("The same seed gives the same run to the last digit; another seed another one.",
                "Percentiles are exact to three digits, those of single windows to three in a hundred.",
                "Steps cost what %s prices; intervals of its kernel and link times do not show in percentiles of a run.".formatted("podwright explain"),
                "Energy is the published power of the cards over the whole run, busy or not: no source says what they draw idle.",
                "%s rules: what real engines decide in other ways is not modelled (docs/modelling-simulation.md).".formatted(
                        String.join(", ", r.setup().pools().stream().map(p -> p.rules().name().toLowerCase(Locale.ROOT)).distinct().toList())));
    }
}
