package dev.podwright.app;

import dev.podwright.app.report.CompareReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.plan.Comparison;
import dev.podwright.plan.Subject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `podwright compare`: is this chip comparable to that one, and for what?
@Command(name = "compare", description = "Set chips or pods side by side, operator by operator and for a workload.")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Chips (in a server of eight, joined by their own links) or pods.")
    private List<String> ids;

    @Option(names = "--reference", paramLabel = "ID", description = "What the others are measured against (default: a100-sxm-80 if named, else the last).")
    private String reference;

    @Option(names = "--model", defaultValue = "llama-3.1-70b", paramLabel = "NAME|FILE", description = "Model of the workload rows (default: ${DEFAULT-VALUE}).")
    private String model;

    @Mixin
    private ReportOption report;

    @Option(names = "--json", description = "Print the comparison as JSON (docs/schema/compare.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        if (ids.size() < 2) {
            throw new InputException("Only %s is named.".formatted(ids.getFirst()), "Name at least two chips or pods to compare.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        List<Subject> subjects = ids.stream().map(id -> Subject.of(id, catalog)).toList();
        int against = reference();
        Comparison operators = Comparison.of(subjects, catalog, calibration);
        List<WorkloadRow> workload = WorkloadRow.of(model, subjects, catalog, calibration);
        report.write(spec, catalog, calibration, "", origin -> CompareReport.of(operators, workload.stream().map(WorkloadRow::served).toList(), model,
                WorkloadRow.demand(), against, origin));
        if (json) {
            out.print(Json.text(CompareJson.of(operators, workload, model, against, catalog, calibration)));
        } else {
            out.print(CompareText.of(operators, workload, model, against));
            out.print(Provenance.line(catalog, calibration));
        }
        return 0;
    }

    private int reference() {
        if (reference == null) {
            int a100 = ids.indexOf("a100-sxm-80");
            return a100 >= 0 ? a100 : ids.size() - 1;
        }
        int index = ids.indexOf(reference);
        if (index < 0) {
            throw new InputException("The reference %s is not among the things compared.".formatted(reference), "Choose one of " + String.join(", ", ids) + ".");
        }
        return index;
    }
}
