package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.network.LinkType;
import dev.podwright.network.Routing;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Wired;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Question;
import dev.podwright.survey.Subject;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyor;
import dev.podwright.survey.log.Logs;
import dev.podwright.survey.log.MeasuredLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright network`: what exchanges between cards cost.
@Command(name = "network", description = {"Times of collectives over sizes on the networks of pods, sound or with what is broken;", "with no options, an example."})
final class NetworkCommand implements Callable<Integer> {
    private static final String EXAMPLE_POD = "cloudmatrix384";
    private static final String OPERATIONS = "all-reduce,all-to-all";
    private static final String SIZES = "1KiB..1GiB*32";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Option(names = {"--pod", "--pods"}, paramLabel = "ID", split = ",", description = "Pods, side by side where several are named.")
    private List<String> pods = List.of();

    @Option(names = "--chips", paramLabel = "N", description = "Chips to use of each pod: a part of it, or copies joined (default: the whole pod).")
    private Integer chips;

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

    @Option(names = "--measured", paramLabel = "FILE", description = "Lay the output of nccl-tests or hccl_test beside the prediction; may be repeated.")
    private List<Path> measured = List.of();

    @Option(names = "--list", description = "Show how cards and switches are joined instead: tiers, cables, what is assumed.")
    private boolean list;

    @Option(names = "--json", description = "Print the answer as JSON (docs/schema/network.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        Catalog catalog = catalogOptions.catalog();
        List<Subject> subjects = subjects(catalog);
        PrintWriter out = spec.commandLine().getOut();
        if (list && json) {
            out.print(Json.text(NetworkJson.topologies(subjects, Provenance.json())));
            return 0;
        }
        if (list) {
            out.print(subjects.stream().map(TopologyText::of).collect(Collectors.joining(System.lineSeparator())));
            return 0;
        }
        List<MeasuredLog> logs = measured.stream().flatMap(file -> Logs.read(file).stream()).toList();
        Survey survey = new Surveyor(calibrationOptions::calibration).survey(question(), subjects, logs);
        if (json) {
            out.print(Json.text(NetworkJson.of(survey, Provenance.json(catalog, calibrationOptions.calibration()))));
        } else {
            out.print(NetworkText.of(survey));
            out.print(Provenance.line(catalog, calibrationOptions.calibration()));
        }
        return 0;
    }

    private Question question() {
        if (stride < 1) {
            throw new InputException("--stride is %d.".formatted(stride), "Give a distance of at least 1.");
        }
        List<String> names = operations == null ? List.of(OPERATIONS.split(",")) : operations;
        // Who brings measurements asks about their sizes.
        List<Double> sizes = bytes == null && !measured.isEmpty() ? List.of() : ByteSizes.parse(bytes == null ? SIZES : bytes);
        return new Question(names.stream().map(OperationNames::named).distinct().toList(), sizes, ranks == null ? OptionalInt.empty() : OptionalInt.of(ranks), stride,
                Optional.empty(), Condition.SOUND, List.of(), false);
    }

    private List<Subject> subjects(Catalog catalog) {
        List<String> named = pods.isEmpty() ? List.of(EXAMPLE_POD) : pods;
        List<Subject> subjects = new ArrayList<>();
        for (String name : named) {
            var whole = catalog.pod(name);
            var pod = chips == null ? whole : catalog.joined(whole, chips);
            LinkType link = new LinkType("card-switch", 1, 0);
            Wired wired = new Wired(new LeafSpine(1, pod.ranks(), 0, link, link).build(pod.id()), IntStream.range(0, pod.ranks()).toArray(), new int[0], new Routing.Spray(), pod.assumptions());
            subjects.add(new Subject(name, Optional.of(pod), Optional.of(catalog.rankChip(pod)), wired));
        }
        return subjects;
    }
}
