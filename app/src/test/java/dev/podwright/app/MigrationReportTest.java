package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.app.report.MigrationReport;
import dev.podwright.app.report.Origin;
import dev.podwright.migration.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/// A report made by hand as JSON, text, Markdown and page: all of it arrives, nothing of it becomes markup.
class MigrationReportTest {
    private static final Origin ORIGIN = new Origin("0", "catalogue", "calibration", "", List.of("migrate"), "");

    private static String page(Report report) {
        return MigrationReport.of(report, ORIGIN).html();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ascend-910b2", "ascend-910b2,cloudmatrix384,ascend-950dt"})
    void jsonFitsItsSchema(String targets) {
        String json = Json.text(MigrationJson.of(MigrationSamples.report(targets.split(",")), Optional.empty(), Fields.ordered("version", "0", "catalog", "x", "calibration", "y", "calibration_date", "z")));
        Schemas.assertFits("migration", json);
        Schemas.assertMisfits("migration", json.replaceFirst("\"headline\"", "\"head\""));
    }

    @Test
    void theTextIsAsItWas() throws IOException {
        assertGolden("migration.txt", MigrationText.of(MigrationSamples.report("ascend-910b2")));
    }

    @Test
    void theMarkdownIsAsItWas() throws IOException {
        assertGolden("migration.md", MigrationMarkdown.of(MigrationSamples.report("ascend-910b2")));
    }

    /// With `-Dpodwright.golden=write` the file is written anew.
    private static void assertGolden(String name, String text) throws IOException {
        Path file = Path.of("src/test/resources", name);
        if ("write".equals(System.getProperty("podwright.golden"))) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void aPipeInANameStaysInItsCellOfMarkdown() {
        String markdown = MigrationMarkdown.of(MigrationSamples.report("ascend-910b2"));
        assertThat(markdown).contains("input: fp32 \\| bf16 only", "flash\\_fwd\\_kernel\\<float\\|half\\>", "aten::\\_foo\\_\\*");
        List<String> rows = markdown.lines().filter(l -> l.startsWith("|")).toList();
        assertThat(rows).isNotEmpty().allMatch(r -> r.endsWith(" |"));
        int cells = 0;
        for (String line : markdown.lines().toList()) {
            int own = line.startsWith("|") ? line.replace("\\|", "").split("\\|", -1).length : 0;
            assertThat(cells == 0 || own == 0 || own == cells).as(line).isTrue();
            cells = own;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ascend-910b2", "ascend-910b2,cloudmatrix384"})
    void thePageIsWellFormedWholeAndSelfContained(String targets) {
        String html = page(MigrationSamples.report(targets.split(",")));
        Document page = Pages.parse(html);

        assertThat(Pages.ids(page, "section")).containsExactly("answer", "changes", "operators", "time", "layout", "steps", "risks", "unread", "assumptions", "origin");
        assertThat(Pages.ids(page, "div")).doesNotHaveDuplicates();
        assertThat(Pages.all(page, "main").getFirst().getTextContent() + Pages.data(page)).doesNotContain("NaN", "Infinity", "unlimited", "Optional[", "null");
        assertThat(Pages.ofClass(page, "figure", "plot")).allSatisfy(figure -> assertThat(figure.getElementsByTagName("table").getLength()).isEqualTo(1));
        assertThat(Pages.all(page, "main").getFirst().getTextContent()).contains("flash_fwd_kernel<...>", "restricted: input: fp32 | bf16 only");
        Schemas.assertFits("report", Pages.data(page));
        for (String name : List.of("link", "img", "iframe", "object", "embed", "base", "form")) {
            assertThat(Pages.all(page, name)).as(name).isEmpty();
        }
        assertThat(Pages.all(page, "*")).extracting(e -> e.getAttribute("src")).containsOnly("");
    }

    @Test
    void theSameReportGivesTheSameBytes() {
        assertThat(page(MigrationSamples.report("ascend-910b2"))).isEqualTo(page(MigrationSamples.report("ascend-910b2")));
    }
}
