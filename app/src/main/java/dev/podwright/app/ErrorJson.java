package dev.podwright.app;

import dev.podwright.knowledge.error.ErrorCode;
import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.error.log.LogFile;
import dev.podwright.knowledge.error.log.LogReport;
import dev.podwright.knowledge.error.log.Occurrence;
import dev.podwright.knowledge.error.log.Seen;
import dev.podwright.knowledge.error.log.Speaker;
import dev.podwright.knowledge.error.log.Suspect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Error codes and reports of logs as JSON (docs/schema/error.schema.json).
final class ErrorJson {
    private static final String SCHEMA = "podwright-error/1";

    private ErrorJson() {}

    static Map<String, Object> of(ErrorCodes codes, List<ErrorCode> explained, Optional<LogReport> report) {
        Map<String, Object> document = head(codes);
        document.put("codes", explained.stream().map(ErrorJson::code).toList());
        report.ifPresent(r -> document.put("report", report(r)));
        return document;
    }

    static Map<String, Object> overview(ErrorCodes codes) {
        Map<String, Object> document = head(codes);
        document.put("codes", codes.mostAsked().stream().map(codes::explain).map(ErrorJson::code).toList());
        document.put("families", codes.families().stream().map(f -> Fields.ordered("pattern", f.pattern(), "origin", f.origin(), "listed", f.listed(), "example", f.example())).toList());
        return document;
    }

    private static Map<String, Object> head(ErrorCodes codes) {
        return Fields.ordered("schema", SCHEMA, "made_with", Fields.ordered("version", Podwright.VERSION, "lists", codes.sources()));
    }

    private static Map<String, Object> code(ErrorCode code) {
        return Fields.ordered("code", code.code(), "origin", code.origin(), "name", code.name(), "meaning", code.meaning(), "category", code.category(), "role", code.role().label(),
                "causes", code.causes(), "remedies", code.remedies(), "related", code.related(), "known", code.known(), "source", code.source());
    }

    private static Map<String, Object> report(LogReport report) {
        Map<String, Object> fields = Fields.ordered("logs", report.files().stream().map(ErrorJson::file).toList());
        report.suspect().ifPresent(s -> fields.put("suspect", suspect(s)));
        fields.put("remedies", report.remedies());
        fields.put("errors", report.seen().stream().map(ErrorJson::seen).toList());
        fields.put("cpu_fallbacks", new TreeMap<>(report.fallbacks()));
        fields.put("ranks", List.copyOf(report.ranks()));
        if (report.world() > 0) {
            fields.put("world_size", report.world());
        }
        fields.put("missing", report.missing());
        fields.put("searched_for", List.copyOf(LogReport.searched().sequencedKeySet()));
        return fields;
    }

    private static Map<String, Object> file(LogFile file) {
        Map<String, Object> fields = Fields.ordered("name", file.name(), "read", file.read(), "lines", file.lines(), "bytes", file.bytes());
        if (!file.note().isEmpty()) {
            fields.put("note", file.note());
        }
        return fields;
    }

    private static Map<String, Object> suspect(Suspect suspect) {
        Map<String, Object> fields = Fields.ordered("who", suspect.who());
        suspect.occurrence().ifPresent(o -> fields.put("occurrence", occurrence(o)));
        fields.put("why", suspect.why());
        fields.put("doubts", suspect.doubts());
        return fields;
    }

    private static Map<String, Object> seen(Seen seen) {
        return Fields.ordered("error", seen.subject(), "lines", seen.lines(), "speakers", seen.speakers().stream().map(ErrorJson::speaker).toList(), "first", occurrence(seen.first()),
                "explained", code(seen.code()));
    }

    private static Map<String, Object> occurrence(Occurrence o) {
        Map<String, Object> fields = Fields.ordered("code", o.code());
        if (!o.kind().isEmpty()) {
            fields.put("kind", o.kind());
        }
        fields.put("role", o.role().label());
        fields.put("speaker", speaker(o.speaker()));
        fields.put("log", o.file());
        fields.put("line", o.line());
        o.time().ifPresent(t -> fields.put("time", t.toString()));
        fields.put("text", o.text());
        if (!o.detail().isEmpty()) {
            fields.put("detail", o.detail());
        }
        return fields;
    }

    private static Map<String, Object> speaker(Speaker speaker) {
        Map<String, Object> fields = Fields.ordered("words", speaker.words());
        put(fields, "rank", speaker.rank());
        put(fields, "device", speaker.device());
        if (!speaker.pid().isEmpty()) {
            fields.put("pid", speaker.pid());
        }
        if (!speaker.name().isEmpty()) {
            fields.put("worker", speaker.name());
        }
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, OptionalInt value) {
        value.ifPresent(v -> fields.put(name, v));
    }
}
