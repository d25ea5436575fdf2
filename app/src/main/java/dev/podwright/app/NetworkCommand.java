package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.app.report.NetworkReport;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.Exchange;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Question;
import dev.podwright.survey.Subject;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyor;
import dev.podwright.survey.log.Logs;
import dev.podwright.survey.log.MeasuredLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright network`: what exchanges between cards cost.
@Command(name = "network", description = {"Times of collectives over sizes on the networks of pods, sound or with what is broken;", "with no options, an example."})
final class NetworkCommand implements Callable<Integer> {
    private static final String OPERATIONS = "all-reduce,all-to-all";
    private static final String SIZES = "1KiB..1GiB*32";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private SystemOptions systems;

    @Mixin
    private ConditionOptions conditions;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of what is drawn: faults, hashes, flows (default: 1).")
    private Long seed;

    @Option(names = {"--op", "--ops"}, paramLabel = "OP", split = ",",
            description = "Operations: all-reduce, all-gather, reduce-scatter, all-to-all, broadcast, send-receive (default: " + OPERATIONS + ").")
    private List<String> operations;

    @Option(names = "--bytes", paramLabel = "SIZES",
            description = "Sizes as nccl-tests counts them: 256MiB, 1KiB..1GiB (doubling), 1KiB..1GiB*4, or a list (default: " + SIZES + ").")
    private String bytes;

    @Option(names = "--ranks", paramLabel = "N", description = "Ranks of a group (default: all of the system).")
    private Integer ranks;

    @Option(names = "--stride", defaultValue = "1", paramLabel = "N", description = "Distance between neighbours of a group in rank order; the groups between do the same (default: ${DEFAULT-VALUE}).")
    private int stride;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "Force an algorithm, such as ring, tree, nhr, rhd, mesh, hierarchical, direct, pairwise (default: the library's choice).")
    private String algorithm;

    @Option(names = "--with", paramLabel = "OP:SIZE[:RANKS[xSTRIDE]]", description = "What runs beside the largest size of each operation, such as all-to-all:64MiB; may be repeated.")
    private List<String> with = List.of();

    @Option(names = "--faults", description = "Say also what one fault of each kind costs, at the largest size.")
    private boolean faults;

    @Option(names = "--flows", paramLabel = "FILE|random:N:SIZE-SIZE", description = "Single flows to their ends: drawn, or a CSV file of from,to,bytes[,start].")
    private String flows;

    @Option(names = "--tolerance", paramLabel = "SHARE", description = "Of the flows: how far times may be off, such as 1%% (default: exact).")
    private String tolerance;

    @Option(names = "--measured", paramLabel = "FILE", description = "Lay the output of nccl-tests or hccl_test beside the prediction; may be repeated.")
    private List<Path> measured = List.of();

    @Option(names = "--list", description = "Show how cards and switches are joined instead: tiers, cables, what is assumed.")
    private boolean list;

    @Option(names = "--json", description = "Print the answer as JSON (docs/schema/network.schema.json).")
    private boolean json;

    @Mixin
    private ReportOption report;

    @Override
    public Integer call() {
        // Read once and only if asked for: a topology of one's own needs neither.
        Supplier<Catalog> catalog = Once.of(catalogOptions::catalog);
        Supplier<Calibration> calibration = Once.of(calibrationOptions::calibration);
        Question question = question();
        List<Subject> subjects = systems.subjects(catalog);
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            out.print(json ? Json.text(NetworkJson.topologies(subjects, Provenance.json())) : subjects.stream().map(TopologyText::of).collect(Collectors.joining(System.lineSeparator())));
            return 0;
        }
        List<MeasuredLog> logs = measured.stream().flatMap(file -> Logs.read(file).stream()).toList();
        Survey survey = new Surveyor(calibration).survey(question, subjects, logs);
        boolean bare = systems.bare();
        if (json) {
            out.print(Json.text(NetworkJson.of(survey, bare ? Provenance.json() : Provenance.json(catalog.get(), calibration.get()))));
        } else {
            out.print(NetworkText.of(survey));
            out.print(bare ? Provenance.line() : Provenance.line(catalog.get(), calibration.get()));
        }
        report.write(spec, bare, catalog, calibration, origin -> NetworkReport.of(survey, origin));
        return 0;
    }

    private Question question() {
        if (stride < 1) {
            throw new InputException("--stride is %d.".formatted(stride), "Give a distance of at least 1.");
        }
        if (!conditions.incidents().isEmpty()) {
            throw new InputException("--fail %s names a time.".formatted(conditions.incidents().getFirst()), "Incidents in time are of podwright simulate; say what is down throughout, such as leaf:3.");
        }
        boolean plain = operations == null && bytes == null;
        List<String> names = operations == null ? List.of(OPERATIONS.split(",")) : operations;
        // Who brings measurements or flows asks about those.
        List<Double> sizes = plain && (!measured.isEmpty() || flows != null) ? List.of() : ByteSizes.parse(bytes == null ? SIZES : bytes);
        return new Question(names.stream().map(OperationNames::named).distinct().toList(), sizes, ranks == null ? OptionalInt.empty() : OptionalInt.of(ranks), stride,
                Optional.ofNullable(algorithm), conditions.condition(seed), with.stream().map(Exchange::parse).toList(), flowsAsked(), faults);
    }

    private Optional<Question.Flows> flowsAsked() {
        if (flows == null && tolerance != null) {
            throw new InputException("--tolerance is of single flows, and there are none.", "Ask for some with --flows, such as random:15488:1MB-100MB.");
        }
        return Optional.ofNullable(flows).map(f -> new Question.Flows(f, share()));
    }

    private double share() {
        double share = tolerance == null ? 0 : Numbers.share("--tolerance", tolerance);
        if (!(share >= 0 && share < 1)) {
            throw new InputException("--tolerance is %s.".formatted(tolerance), "Give a share from 0 (exact) to below 1, such as 1%.");
        }
        return share;
    }
}
