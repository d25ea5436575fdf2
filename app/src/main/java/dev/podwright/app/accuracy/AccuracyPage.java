package dev.podwright.app.accuracy;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.SeenRows;
import dev.podwright.validation.judge.Accuracy;
import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Kind;
import dev.podwright.validation.judge.Metric;
import dev.podwright.validation.judge.Score;
import dev.podwright.validation.judge.Verdict;
import dev.podwright.validation.judge.Whole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes the page on accuracy with its pictures from the judged rows of a folder of evidence.
public final class AccuracyPage {
    private static final int LEAST_ROWS = 50;
    private static final int WORST = 3;

    private final Calibration calibration;
    private final HeldOut heldOut;
    private final Ledger ledger;
    private final Verdict verdict;

    private AccuracyPage(Calibration calibration, Ledger ledger, Verdict verdict) {
        this.calibration = calibration;
        this.heldOut = new HeldOut(calibration);
        this.ledger = ledger;
        this.verdict = verdict;
    }

    /// Takes judged rows, one by one, until the verdict is known.
    public static final class Draft implements Consumer<JudgedRow> {
        private final Ledger ledger = new Ledger();

        @Override
        public void accept(JudgedRow row) {
            ledger.add(row);
        }

        /// @param made with what the page was made, in a sentence
        /// @param parts what the command prints elsewhere: `published` results of whole systems, `layers` of training
        public Written written(Verdict verdict, Calibration calibration, String made, Map<String, String> parts) {
            AccuracyPage page = new AccuracyPage(calibration, ledger, verdict);
            Map<String, String> pictures = new LinkedHashMap<>();
            ledger.clouds().forEach((kind, cloud) -> pictures.put(file(kind), CloudPicture.of(Aims.of(kind).title(), Ledger.pictured(kind).label(), cloud)));
            return new Written(page.filled(made, parts), pictures);
        }
    }

    /// What is written.
    ///
    /// @param pictures SVG by the name of its file, which stands in the folder `pictures` beside the page
    public record Written(String page, Map<String, String> pictures) {}

    private static String file(Kind kind) {
        return "accuracy-%s.svg".formatted(kind.label().replace('_', '-'));
    }

