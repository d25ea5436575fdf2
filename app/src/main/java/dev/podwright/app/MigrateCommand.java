package dev.podwright.app;

import dev.podwright.app.report.MigrationReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.knowledge.Knowledge;
import dev.podwright.migration.Migration;
import dev.podwright.migration.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright migrate`: what a move from NVIDIA to Ascend asks for.
@Command(name = "migrate", description = {"Say what moving a model or a profiled program from NVIDIA to Ascend asks for:", "what differs, what runs, how fast, what to do; with no options, an example."})
final class MigrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private MoveOptions move;

    @Mixin
    private MovedProfile profile;

    @Mixin
    private MovedWorkload workload;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private KnowledgeOptions knowledgeOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the report as Markdown, to paste into a ticket.")
    private Path markdown;

    @Mixin
    private ReportOption page;

    @Option(names = "--json", description = "Print the report as JSON (docs/schema/migration.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        Knowledge knowledge = knowledgeOptions.knowledge();
        Move asked = Move.of(spec, move, workload, profile, catalog, knowledge.support());
        Report found = new Migration(catalog, calibration, knowledge).report(asked.question());
        Report report = new Report(found.question(), found.targets(), notes(asked, found));
        if (markdown != null) {
            OutputFile.write(markdown, MigrationMarkdown.of(report) + Provenance.line(catalog, calibration));
            spec.commandLine().getErr().println("wrote " + markdown);
        }
        page.write(spec, catalog, calibration, asked.scenario().map(Yaml::write).orElse(""), origin -> MigrationReport.of(report, origin));
        if (json) {
            out.print(Json.text(MigrationJson.of(report, asked.scenario(), Provenance.json(catalog, calibration))));
        } else {
            out.print(MigrationText.of(report));
            out.print(Provenance.line(catalog, calibration));
        }
        return 0;
    }

    private List<String> notes(Move asked, Report found) {
        List<String> notes = new ArrayList<>(asked.notes());
        move.cann().flatMap(cann -> CannRelease.doubt(cann, found)).ifPresent(notes::add);
        notes.addAll(found.notes());
        return notes;
    }
}
