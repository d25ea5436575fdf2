package dev.podwright.app;

import dev.podwright.simulation.Setup;
import java.lang.reflect.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// What a simulation writes beside its answer.
final class OutputOptions {
    @Option(names = "--requests", paramLabel = "FILE", description = "Write what each request got: .csv or .csv.gz.")
    private Path requests;

    @Option(names = "--timeline", paramLabel = "FILE", description = "Write steps, queues and the first requests as a Chrome trace (opens in Perfetto).")
    private Path timeline;

    @Option(names = "--json", description = "Print the result as JSON (docs/schema/simulation.schema.json).")
    private boolean json;

    boolean json() {
        return json;
    }

    /// The files asked for, open.
    ///
    /// @param classes names of the classes of requests
    /// @param notes takes sentences about files that do not hold everything
    SimulationFiles files(List<String> classes, Setup setup, Consumer<String> notes) {
        SimulationFiles files = new SimulationFiles();
        if (requests != null) {
            files.requests(requests, classes);
        }
        if (timeline != null) {
            files.timeline(timeline, setup, notes);
        }
        return files;
    }

    /// Whether an option is one of these: they do not change what is simulated.
    static boolean declares(OptionSpec option) {
        return option.userObject() instanceof Member member && (member.getDeclaringClass() == OutputOptions.class || member.getDeclaringClass() == ReportOption.class);
    }
}
