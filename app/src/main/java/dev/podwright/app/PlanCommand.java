package dev.podwright.app;

import dev.podwright.app.report.PlanReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Node;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Planner;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.ScenarioReader;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright plan`: which pod, how many cards, which layout.
@Command(name = "plan", description = "Find the best way to serve a model on each pod; with no options, an example.")
final class PlanCommand implements Callable<Integer> {
    /// Exit code when no pod meets the demand: the answer is printed, but it is a no.
    private static final int NOTHING_MEETS = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions options;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private ReportOption report;

    @Option(names = "--json", description = "Print the plan as JSON (docs/schema/plan.schema.json).")
    private boolean json;

    @Option(names = "--print-scenario", description = "Print the scenario that these options make, and stop.")
    private boolean printScenario;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Node document = options.scenario();
        if (printScenario) {
            out.print(Yaml.write(document));
            return 0;
        }
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        Scenario scenario = new ScenarioReader(catalog).read(document);
        Plan plan = new Planner(catalog, calibration).plan(scenario);
        report.write(spec, catalog, calibration, Yaml.write(document), origin -> PlanReport.of(plan, origin));
        if (json) {
            out.print(Json.text(PlanJson.of(plan, document, catalog, calibration)));
        } else {
            out.print(PlanText.of(plan));
            out.print(Provenance.line(catalog, calibration));
        }
        return plan.winner().isPresent() ? 0 : NOTHING_MEETS;
    }
}
