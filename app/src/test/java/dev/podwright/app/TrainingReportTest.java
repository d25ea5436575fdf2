package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/// Pages of the training half: well formed, whole, self-contained, the same for the same input, of a size that a mail takes.
class TrainingReportTest {
    private static final int MOST_BYTES = 2_500_000;

    @TempDir
    private Path folder;

    private String page(String line) throws IOException {
        Path file = folder.resolve("page.html");
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--html", file.toString()));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.err()).isEqualTo("wrote " + file + System.lineSeparator());
        return Files.readString(file);
    }

    static Stream<Arguments> pages() {
        List<String> plan = List.of("answer", "pods", "time", "roofline", "schedule", "memory", "tradeoff", "changes", "layout", "rejected", "assumptions", "origin");
        List<String> iteration = List.of("answer", "time", "roofline", "schedule", "memory", "layout", "assumptions", "origin");
        return Stream.of(
                Arguments.of("plan --training --model qwen3-30b-a3b --pods h800-8,h20-8 --tokens 1T", plan),
                Arguments.of("plan --training --model llama-3.1-8b --chip l40s --chips 1 --days 30", plan),
                Arguments.of("plan --training --model llama-3.1-405b --chip l40s --chips 8", List.of("answer", "rejected", "assumptions", "origin")),
                Arguments.of("explain --training --model llama-3.1-8b --pod dgx-a100", iteration));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsWellFormedWholeAndSelfContained(String line, List<String> sections) throws IOException {
        String html = page(line);
        Document page = Pages.parse(html);

        assertThat(Pages.all(page, "main").getFirst().getTextContent() + Pages.data(page)).doesNotContain("NaN", "Infinity", "unlimited", "Optional[", "null", "[[");
        assertThat(Pages.ids(page, "section")).isEqualTo(sections);
        assertThat(Pages.all(page, "a")).extracting(a -> a.getAttribute("href")).containsExactlyElementsOf(sections.stream().map(s -> "#" + s).toList());
        assertThat(Stream.concat(Pages.ids(page, "div").stream(), sections.stream()).toList()).doesNotHaveDuplicates();
        assertThat(Pages.ofClass(page, "figure", "plot")).allSatisfy(figure -> assertThat(figure.getElementsByTagName("table").getLength()).isEqualTo(1));
        Schemas.assertFits("report", Pages.data(page));
        assertThat(html.length()).isLessThan(MOST_BYTES);
        for (String name : List.of("link", "img", "iframe", "object", "embed", "base", "form")) {
            assertThat(Pages.all(page, name)).as(name).isEmpty();
        }
    }

    /// A long pipeline fed from both ends, sequences divided, experts spread: more slots than one draws.
    private static final String SETUP = """
            schema: podwright-scenario/1
            model: deepseek-v3
            training: {sequence_tokens: 4096, global_batch: 4096}
            targets: [{pod: superpod-h100, chips: 512}]
            setup: {tensor: 2, context: 2, data: 8, pipeline: 16, experts: 16, micro_batch: 1, schedule: dualpipe, zero: 1, recompute: full}
            """;

    @Test
    void ofALongScheduleTheFirstAndTheLastStretchAreDrawn() throws IOException {
        Path file = Files.writeString(folder.resolve("setup.yaml"), SETUP);
        String line = "explain --scenario " + file;
        String html = page(line);

        assertThat(html).contains("id=\"schedule-start\"", "id=\"schedule-end\"", "forward beside backward", "part 2 of the sequence").doesNotContain("id=\"schedule-whole\"");
        assertThat(html.length()).isLessThan(MOST_BYTES);
        Schemas.assertFits("report", Pages.data(Pages.parse(html)));
        assertThat(page(line)).as("the same bytes again").isEqualTo(html);
    }

    @Test
    void aNameFromAFileIsNeverMarkup() throws IOException {
        Path catalog = Files.writeString(folder.resolve("mine.yaml"), """
                pods:
                  - id: evil
                    name: "<script>alert(1)</script>&\\"'"
                    chip: h20-96
                    levels:
                      - {name: "<i>", wiring: switch, groups: 8, bandwidth: 450GB/s}
                """);
        String html = page("explain --training --model llama-3.1-8b --pod evil --catalog " + catalog);
        assertThat(html).doesNotContain("<script>alert", "<i>").contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;");
        assertThat(Pages.all(Pages.parse(html), "script")).hasSize(3);
    }
}