    private String filled(String made, Map<String, String> printed) {
        Map<String, String> parts = new LinkedHashMap<>(printed);
        parts.put("made", made);
        parts.put("seen", Markdown.count(calibration.seen().rows()));
        parts.put("false_positives", Markdown.percent(SeenRows.FALSE_POSITIVES) + " %");
        parts.put("dependence", dependence());
        parts.put("kinds", kinds());
        parts.put("noise", noise());
        parts.put("held_out", heldOut.table());
        parts.put("pictures", ledger.clouds().keySet().stream().map(k -> "![%s: predicted against measured](pictures/%s)".formatted(Aims.of(k).title(), file(k)))
                .collect(Collectors.joining("\n\n")));
        parts.put("groups", groups());
        parts.put("least", Integer.toString(LEAST_ROWS));
        parts.put("worst", worst());
        parts.put("causes", causes());
        parts.put("left_out", leftOut());
        String text = template();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            text = text.replace("{{" + part.getKey() + "}}", part.getValue());
        }
        return text;
    }

    private static String template() {
        try (InputStream in = AccuracyPage.class.getResourceAsStream("accuracy.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The resource accuracy.md cannot be read.", e);
        }
    }

    private String dependence() {
        if (calibration.dependence().steps() == 0) {
            return "How far they are is not in this calibration: errors under one fit are taken for one, those of different fits for independent.";
        }
        return String.format(Locale.ROOT, "Of the squared error of an operator %.0f %% is common to all operators on the chip (the least with which nine in ten of %,d measured"
                + " training steps lie in their intervals), and of the rest %.0f %% is common to all shapes under one fit (the correlation of held-out errors of %,d products).",
                100 * calibration.dependence().common(), calibration.dependence().steps(), 100 * calibration.dependence().alike(), calibration.dependence().products());
    }

    private String kinds() {
        Markdown table = new Markdown("kind", "metric", "rows", "predicted %", "aim", "cross-validated %", "aim met", "seen rows %", "new rows %", "bias %", "in interval %", "half-width %", "null %");
        TreeMap<Kind, TreeMap<Metric, Map<Boolean, Score>>> byKind = new TreeMap<>();
        verdict.totals().forEach((whole, score) -> byKind.computeIfAbsent(whole.kind(), _ -> new TreeMap<>()).computeIfAbsent(whole.metric(), _ -> new TreeMap<>())
                .put(whole.inSample(), score));
        byKind.forEach((kind, metrics) -> metrics.forEach((metric, scores) -> {
            boolean main = metric == Ledger.pictured(kind);
            Optional<Accuracy> seen = Optional.ofNullable(scores.get(true)).flatMap(Score::accuracy);
            Optional<Accuracy> fresh = Optional.ofNullable(scores.get(false)).flatMap(Score::accuracy);
            Optional<Accuracy> told = seen.filter(s -> fresh.isEmpty() || s.rows() > fresh.get().rows()).or(() -> fresh);
            int rows = scores.values().stream().mapToInt(Score::rows).sum();
            int sufficient = rows - scores.values().stream().mapToInt(Score::insufficientRows).sum();
            int unpredicted = scores.values().stream().mapToInt(Score::unpredictedRows).sum();
            table.row(Aims.of(kind).title(), metric.label(), Markdown.count(rows), sufficient == 0 ? "-" : Markdown.percent(1 - (double) unpredicted / sufficient),
                    main ? Aims.of(kind).words() : "-", main ? heldOut.of(kind) : "-",
                    main ? heldOut.met(kind).or(() -> fresh.map(a -> Aims.of(kind).met(a.median(), a.p90()))).orElse("-") : "-", errors(seen), errors(fresh), told.map(a -> Markdown.percent(a.bias())).orElse("-"),
                    told.map(a -> Markdown.percent(a.coverage())).orElse("-"), told.map(a -> Markdown.percent(a.halfWidth())).orElse("-"),
                    told.filter(a -> a.nullMedian().isPresent()).map(a -> Markdown.pair(a.nullMedian().getAsDouble(), a.nullP90().orElse(0))).orElse("-"));
        }));
        return table + "\n\nWhether an aim is met is told by the cross-validated errors, where nothing is fitted to a kind by those of new rows. Bias, intervals and the null (constant MFU) are those of the larger of seen and new rows.";
    }

    private static String errors(Optional<Accuracy> accuracy) {
        return accuracy.map(a -> "%s (%s)".formatted(Markdown.pair(a.median(), a.p90()), Markdown.count(a.rows()))).orElse("-");
    }

    private String noise() {
        Markdown table = new Markdown("noise floor of", "metric", "repeated", "rows", "median / p90 %");
        verdict.noise().forEach(n -> table.row(Aims.of(n.kind()).title(), n.metric().label(), Markdown.count(n.repeated()), Markdown.count(n.rows()), Markdown.pair(n.median(), n.p90())));
        return table.empty() ? "Nothing in this folder was measured twice." : table.toString();
    }

    private String groups() {
        StringBuilder text = new StringBuilder();
        Map<Kind, Markdown> tables = new TreeMap<>();
        ledger.operations().forEach((cell, score) -> score.accuracy().ifPresent(a -> tables.computeIfAbsent(cell.kind(), _ -> new Markdown("operation", "chip", "metric", "rows are", "rows",
                "bias %", "median / p90 %", "in interval %", "half-width %")).row(cell.op(), cell.chip(), cell.metric().label(), cell.seen() ? "seen" : "new", Markdown.count(a.rows()),
                Markdown.percent(a.bias()), Markdown.pair(a.median(), a.p90()), Markdown.percent(a.coverage()), Markdown.percent(a.halfWidth()))));
        tables.forEach((kind, table) -> text.append("### ").append(capital(Aims.of(kind).title())).append("\n\n").append(table).append("\n\n"));
        return text.toString().strip();
    }

    private String worst() {
        Markdown table = new Markdown("kind", "operation", "chip", "framework", "metric", "rows", "bias %", "median / p90 %", "predicted time is limited by");
        Map<Kind, Integer> shown = new TreeMap<>();
        ledger.frameworks().entrySet().stream().filter(e -> e.getKey().metric() == Ledger.pictured(e.getKey().kind()))
                .filter(e -> e.getValue().accuracy().filter(a -> a.rows() >= LEAST_ROWS).isPresent())
                .sorted(Comparator.comparing((Map.Entry<Ledger.Cell, Score> e) -> e.getKey().kind()).thenComparingDouble(e -> -e.getValue().accuracy().orElseThrow().median()))
                .filter(e -> shown.merge(e.getKey().kind(), 1, Integer::sum) <= WORST).forEach(e -> {
                    Accuracy a = e.getValue().accuracy().orElseThrow();
                    Ledger.Cell cell = e.getKey();
                    table.row(Aims.of(cell.kind()).title(), cell.op(), cell.chip(), cell.framework(), cell.metric().label(), Markdown.count(a.rows()), Markdown.percent(a.bias()),
                            Markdown.pair(a.median(), a.p90()), ledger.limits(cell));
                });
        return table.toString();
    }

    /// What people found out, of the kinds that this folder holds.
    private String causes() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        verdict.totals().keySet().stream().map(Whole::kind).forEach(kinds::add);
        return kinds.stream().map(Aims::of).filter(aims -> !aims.causes().isEmpty())
                .map(aims -> "- **%s**: %s".formatted(capital(aims.title()), String.join(" ", aims.causes()))).collect(Collectors.joining("\n"));
    }

    private String leftOut() {
        Markdown table = new Markdown("kind", "rows", "why");
        Map<Kind, Map<String, Integer>> reasons = new TreeMap<>();
        verdict.totals().forEach((whole, score) -> {
            if (whole.metric() == Ledger.pictured(whole.kind())) {
                Map<String, Integer> own = reasons.computeIfAbsent(whole.kind(), _ -> new TreeMap<>());
                score.insufficient().forEach((column, rows) -> own.merge("the cell of " + column + " is empty", rows, Integer::sum));
                score.unpredicted().forEach((reason, rows) -> own.merge(reason, rows, Integer::sum));
            }
        });
        reasons.forEach((kind, own) -> own.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> table.row(Aims.of(kind).title(), Markdown.count(e.getValue()), e.getKey())));
        List<String> absent = verdict.absent().stream().map(a -> "`%s` is %s".formatted(a.file(), a.why())).toList();
        return table + (absent.isEmpty() ? "" : "\n\nNot in this folder: " + String.join(", ", absent) + ".");
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
