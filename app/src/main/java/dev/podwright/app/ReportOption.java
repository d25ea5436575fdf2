package dev.podwright.app;

import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The option that writes a report beside the other output.
final class ReportOption {
    private static final String NAME = "--html";
    private static final String UNUSED = "not used";

    @Option(names = NAME, paramLabel = "FILE", description = "Also write a report with charts: one HTML page that needs no network.")
    private Path file;

    /// Writes the page if one is asked for, and says so where it does not mix with the output.
    ///
    /// @param scenario as YAML, empty where the command line says everything
    void write(CommandSpec spec, Catalog catalog, Calibration calibration, String scenario, Function<Origin, Page> page) {
        if (file == null) {
            return;
        }
        write(spec, new Origin(Podwright.VERSION, catalog.hash(), calibration.hash(), calibration.date(), arguments(spec), scenario), page);
    }

    /// The same where catalogue and calibration are read only if they are needed.
    ///
    /// @param bare whether neither was needed for the answer
    void write(CommandSpec spec, boolean bare, Supplier<Catalog> catalog, Supplier<Calibration> calibration, Function<Origin, Page> page) {
        if (file != null && bare) {
            write(spec, new Origin(Podwright.VERSION, UNUSED, UNUSED, "", arguments(spec), ""), page);
        } else if (file != null) {
            write(spec, catalog.get(), calibration.get(), "", page);
        }
    }

    private void write(CommandSpec spec, Origin origin, Function<Origin, Page> page) {
        OutputFile.write(file, page.apply(origin).html());
        spec.commandLine().getErr().println("wrote " + file);
    }

    /// What was typed, without the name of the page: it does not change what stands in it.
    private static List<String> arguments(CommandSpec spec) {
        List<String> kept = new ArrayList<>();
        boolean name = false;
        for (String argument : spec.root().commandLine().getParseResult().originalArgs()) {
            if (!name && !argument.equals(NAME) && !argument.startsWith(NAME + "=")) {
                kept.add(argument);
            }
            name = !name && argument.equals(NAME);
        }
        kept.add(NAME);
        kept.add(spec.name() + ".html");
        return kept;
    }
}
