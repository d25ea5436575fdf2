package dev.podwright.app;

import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.Part;
import dev.podwright.migration.Migration;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What is known of Ascend's software, from where, and what is not established.
final class KnowledgeText {
    private final PrintWriter out;

    KnowledgeText(PrintWriter out) {
        this.out = out;
    }

    void print(Knowledge knowledge) {
        Table table = new Table("known of Ascend's software", "entries", "read", "source");
        for (Part part : parts(knowledge)) {
            table.row(part.name(), "%,d".formatted(part.rows()), part.read(), part.source());
            part.details().forEach(detail -> table.row("  " + detail, "", "", ""));
        }
        out.println();
        out.print(table);
        list("Error codes", knowledge.errors().sources());
        list("Not established", knowledge.notEstablished());
        list("Does not hold together", check(knowledge));
    }

    private void list(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(heading);
            lines.forEach(line -> out.println("  " + line));
        }
    }

    static Map<String, Object> json(Knowledge knowledge) {
        return Fields.ordered("parts", parts(knowledge).stream().map(KnowledgeText::part).toList(), "error_codes", knowledge.errors().sources(), "not_established", knowledge.notEstablished(),
                "inconsistencies", check(knowledge));
    }

    private static List<Part> parts(Knowledge knowledge) {
        return Stream.concat(knowledge.parts().stream(), Stream.of(Migration.part())).toList();
    }

    private static List<String> check(Knowledge knowledge) {
        return Stream.concat(knowledge.check().stream(), Migration.check().stream()).toList();
    }

    private static Map<String, Object> part(Part part) {
        return Fields.ordered("name", part.name(), "entries", part.rows(), "read", part.read(), "source", part.source(), "details", part.details());
    }
}
