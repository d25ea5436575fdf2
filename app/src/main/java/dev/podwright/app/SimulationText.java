package dev.podwright.app;

import dev.podwright.cost.Bill;
import dev.podwright.simulation.ClassStatistics;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Quantiles;
import java.util.List;

/// A simulated run as text for people.
final class SimulationText {
    private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99, 0.999};

    private final StringBuilder out = new StringBuilder();
    private final SimulationResult r;

    private SimulationText(SimulationResult result) {
        this.r = result;
    }

    static String of(SimulationResult result) {
        SimulationText text = new SimulationText(result);
        text.question();
        text.notes();
        result.strain().ifPresent(strain -> StrainText.lines(strain).forEach(text::line));
        text.durations();
        text.sums();
        text.bill();
        text.out.append(SimulationTables.of(result));
        text.line("Step times as `explain` prices them, with the overheads fitted to the engine; without front end and routing skew of experts; layout lanes share requests evenly.");
        return text.out.toString();
    }

    private void question() {
        line("%s in %s on %s: %s, %s".formatted(r.scenario().model().id(), r.site().quantization().label(), r.podName(), r.deployment().label(), r.chips() == 1 ? "1 card" : Show.count(r.chips()) + " cards"));
        for (Pool pool : r.setup().pools()) {
            EngineRules rules = pool.rules();
            line("%s%s %s rules: %,d tokens a step, %,d sequences, cache of %s tokens a replica; router %s".formatted(role(pool), rules.name(), rules.version(), rules.budget(), rules.mostSequences(),
                    Show.count(pool.blocks() * rules.blockTokens()), (pool.role() == Pool.Role.DECODE ? r.setup().second() : r.setup().router()).label()));
        }
        line(r.traffic().recorded().map(name -> "trace %s: %s requests, %s a second over %s".formatted(name, Show.count(r.end().arrived()), Show.number(r.perSecond(r.end().arrived())),
                Show.seconds(r.end().seconds())))
                .orElseGet(() -> "%s; %s; %s requests over %s".formatted(MixText.question(r.scenario().demand().requests()), PlanText.load(r.scenario().demand().load()),
                        Show.count(r.end().arrived()), Show.seconds(r.end().seconds()))));
        r.traffic().source().remarks().forEach(this::line);
        line("");
    }

    static String role(Pool pool) {
        return switch (pool.role()) {
            case BOTH -> "";
            case PREFILL -> "P: ";
            case DECODE -> "D: ";
        };
    }

    private void notes() {
        List<String> notes = SimulationNotes.of(r);
        notes.forEach(this::line);
        if (!notes.isEmpty()) {
            line("");
        }
    }

    private void durations() {
        if (r.all().finished() == 0) {
            return;
        }
        Table table = new Table("", "mean", "p50", "p90", "p95", "p99", "p99.9", "max");
        row(table, "TTFT", r.all().ttft());
        row(table, "TPOT", r.all().tpot());
        row(table, "time between tokens", r.statistics().gaps());
        row(table, "end to end", r.all().endToEnd());
        row(table, "queueing", r.all().queueing());
        out.append(table);
        line("");
    }

    private static void row(Table table, String name, Quantiles q) {
        Object[] cells = new Object[SHARES.length + 3];
        cells[0] = name;
        cells[1] = Show.seconds(q.mean());
        for (int i = 0; i < SHARES.length; i++) {
            cells[2 + i] = Show.seconds(q.at(SHARES[i]));
        }
        cells[SHARES.length + 2] = Show.seconds(q.max());
        table.row(cells);
    }

    private void sums() {
        ClassStatistics all = r.all();
        line("finished     %s of %s requests, %s/s; preemptions %s%s".formatted(Show.count(all.finished()), Show.count(r.end().arrived()), Show.number(r.perSecond(all.finished())),
                Show.count(all.preemptions()), all.retries() == 0 ? "" : ", begun anew on another replica " + Show.count(all.retries())));
        line("throughput   %s output tokens/s (%s a card), %s prompt tokens/s, of them %s from the prefix cache".formatted(Show.number(r.perSecond(all.outputTokens())),
                Show.number(r.perSecond(all.outputTokens()) / r.chips()), Show.number(r.perSecond(all.inputTokens())), Show.percent(r.cached(all))));
        r.end().tiers().forEach(t -> line("cache tier   %s: %s prompt tokens loaded in %s, %s segments written".formatted(t.name(), Show.count(Math.round(t.hitTokens())),
                Show.seconds(t.seconds()), Show.count(t.written()))));
        line("goodput      %s requests/s: %s within the limits%s".formatted(Show.number(r.perSecond(all.good())), Show.percent(r.within(all)),
                r.limits().map(l -> " (TTFT %s, TPOT %s)".formatted(limit(l.ttft()), limit(l.tpot()))).orElse(" of their class")));
        line("replicas     busy %s of the time, %s sequences generating in a step, cache up to %s full".formatted(Show.percent(r.utilisation()),
                Show.number(r.statistics().meanDecoding()), Show.percent(r.replicas().all().stream().mapToDouble(p -> p.peakCacheUse()).max().orElse(0))));
    }

    static String limit(double seconds) {
        return Double.isInfinite(seconds) ? "any" : Show.seconds(seconds);
    }

    private void bill() {
        Bill bill = r.bill();
        if (bill.watts().isPresent()) {
            double joules = r.joules().orElseThrow();
            line("energy       at most %s kWh (%s kW of %s), %s of it while replicas ran%s".formatted(Show.number(joules / Show.JOULES_PER_KWH), Show.number(bill.watts().getAsDouble() / 1e3),
                    bill.wattsBasis(), Show.number(r.busyJoules().orElseThrow() / Show.JOULES_PER_KWH), bill.joulesPerToken().isEmpty() ? ""
                            : "; %s J per output token".formatted(Show.number(bill.joulesPerToken().getAsDouble()))));
        } else {
            line("energy       unknown: " + bill.wattsBasis());
        }
        line("cost         %s%s".formatted(r.prices(),
                bill.dollarsPerHour().isEmpty() ? "" : ", %s USD per hour".formatted(Show.number(bill.dollarsPerHour().getAsDouble()))));
        line("");
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }
}
