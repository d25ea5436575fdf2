package dev.podwright.app;

import dev.podwright.knowledge.error.log.LogFile;
import dev.podwright.knowledge.error.log.LogReport;
import dev.podwright.knowledge.error.log.Occurrence;
import dev.podwright.knowledge.error.log.Ranks;
import dev.podwright.knowledge.error.log.Seen;
import dev.podwright.knowledge.error.log.Speaker;
import dev.podwright.knowledge.error.log.Suspect;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What logs say went wrong, as text for people.
final class ErrorLogText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final int MOST_ROWS = 20;
    private static final int MOST_FILES = 5;
    private static final int MOST_SPEAKERS = 4;
    private static final int MEANING = 60;

    private ErrorLogText() {}

    static String of(LogReport report) {
        Paragraphs out = new Paragraphs();
        heading(out, report);
        if (report.clean()) {
            out.blank().line("Nothing that looks like an error was found. Looked for:");
            LogReport.searched().forEach((kind, examples) -> out.item("  " + kind, 42, examples));
            return out.toString();
        }
        report.suspect().ifPresent(suspect -> suspect(out, suspect, report.seen()));
        if (report.suspect().isEmpty()) {
            out.blank().line("There are warnings and no error.");
        }
        out.blank().numbered("What to do", report.remedies());
        out.blank().text(table(report.seen()));
        if (!report.fallbacks().isEmpty()) {
            out.blank().text(fallbacks(report.fallbacks()));
        }
        if (!report.missing().isEmpty()) {
            out.blank().listed("What is missing here", report.missing());
        }
        return out.toString();
    }

    private static void heading(Paragraphs out, LogReport report) {
        List<LogFile> read = report.files().stream().filter(LogFile::read).toList();
        read.stream().limit(MOST_FILES).forEach(f -> out.line("%s: %s%s".formatted(f.name(), f.lines() == 1 ? "1 line" : Show.count(f.lines()) + " lines", f.note().isEmpty() ? "" : "; " + f.note())));
        if (read.size() > MOST_FILES) {
            out.line("and %s more logs: %s lines in all".formatted(Show.count(read.size() - MOST_FILES), Show.count(report.lines())));
        }
        List<LogFile> passed = report.files().stream().filter(f -> !f.read()).toList();
        if (!passed.isEmpty()) {
            out.line("passed over %s: %s%s".formatted(Show.count(passed.size()), String.join(", ", passed.stream().limit(MOST_FILES).map(f -> "%s (%s)".formatted(f.name(), f.note())).toList()),
                    passed.size() > MOST_FILES ? " and others" : ""));
        }
        if (!report.ranks().isEmpty()) {
            out.line("ranks that speak: %s%s".formatted(Ranks.ranges(report.ranks()), report.world() == 0 ? "" : " of %s".formatted(Show.count(report.world()))));
        }
    }

    private static void suspect(Paragraphs out, Suspect suspect, List<Seen> seen) {
        out.blank();
        Optional<Occurrence> occurrence = suspect.occurrence();
        out.line("LIKELY CAUSE: " + suspect.who() + occurrence.map(o -> ", " + title(o, seen)).orElse(""));
        occurrence.ifPresent(o -> {
            out.item("  says", 9, o.text().isEmpty() ? o.detail() : o.text());
            if (!o.detail().isEmpty() && !o.text().isEmpty()) {
                out.item(o.code().equals("PYTHON") ? "  at" : "  then", 9, o.detail());
            }
            out.item("  in", 9, "%s, line %s%s".formatted(o.file(), Show.count(o.line()), o.time().map(t -> ", at " + time(t)).orElse("")));
        });
        suspect.why().forEach(w -> out.item("  -", 4, w));
        suspect.doubts().forEach(d -> out.item("  ?", 4, d));
    }

    /// `507015, AI core exception`; an exception of Python says itself what it is.
    private static String title(Occurrence occurrence, List<Seen> seen) {
        return occurrence.kind().isEmpty() ? seen.stream().filter(s -> s.subject().equals(occurrence.subject())).findFirst().map(s -> "%s: %s".formatted(s.subject(), s.code().meaning())).orElse(occurrence.subject())
                : occurrence.subject();
    }

    private static String table(List<Seen> seen) {
        Table table = new Table("first seen", "error", "lines", "who", "meaning", "part");
        seen.stream().limit(MOST_ROWS).forEach(s -> table.row(s.first().time().map(ErrorLogText::time).orElse("-"), s.subject(), Show.count(s.lines()), who(s.speakers()),
                cut(s.subject().equals(s.code().code()) ? s.code().meaning() : s.first().text()), s.first().role().brief()));
        return table + more(seen.size());
    }

    private static String fallbacks(Map<String, Long> fallbacks) {
        Table table = new Table("operator on the CPU", "warnings");
        fallbacks.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey())).limit(MOST_ROWS)
                .forEach(e -> table.row(e.getKey(), Show.count(e.getValue())));
        return table + more(fallbacks.size());
    }

    private static String more(int rows) {
        return rows > MOST_ROWS ? "and %s more (--json lists all)%n".formatted(Show.count(rows - MOST_ROWS)) : "";
    }

    private static String who(List<Speaker> speakers) {
        if (speakers.stream().allMatch(s -> s.rank().isPresent())) {
            List<Integer> ranks = speakers.stream().map(s -> s.rank().getAsInt()).distinct().sorted().toList();
            return Ranks.words(ranks);
        }
        List<String> names = speakers.stream().map(Speaker::words).distinct().toList();
        return String.join(", ", names.stream().limit(MOST_SPEAKERS).toList()) + (names.size() > MOST_SPEAKERS ? " and %d more".formatted(names.size() - MOST_SPEAKERS) : "");
    }

    private static String time(LocalDateTime time) {
        return TIME.format(time);
    }

    private static String cut(String text) {
        return text.length() <= MEANING ? text : text.substring(0, MEANING - 1).stripTrailing() + "…";
    }
}
