package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.CrossValidation;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.ModuleFit;
import dev.podwright.calibration.SeenRows;
import dev.podwright.calibration.ServingFit;
import dev.podwright.calibration.TrainingFit;
import dev.podwright.calibration.Transfer;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Bench;
import dev.podwright.validation.Calibrator;
import dev.podwright.validation.CollectiveFitter;
import dev.podwright.validation.DependenceFit;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.ExchangeFitter;
import dev.podwright.validation.TrainingCheck;
import dev.podwright.validation.TrainingRow;
import dev.podwright.validation.TrainingRows;
import dev.podwright.validation.serving.PointFit;
import dev.podwright.validation.serving.Points;
import dev.podwright.validation.serving.ServingCalibrator;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright calibrate`: fits the time laws to measured tables and writes the calibration file.
@Command(
        name = "calibrate",
        description = {"Fits the time laws of operators to a folder of measurements and writes a calibration file.",
            "The same folder and date give the same file, byte for byte."})
final class CalibrateCommand implements Runnable {
    private static final double PERCENT = 100;
    private static final double MICRO = 1e6;

    @Option(names = "--evidence", required = true, paramLabel = "DIR", description = "Folder that holds kernels/, collectives/ and training/.")
    private Path evidence;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Calibration file to write.")
    private Path out;

    @Option(names = "--serving-points", paramLabel = "FILE",
            description = "Also fit what serving steps take beyond their operators to serving/measured.csv, and write it.")
    private Path servingPoints;

    @Option(names = "--date", defaultValue = "undated", paramLabel = "DATE",
            description = "What the file says of when it was made (default: ${DEFAULT-VALUE}).")
    private String date;

    @Mixin
    private CatalogOptions catalogOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Catalog catalog = catalogOptions.catalog();
        Evidence measured = new Evidence(evidence);
        SeenRows.Builder seen = new SeenRows.Builder();
        List<CollectiveFit> collectives = collectives(measured, catalog);
        ExchangeResiduals exchanges = ExchangeResiduals.NONE;
        if (!collectives.isEmpty()) {
            exchanges = ExchangeFitter.fit(measured.part("collectives"), Bench.of(catalog), collectives);
            ExchangeFitter.seen(measured.part("collectives"), Bench.of(catalog), seen);
        }
        Calibration alone = new Calibrator(catalog::chip).calibrate(measured, date, collectives, exchanges, seen);
        Calibration components = DependenceFit.common(alone, measured, catalog);
        Calibration calibration = components.with(training(measured, catalog, components, seen)).withServing(serving(measured, catalog, components)).with(seen.build());
        OutputFile.write(out, calibration.json());
        if (servingPoints != null) {
            OutputFile.write(servingPoints, new Points(catalog, calibration, PointFit.NONE).fitted(measured).json());
        }
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(fits(calibration));
        terminal.println();
        terminal.print(transfers(calibration));
        terminal.println();
        terminal.print(crossValidations(calibration));
        terminal.println();
        terminal.print(modules(calibration));
        terminal.println();
        terminal.print(CollectiveFitter.table(calibration.collectives()));
        terminal.println();
        calibration.training().ifPresent(fit -> terminal.print(TrainingFitText.of(fit) + System.lineSeparator()));
        terminal.printf(Locale.ROOT, "errors of one step's operators: %.0f %% of the square common to all (%d training steps), %.0f %% of the rest to all of one fit (%,d products)%n",
                PERCENT * calibration.dependence().common(), calibration.dependence().steps(), PERCENT * calibration.dependence().alike(),
                calibration.dependence().products());
        terminal.printf(Locale.ROOT, "%d kernel and %d collective fits from %d rows of evidence %s written to %s, calibration %s%n",
                calibration.kernels().size(), calibration.collectives().size(), calibration.seen().rows(), calibration.evidence(), out, calibration.hash());
        terminal.flush();
    }

    /// Collectives are calibrated where they were measured; kernels alone make a calibration too.
    private List<CollectiveFit> collectives(Evidence measured, Catalog catalog) {
        if (!Files.isDirectory(measured.root().resolve("collectives"))) {
            spec.commandLine().getErr().println("podwright: " + evidence + " has no collectives/: published defaults stand in for them.");
            return List.of();
        }
        return CollectiveFitter.fit(measured.part("collectives"), Bench.of(catalog));
    }

    /// Overheads of training software are what whole iterations take beyond the kernels and collectives just fitted.
    private Optional<TrainingFit> training(Evidence measured, Catalog catalog, Calibration components, SeenRows.Builder seen) {
        if (!Files.isDirectory(measured.root().resolve("training"))) {
            spec.commandLine().getErr().println("podwright: " + evidence + " has no training/: training software is taken to cost nothing of its own.");
            return Optional.empty();
        }
        List<TrainingRow> rows = TrainingRows.read(measured, catalog).rows();
        Optional<TrainingFit> fit = new TrainingCheck(catalog, components).fit(rows);
        fit.ifPresent(_ -> TrainingRows.seen(measured, rows, seen));
        return fit;
    }

    /// Overheads of serving engines are what closed loops of clients take beyond the kernels and collectives just fitted.
    private Optional<ServingFit> serving(Evidence measured, Catalog catalog, Calibration components) {
        if (!Files.isDirectory(measured.root().resolve("serving"))) {
            spec.commandLine().getErr().println("podwright: " + evidence + " has no serving/: serving engines are taken to cost nothing of their own.");
            return Optional.empty();
        }
        return new ServingCalibrator(catalog, components).fit(measured);
    }

    private static Table fits(Calibration calibration) {
        Table table = new Table("chip", "operator", "stored", "computed", "rows", "held out by", "median %", "p90 %", "of peak",
                "of memory", "floor us", "kernel");
        for (KernelFit fit : calibration.kernels()) {
            table.row(fit.chip(), fit.operator().label(), fit.storage().label(), fit.compute().label(), fit.rows(), fit.heldOut(),
                    percent(fit.medianError()), percent(fit.p90Error()), share(fit.computeEfficiency()), share(fit.memoryEfficiency()),
                    String.format(Locale.ROOT, "%.1f", MICRO * fit.overhead()), fit.kernel());
        }
        return table;
    }

    private static Table transfers(Calibration calibration) {
        Table table = new Table("operator", "borrowed from", "formats", "cases", "median %", "p90 %");
        for (Transfer transfer : calibration.transfers()) {
            table.row(transfer.operator().label(), transfer.kinship().label(), transfer.samePrecision() ? "same" : "other",
                    transfer.cases(), percent(transfer.medianError()), percent(transfer.p90Error()));
        }
        return table;
    }

    private static Table modules(Calibration calibration) {
        Table table = new Table("chip", "block", "framework", "rows", "median %", "p90 %", "launches us", "of its operators");
        for (ModuleFit fit : calibration.modules()) {
            table.row(fit.subject().chip(), fit.subject().block(), fit.subject().kernel(), fit.rows(), percent(fit.medianError()), percent(fit.p90Error()),
                    String.format(Locale.ROOT, "%.1f", MICRO * fit.launch()), share(fit.scale()));
        }
        return table;
    }

    private static Table crossValidations(Calibration calibration) {
        Table table = new Table("operator", "held out", "chip", "rows", "bias %", "median %", "p90 %", "inside 90 % interval", "half width %");
        for (CrossValidation each : calibration.crossValidations()) {
            table.row(each.operator().label(), each.held().label(), each.chip().isEmpty() ? "all" : each.chip(), each.rows(),
                    percent(each.bias()), percent(each.medianError()), percent(each.p90Error()), percent(each.coverage()), percent(each.halfWidth()));
        }
        return table;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", PERCENT * share);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
