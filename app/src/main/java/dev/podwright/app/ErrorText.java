package dev.podwright.app;

import dev.podwright.knowledge.error.ErrorCode;
import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.error.Family;
import dev.podwright.knowledge.error.log.LogReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Error codes as text for people.
final class ErrorText {
    private static final int LABEL = 12;

    private ErrorText() {}

    static String of(ErrorCodes codes, List<ErrorCode> explained, Optional<LogReport> report) {
        List<String> parts = new ArrayList<>();
        explained.forEach(code -> parts.add(code(code)));
        report.ifPresent(r -> parts.add(ErrorLogText.of(r)));
        return String.join(System.lineSeparator(), parts) + footer(codes);
    }

    static String overview(ErrorCodes codes) {
        Table families = new Table("codes", "raised by", "listed", "such as");
        for (Family family : codes.families()) {
            families.row(family.pattern(), family.origin(), Show.count(family.listed()), family.example());
        }
        Table asked = new Table("asked about most", "meaning", "part it plays");
        codes.mostAsked().stream().map(codes::explain).forEach(c -> asked.row(c.code(), c.meaning(), c.role().words()));
        return new Paragraphs().text(families.toString()).blank().text(asked.toString()).blank()
                .line("podwright error 507015 explains a code; podwright error train.log ~/ascend/log finds the likely cause in logs of one job.")
                .text(footer(codes)).toString();
    }

    private static String code(ErrorCode code) {
        Paragraphs out = new Paragraphs();
        out.item(code.code(), Math.max(LABEL, code.code().length() + 2), code.meaning());
        out.item("  raised by", LABEL + 2, code.origin() + (code.name().isEmpty() ? "" : " (%s)".formatted(code.name())));
        out.item("  category", LABEL + 2, "%s; %s".formatted(code.known() ? code.category() : "NOT LISTED: told from its family", code.role().words()));
        out.listed("Likely causes", code.causes());
        out.numbered("What to try", code.remedies());
        if (!code.related().isEmpty()) {
            out.item(code.known() ? "Comes with" : "Nearest", LABEL + 2, String.join(", ", code.related()));
        }
        return out.item("Source", LABEL + 2, code.source()).toString();
    }

    /// What was read; nothing is claimed for versions beyond it.
    private static String footer(ErrorCodes codes) {
        return new Paragraphs().blank().item("Read:", 6, "%s; %s.".formatted(codes.sources().get(0), codes.sources().get(1))).line("%s.".formatted(Podwright.NAME_AND_VERSION)).toString();
    }
}
