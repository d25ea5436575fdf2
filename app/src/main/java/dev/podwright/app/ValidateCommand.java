package dev.podwright.app;

import dev.podwright.app.accuracy.AccuracyPage;
import dev.podwright.app.report.JudgeReport;
import dev.podwright.app.report.Points;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.PublishedCheck;
import dev.podwright.validation.RowHash;
import dev.podwright.validation.judge.Judge;
import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Kind;
import dev.podwright.validation.judge.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright validate`: how far can I trust these numbers?
@Command(name = "validate", description = {"Predict measurements and show how far off the predictions are: every row of a folder of evidence,",
    "or without one the published results that ship with podwright."})
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private ReportOption report;

    @Option(names = "--evidence", paramLabel = "DIR",
            description = "Folder with kernels/, collectives/, training/ and serving/ (docs/validation.md has the columns); what is missing is skipped.")
    private Path evidence;

    @Option(names = "--kind", paramLabel = "KIND", split = ",",
            description = "Only these kinds: gemm, attention_prefill, attention_decode, mla, moe, module, published_kernel, collective, expert_parallel,"
                    + " training, serving (with serving_unsure); may be repeated.")
    private List<String> kinds;

    @Option(names = "--rows", paramLabel = "FILE", description = "Also write one line of CSV for each measured figure.")
    private Path rows;

    @Option(names = "--report", paramLabel = "FILE",
            description = "Also write the page on accuracy in Markdown, with pictures in the folder pictures beside it; needs --evidence.")
    private Path page;

    @Option(names = "--json", description = "Print groups, totals and the worst rows as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        Judge judge = new Judge(catalog, calibration, row -> calibration.seen().contains(RowHash.of(row)));
        Points points = new Points();
        Set<Kind> chosen = kinds();
        if (page != null && evidence == null) {
            throw new InputException("--report tells of a folder of evidence, and none was given.", "Add --evidence DIR.");
        }
        AccuracyPage.Draft draft = new AccuracyPage.Draft();
        if (evidence == null) {
            List<PublishedCheck.Outcome> outcomes = new PublishedCheck(catalog, calibration).bundled();
            Verdict verdict = judged(points, each -> judge.judge(outcomes, chosen, each));
            List<PublishedCheck.Outcome> shown = outcomes.stream().filter(o -> chosen.contains(PublishedText.kind(o))).toList();
            out.print(json ? Json.text(VerdictJson.of(verdict, catalog, calibration, shown)) : PublishedText.of(shown));
            write(points, verdict, "the published results that ship with podwright", catalog, calibration);
        } else {
            Evidence folder = new Evidence(evidence);
            Verdict verdict = judged(points, each -> judge.judge(folder, chosen, page == null ? each : each.andThen(draft)));
            page(draft, verdict, folder, catalog, calibration);
            if (json) {
                out.print(Json.text(VerdictJson.of(verdict, catalog, calibration, List.of())));
            } else {
                out.print(chosen.contains(Kind.TRAINING) ? LayerText.of(folder, catalog, calibration) : "");
                out.print(VerdictText.of(verdict));
            }
            write(points, verdict, evidence.toString(), catalog, calibration);
        }
        if (!json) {
            out.print(Provenance.line(catalog, calibration));
        }
        return 0;
    }

    /// Judges, and writes the rows while it does.
    private Verdict judged(Points points, Function<Consumer<JudgedRow>, Verdict> judging) {
        if (rows == null) {
            return judging.apply(points);
        }
        RowsFile file = new RowsFile();
        Verdict verdict = file.write(rows, lines -> judging.apply(points.andThen(lines)));
        spec.commandLine().getErr().println("wrote " + rows);
        return verdict;
    }

    private void page(AccuracyPage.Draft draft, Verdict verdict, Evidence folder, Catalog catalog, Calibration calibration) {
        if (page == null) {
            return;
        }
        String published = "```text\n" + PublishedText.of(new PublishedCheck(catalog, calibration).bundled()).strip() + "\n```";
        String layers = LayerText.of(folder, catalog, calibration).strip();
        AccuracyPage.Written written = draft.written(verdict, calibration, Provenance.line(catalog, calibration).strip(),
                Map.of("published", published, "layers", layers.isEmpty() ? "No single layers in this folder." : "```text\n" + layers + "\n```"));
        OutputFile.write(page, written.page());
        Path pictures = page.toAbsolutePath().resolveSibling("pictures");
        OutputFile.directory(pictures);
        written.pictures().forEach((name, svg) -> OutputFile.write(pictures.resolve(name), svg));
        spec.commandLine().getErr().println("wrote " + page + " and " + written.pictures().size() + " pictures in " + pictures);
    }

    private void write(Points points, Verdict verdict, String of, Catalog catalog, Calibration calibration) {
        report.write(spec, catalog, calibration, "", origin -> JudgeReport.of(verdict, points, of, origin));
    }

    private Set<Kind> kinds() {
        if (kinds == null) {
            return EnumSet.allOf(Kind.class);
        }
        Set<Kind> chosen = EnumSet.noneOf(Kind.class);
        List<String> known = Arrays.stream(Kind.values()).map(Kind::label).toList();
        for (String kind : kinds) {
            chosen.add(Kind.of(kind).orElseThrow(() -> new InputException("--kind: there is no kind %s.".formatted(kind),
                    (Nearest.maybe(kind, known) + " Kinds are: " + String.join(", ", known) + ".").strip())));
        }
        return chosen;
    }
}
