package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.diagnosis.Diagnosis;
import dev.podwright.diagnosis.Part;
import dev.podwright.diagnosis.RankTime;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// The charts of a diagnosis.
final class DiagnosisPictures {
    private static final int NAME = 44;
    private static final Map<String, Tone> TONES = Map.of("products", Tone.ONE, "attention", Tone.TWO, "routed experts", Tone.FIVE, "other kernels", Tone.FOUR, "communication, exposed", Tone.SIX,
            "copies", Tone.SEVEN, "device idle", Tone.FREE);

    private DiagnosisPictures() {}

    /// Where the step went, by kinds of time and by what was done.
    static Section parts(Diagnosis diagnosis) {
        List<String> rows = new ArrayList<>(List.of("measured", "expected"));
        if (diagnosis.scenario().isPresent()) {
            rows.add("scenario");
        }
        List<Chart.Bars.Stack> stacks = new ArrayList<>();
        List<List<String>> cells = new ArrayList<>();
        for (Part part : diagnosis.parts()) {
            List<Double> values = new ArrayList<>(List.of(part.measured() * DiagnosisReport.MILLI, part.expected().value() * DiagnosisReport.MILLI));
            part.predicted().ifPresent(p -> values.add(p.value() * DiagnosisReport.MILLI));
            stacks.add(new Chart.Bars.Stack(part.name(), TONES.getOrDefault(part.name(), Tone.EIGHT), values));
            List<String> row = new ArrayList<>(List.of(part.name(), Show.milliseconds(part.measured()), Show.interval(part.expected().times(DiagnosisReport.MILLI))));
            part.predicted().ifPresent(p -> row.add(Show.interval(p.times(DiagnosisReport.MILLI))));
            cells.add(row);
        }
        List<String> headings = new ArrayList<>(List.of("part", "measured ms", "expected ms"));
        if (diagnosis.scenario().isPresent()) {
            headings.add("scenario ms");
        }
        Figure byPart = new Figure("step-parts", "The step by what was done", "Measured, and below it the same operators at their prices without avoidable gaps"
                + (diagnosis.scenario().isPresent() ? ", and the step that the scenario predicts." : "."), new Chart.Bars(rows, stacks, "time of a step", "ms"), new Table("Milliseconds of a step", headings, cells));
        RankTime mean = mean(diagnosis.ranks());
        List<Chart.Bars.Stack> kinds = stacks(List.of(mean));
        Figure byKind = new Figure("step-kinds", "The step by what held it up", "Computing, communication that nothing hides, copies that nothing hides, and a device that waits for its host.",
                new Chart.Bars(List.of("step"), kinds, "time of a step", "ms"), new Table("Milliseconds of a step", List.of("kind", "ms", "share"),
                        kinds.stream().map(s -> List.of(s.name(), Show.milliseconds(s.values().getFirst() / DiagnosisReport.MILLI), Show.percent(s.values().getFirst() / (mean.step() * DiagnosisReport.MILLI)))).toList()));
        return new Section("step", "Where the step went", "Each moment belongs to what computes, else to what communicates, else to what copies, else to the host.", List.of(new Block.Picture(byKind), new Block.Picture(byPart)));
    }

    private static RankTime mean(List<RankTime> ranks) {
        return new RankTime("mean", "", 1, of(ranks, RankTime::step), of(ranks, RankTime::computing), of(ranks, RankTime::exposed), of(ranks, RankTime::overlapped), of(ranks, RankTime::copying),
                of(ranks, RankTime::idle), of(ranks, RankTime::waiting), of(ranks, RankTime::shortest), of(ranks, RankTime::longest));
    }

    private static double of(List<RankTime> ranks, ToDoubleFunction<RankTime> value) {
        return ranks.stream().mapToDouble(value).average().orElse(0);
    }

    /// Bars of ranks by kind of time.
    static List<Chart.Bars.Stack> stacks(List<RankTime> ranks) {
        List<Chart.Bars.Stack> stacks = List.of(stack("computing", Tone.ONE, ranks, RankTime::computing), stack("exposed communication", Tone.SIX, ranks, r -> r.exposed() - r.waiting()),
                stack("waiting for other ranks", Tone.THREE, ranks, RankTime::waiting), stack("copying", Tone.SEVEN, ranks, RankTime::copying), stack("idle", Tone.FREE, ranks, RankTime::idle));
        return stacks.stream().filter(s -> s.values().stream().anyMatch(v -> v > 0)).toList();
    }

    private static Chart.Bars.Stack stack(String name, Tone tone, List<RankTime> ranks, ToDoubleFunction<RankTime> seconds) {
        return new Chart.Bars.Stack(name, tone, ranks.stream().map(r -> Math.max(0, seconds.applyAsDouble(r)) * DiagnosisReport.MILLI).toList());
    }

    /// Measured times of the longest operators over their predicted intervals.
    static Section operators(Diagnosis diagnosis, int top) {
        List<Diagnosis.PricedOperator> shown = diagnosis.operators().stream().filter(o -> o.measured() > 0 && o.expected().low() > 0).limit(top).toList();
        List<String> names = new ArrayList<>();
        List<Interval> ratios = new ArrayList<>();
        List<Tone> tones = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Diagnosis.PricedOperator operator = shown.get(i);
            // How many times as long as predicted, with what the interval of the price leaves open.
            Interval ratio = operator.expected().under(operator.measured());
            names.add("%d. %s".formatted(i + 1, operator.name().length() <= NAME ? operator.name() : operator.name().substring(0, NAME - 3) + "..."));
            ratios.add(ratio);
            tones.add(ratio.low() > 1 ? Tone.THREE : Tone.ONE);
            rows.add(List.of("%d. %s".formatted(i + 1, operator.name()), Show.number(operator.count()), Show.number(operator.measured() * DiagnosisReport.MILLI),
                    Show.interval(operator.expected().times(DiagnosisReport.MILLI)), Show.number(ratio.value()) + "x"));
        }
        Table table = new Table("Operators with a price, longest first", List.of("operator", "times a step", "measured ms", "expected ms", "as long"), rows);
        Chart chart = new Chart.Ranges(names, ratios, tones, "measured over expected", "x", true, OptionalDouble.of(1), "as predicted");
        return new Section("operators", "Operators beside their prices", "The longest operators; whiskers are what the 90 % interval of the price leaves open.", List.of(new Block.Picture(new Figure("operator-ratios",
                "How many times as long as predicted", "Points whose whisker stays beyond 1 are slower than they should be; they stand out.", chart, table))));
    }
}
