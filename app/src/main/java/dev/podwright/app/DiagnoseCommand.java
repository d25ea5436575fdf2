package dev.podwright.app;

import dev.podwright.app.report.DiagnosisReport;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.diagnosis.Diagnosis;
import dev.podwright.diagnosis.Diagnostician;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.network.fault.Condition;
import dev.podwright.plan.IterationQuestion;
import dev.podwright.plan.Subject;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Profiles;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Machine;
import dev.podwright.scenario.TrainingScenarioReader;
import dev.podwright.units.Cost;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `podwright diagnose`: why a profiled step is slower than it should be.
@Command(name = "diagnose", description = "Hold a profile against what its operators should take, and say what is slow, why, what to do and what it would gain.",
        exitCodeListHeading = "%nExit codes:%n", exitCodeList = {" 0:done", " 1:internal fault", " 2:bad input", " 3:the profile passes --fail-above"})
final class DiagnoseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROFILE", description = "A profile or a directory with one per rank: Kineto trace (.json, .json.gz), *_ascend_pt, ASCEND_PROFILER_OUTPUT, PROF_* of msprof, or one of their CSV files.")
    private Path profile;

    @Option(names = "--on", paramLabel = "ID", description = "The pod or chip that it ran on (default: what the profile says).")
    private String on;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private KnowledgeOptions knowledgeOptions;

    @Option(names = "--step", paramLabel = "NAME", description = "Only the step of this name, such as ProfilerStep#7 (default: the mean of all).")
    private String step = "";

    @Mixin
    private StepOptions scenario;

    @Option(names = "--fail-above", paramLabel = "SHARE",
            description = "Exit with 3 if the step exceeds the slow end of what is expected by more than this share of it, or if one finding would save more than it for certain; such as 10%%.")
    private String failAbove;

    @Option(names = "--top", defaultValue = "10", paramLabel = "N", description = "How many findings and operators to list (default: ${DEFAULT-VALUE}).")
    private int top;

    @Mixin
    private ReportOption report;

    @Option(names = "--json", description = "Print as JSON (docs/schema/diagnosis.schema.json).")
    private boolean json;

    @Override
    public Integer call() {
        Optional<Double> limit = limit();
        if (top < 1) {
            throw new InputException("--top is %d.".formatted(top), "Give at least 1.");
        }
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        List<Profile> profiles = Profiles.read(profile);
        List<String> notes = new ArrayList<>();
        Subject subject = subject(profiles, catalog, notes);
        Machine machine = Machine.of(subject.id(), subject.pod(), catalog, calibration);
        Diagnosis diagnosis = new Diagnostician(knowledgeOptions.knowledge()).diagnose(profiles, machine, predicted(subject, catalog, calibration), step);
        LimitCheck verdict = LimitCheck.of(diagnosis, limit);
        Shown shown = new Shown(diagnosis, profile.toString(), notes, verdict, top);
        report.write(spec, catalog, calibration, "", origin -> DiagnosisReport.of(diagnosis, shown.file(), shown.allNotes(), verdict.words(), top, origin));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.text(DiagnosisJson.of(shown, Provenance.json(catalog, calibration))));
        } else {
            out.print(DiagnosisText.of(shown));
            out.print(Provenance.line(catalog, calibration));
        }
        if (verdict.passed()) {
            spec.commandLine().getErr().println("podwright: " + verdict.words());
        }
        return verdict.passed() ? Failure.LIMIT_PASSED : 0;
    }

    /// What the outputs show.
    ///
    /// @param file as typed
    /// @param notes of the command, beside those of the diagnosis
    record Shown(Diagnosis diagnosis, String file, List<String> notes, LimitCheck verdict, int top) {
        List<String> allNotes() {
            List<String> all = new ArrayList<>(notes);
            all.addAll(diagnosis.notes());
            return all;
        }
    }

    private Optional<Double> limit() {
        if (failAbove == null) {
            return Optional.empty();
        }
        double share = Numbers.share("--fail-above", failAbove);
        if (!(share >= 0 && share < 1)) {
            throw new InputException("--fail-above is %s.".formatted(failAbove), "Give a share of the step from 0 to below 1, such as 10%.");
        }
        return Optional.of(share);
    }

    /// Where it ran: as asked, else as the profile says.
    private Subject subject(List<Profile> profiles, Catalog catalog, List<String> notes) {
        String device = profiles.stream().map(Profile::device).filter(d -> !d.isEmpty()).findFirst().orElse("");
        List<Chip> meant = new DeviceNames(catalog).chips(device);
        if (on == null && meant.isEmpty()) {
            throw new InputException(device.isEmpty() ? "%s does not say what it ran on.".formatted(profile) : "%s says it ran on \"%s\", which names no chip of the catalogue.".formatted(profile, device),
                    "Say where with --on, such as --on cloudmatrix384, --on ascend-910b2 or --on h100-sxm.");
        }
        Subject subject = Subject.of(on == null ? meant.getFirst().id() : on, catalog);
        if (on == null) {
            notes.add("The profile says it ran on %s: it is held against %s.".formatted(device, subject.id()));
        } else if (!meant.isEmpty() && !meant.contains(subject.rankChip()) && !meant.contains(subject.chip())) {
            notes.add("The profile says it ran on %s, which is %s and not %s: what follows holds one chip against another.".formatted(device, meant.getFirst().id(), on));
        }
        int ranks = ranks(profiles);
        if (ranks <= subject.pod().ranks()) {
            return subject;
        }
        if (catalog.findPod(subject.id()).isEmpty()) {
            throw new InputException("The job has %d ranks, more than one server of %s holds.".formatted(ranks, subject.id()),
                    "Say with --on which pod it ran on" + pods(subject, catalog) + ".");
        }
        Pod pod = catalog.joined(subject.pod(), Math.ceilDiv(ranks, subject.pod().ranks()) * subject.pod().chips());
        return new Subject(subject.id(), subject.chip(), catalog.rankChip(pod), pod);
    }

    private static String pods(Subject subject, Catalog catalog) {
        List<String> ids = catalog.podsOf(subject.chip().id()).stream().map(Pod::id).toList();
        return ids.isEmpty() ? "" : ": " + String.join(", ", ids);
    }

    /// Ranks that exchanges need room for.
    private static int ranks(List<Profile> profiles) {
        int most = profiles.size();
        for (Profile p : profiles) {
            most = Math.max(most, p.ranks().orElse(1));
            for (Use use : p.uses()) {
                most = Math.max(most, use.exchange().map(Use.Exchange::ranks).orElse(0));
            }
        }
        return most;
    }

    /// The step that a scenario predicts, if one is asked about.
    private Optional<Cost> predicted(Subject subject, Catalog catalog, Calibration calibration) {
        if (!scenario.asked()) {
            if (scenario.named()) {
                throw new InputException("--model says what ran, but not whether it decoded, prefilled or trained.", "Add --decode, --prefill or --training.");
            }
            return Optional.empty();
        }
        if (scenario.training()) {
            Purpose.TRAINING.refuse(spec, StepOptions::ofServing);
            Pod pod = subject.pod();
            boolean named = catalog.findPod(subject.id()).isPresent();
            List<Map<String, Object>> targets = List.of(Fields.given(named ? "pod" : "chip", named ? subject.id() : subject.chip().id(), "chips", pod.chips()));
            Node question = scenario.iteration(targets, _ -> null);
            return Optional.of(new IterationQuestion(new TrainingScenarioReader(catalog).read(question), catalog, calibration).answer().iteration().cost());
        }
        Purpose.SERVING.refuse(spec, StepOptions::ofTraining);
        if (!scenario.named()) {
            throw new InputException("No model is named.", "Such as --model deepseek-r1 --decode --batch 96.");
        }
        return Optional.of(scenario.step(subject.pod(), Condition.SOUND, catalog, calibration).answer().cost());
    }
}
