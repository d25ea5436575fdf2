package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.FlowTimes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import dev.podwright.survey.Together;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What shares the links: exchanges at the same time, single flows.
final class NetworkFlows {
    private static final double MILLI = 1e3;
    private static final int STEPS = 100;
    private static final double PERCENT = 100;
    private static final List<Double> SHARES = List.of(0.0, 0.5, 0.9, 0.99, 1.0);

    private NetworkFlows() {}

    static Optional<Section> section(Survey survey) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < survey.systems().size(); i++) {
            Surveyed system = survey.systems().get(i);
            int index = i;
            for (int t = 0; t < system.together().size(); t++) {
                blocks.add(together("together-%d-%d".formatted(i, t), system.subject().id(), system.together().get(t)));
            }
            system.flows().ifPresent(flows -> blocks.add(flows(index, system.subject().id(), flows)));
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("flows", "At the same time", "What shares links gets its fair share of each.", blocks));
    }

    private static Block together(String id, String system, Together together) {
        List<String> rows = new ArrayList<>();
        List<Gantt.Slot> alone = new ArrayList<>();
        List<Gantt.Slot> shared = new ArrayList<>();
        List<List<String>> numbers = new ArrayList<>();
        for (Together.Part part : together.parts()) {
            String name = "%s of %s".formatted(OperationNames.of(part.operation()), ByteSizes.show(part.bytes()));
            alone.add(new Gantt.Slot(rows.size(), 0, part.alone() * MILLI, Show.seconds(part.alone())));
            rows.add(name + ", alone");
            shared.add(new Gantt.Slot(rows.size(), 0, part.shared() * MILLI, Show.seconds(part.shared())));
            rows.add(name + ", shared");
            numbers.add(List.of(name, Show.seconds(part.alone()), Show.seconds(part.shared()), Show.number(part.slowdown()) + "x"));
        }
        Gantt chart = new Gantt(rows, List.of(new Gantt.Kind("by itself", Tone.EIGHT, alone), new Gantt.Kind("sharing the links", Tone.ONE, shared)), "ms");
        return new Block.Picture(new Figure(id, "Begun together on " + system, "Each ends later than by itself as far as it shares links with the others.", chart,
                new Table("Begun together", List.of("exchange", "by itself", "sharing the links", "slower"), numbers)));
    }

    private static Block flows(int index, String system, FlowTimes flows) {
        List<Cumulative.Line> lines = new ArrayList<>(List.of(line("as built", Tone.series(0), flows.ends())));
        flows.conditioned().ifPresent(ends -> lines.add(line("under the condition", Tone.series(1), ends)));
        List<List<String>> rows = new ArrayList<>();
        for (double share : SHARES) {
            rows.add(List.of(share == 0 ? "first" : Show.number(share * PERCENT) + " %", Show.seconds(FlowTimes.quantile(flows.ends(), share)),
                    flows.conditioned().map(ends -> Show.seconds(FlowTimes.quantile(ends, share))).orElse("-")));
        }
        String caption = "%s flows of %s together%s.".formatted(Show.count(flows.flows()), ByteSizes.show(flows.bytes()), flows.tolerance() == 0 ? "" : ", times within " + Show.percent(flows.tolerance()));
        return new Block.Picture(new Figure("flows-" + index, "When single flows end on " + system, caption, new Cumulative(lines, "time", "ms", OptionalDouble.empty(), ""),
                new Table("When flows have ended", List.of("share", "as built", "under the condition"), rows)));
    }

    private static Cumulative.Line line(String name, Tone tone, double[] ends) {
        double[] ordered = ends.clone();
        Arrays.sort(ordered);
        List<Double> values = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int i = 1; i <= STEPS; i++) {
            int at = Math.max(0, (int) Math.ceil((double) i / STEPS * ordered.length) - 1);
            if (ordered[at] > 0) {
                values.add(ordered[at] * MILLI);
                shares.add(PERCENT * i / STEPS);
            }
        }
        return new Cumulative.Line(name, tone, values, shares);
    }
}
