package dev.podwright.app;

import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;
import dev.podwright.app.report.StrainSection;
import dev.podwright.app.report.TrainingReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Node;
import dev.podwright.plan.IterationQuestion;
import dev.podwright.schedule.Timeline;
import dev.podwright.scenario.TrainingQuestion;
import dev.podwright.scenario.TrainingScenarioReader;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import dev.podwright.training.TrainingJob;
import dev.podwright.units.Unit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one iteration of a training job costs, and why.
///
/// @param scenario the question, with a setup or without
/// @param timeline where the schedule goes, if it is asked for
record TrainingExplanation(Node scenario, Optional<Path> timeline) {
    private static final String SCHEMA = "podwright-training-explain/1";

    Answer answer(Catalog catalog, Calibration calibration) {
        TrainingQuestion question = new TrainingScenarioReader(catalog).read(scenario);
        IterationQuestion.Answer found = new IterationQuestion(question, catalog, calibration).answer();
        timeline.ifPresent(file -> OutputFile.write(file, ChromeTrace.of(found.iteration())));
        return new Answer() {
            @Override
            public boolean found() {
                return true;
            }

            @Override
            public String text() {
                return TrainingExplanation.text(question, found);
            }

            @Override
            public String json() {
                return Json.text(TrainingExplanation.this.json(question, found, catalog, calibration));
            }

            @Override
            public Page page(Origin origin) {
                return StrainSection.on(TrainingReport.of(found, question.defaults(), catalog, origin),
                        found.strain().map(s -> Map.of(found.iteration().job().pod().name(), s)).orElse(Map.of()));
            }
        };
    }

    private static String text(TrainingQuestion question, IterationQuestion.Answer found) {
        Iteration iteration = found.iteration();
        TrainingJob job = iteration.job();
        StringBuilder out = new StringBuilder();
        TrainingQuestionText.lines(question.scenario(), question.defaults()).forEach(text -> line(out, text));
        line(out, "on %s: %s on %s, %s".formatted(job.pod().name(), job.recipe().quantization().label(), job.rankChip().name(), job.software().name()));
        line(out, found.chosen() ? "the fastest setup found:" : "the setup asked for:");
        IterationText.speed(iteration).forEach(text -> line(out, "  " + text));
        found.strain().ifPresent(strain -> StrainText.lines(strain).forEach(text -> line(out, "  " + text)));
        List<StageRow> stages = stages(iteration);
        for (String table : List.of(stages.size() == 1 ? "" : IterationTables.stages(stages), IterationTables.communication(iteration),
                IterationTables.memory(iteration))) {
            if (!table.isEmpty()) {
                line(out, "");
                out.append(table);
            }
        }
        line(out, "usable: %s per rank".formatted(Show.gib(iteration.memory().usable())));
        line(out, "");
        out.append(CostText.of(iteration.cost(), Unit.MS));
        found.notes().forEach(note -> line(out, "  note: " + note));
        return out.toString();
    }

    private static List<StageRow> stages(Iteration iteration) {
        Timeline walked = new Trainer(iteration.job()).timeline(iteration.setup());
        return StageRow.of(iteration, walked);
    }

    private static void line(StringBuilder out, String text) {
        out.append(text.stripTrailing()).append(System.lineSeparator());
    }

    private Map<String, Object> json(TrainingQuestion question, IterationQuestion.Answer found, Catalog catalog, Calibration calibration) {
        Iteration iteration = found.iteration();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("made_with", Provenance.json(catalog, calibration));
        fields.put("scenario", scenario.plain());
        fields.put("defaults", question.defaults());
        fields.put("pod", iteration.job().pod().id());
        fields.put("name", iteration.job().pod().name());
        fields.put("rank_chip", iteration.job().rankChip().id());
        TrainingJson.job(iteration.job(), fields);
        fields.put("chosen", found.chosen());
        TrainingJson.iteration(iteration, fields);
        fields.put("stages", stages(iteration).stream().map(TrainingExplanation::stage).toList());
        fields.put("notes", found.notes());
        found.strain().ifPresent(strain -> fields.put("condition", StrainJson.of(strain)));
        return fields;
    }

    private static Map<String, Object> stage(StageRow row) {
        return Fields.given("stage", row.stage(), "holds", row.holds(), "works_s", row.busySeconds(), "waits_share", row.bubble(),
                "micro_batches_held", row.held());
    }
}
