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
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Pages are well formed, hold all their sections, need nothing but themselves and are the same for the same input.
class ReportTest {
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
        List<String> plan = List.of("answer", "pods", "time", "roofline", "tradeoff", "memory", "layout", "rejected", "assumptions", "origin");
        List<String> explain = List.of("answer", "parts", "roofline", "memory", "layout", "assumptions", "origin");
        return Stream.of(
                Arguments.of("plan", plan),
                Arguments.of("plan --model llama-3.1-8b --chip ascend-910b2 --chips 8 --concurrency 64 --mode aggregated", plan),
                Arguments.of("plan --model llama-3.1-8b --chip l40s --chips 1 --rate 1", plan),
                Arguments.of("plan --workload all-seven --model deepseek-r1 --pod cloudmatrix384 --rate 10", plan),
                Arguments.of("plan --model llama-3.1-70b --pod dgx-a100 --tpot 1ms", List.of("answer", "rejected", "assumptions", "origin")),
                Arguments.of("explain --model deepseek-r1 --pod cloudmatrix384 --decode --batch 96", explain),
                Arguments.of("explain --model llama-3.1-8b --chip l40s --prefill --context 900", explain),
                Arguments.of("compare ascend-910c h20-96 a100-sxm-80", List.of("answer", "operators", "values", "workload", "origin")),
                Arguments.of("simulate", List.of("answer", "durations", "time", "replicas", "question", "origin")),
                Arguments.of("simulate --workload all-seven --model llama-3.1-8b --chip h100-sxm --chips 2 --tp 1 --replicas 2 --rate 5 --count 300",
                        List.of("answer", "durations", "time", "replicas", "classes", "question", "origin")),
                Arguments.of("simulate --model llama-3.1-8b --chip a100-sxm-80 --tp 1 --input 50 --output 1 --concurrency 1 --count 1",
                        List.of("answer", "durations", "time", "replicas", "question", "origin")),
                Arguments.of("network --bytes 1KiB,256MiB --fail l1:3 --faults", List.of("answer", "topology", "heat", "sweep", "faults", "assumptions", "origin")),
                Arguments.of("network --pods superpod-h100,atlas-900-a2-cluster --chips 64 --op all-reduce --bytes 1MiB", List.of("answer", "topology", "heat", "sweep", "assumptions", "origin")),
                Arguments.of("network --pod h20-8 --flows random:64:1MB-100MB", List.of("topology", "flows", "assumptions", "origin")),
                Arguments.of("compare --model llama-3.1-8b v100-sxm ascend-960", List.of("answer", "operators", "values", "workload", "origin")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsWellFormedWholeAndSelfContained(String line, List<String> sections) throws IOException {
        String html = page(line);
        Document page = Pages.parse(html);

        assertThat(html).startsWith("<!DOCTYPE html>\n<html ");
        assertThat(Pages.all(page, "main").getFirst().getTextContent() + Pages.data(page)).doesNotContain("NaN", "Infinity", "unlimited", "Optional[", "null");
        assertThat(Pages.ids(page, "section")).isEqualTo(sections);
        assertThat(Pages.all(page, "a")).extracting(a -> a.getAttribute("href")).containsExactlyElementsOf(sections.stream().map(s -> "#" + s).toList());
        assertThat(Pages.ids(page, "div")).doesNotHaveDuplicates();
        assertThat(Pages.ofClass(page, "figure", "plot")).allSatisfy(figure -> assertThat(figure.getElementsByTagName("table").getLength()).isEqualTo(1));
        Schemas.assertFits("report", Pages.data(page));
        assertNothingIsLoaded(page);
    }

    private static void assertNothingIsLoaded(Document page) {
        for (String name : List.of("link", "img", "iframe", "object", "embed", "base", "form", "source", "video", "audio")) {
            assertThat(Pages.all(page, name)).as(name).isEmpty();
        }
        assertThat(Pages.all(page, "*")).extracting(e -> e.getAttribute("src")).containsOnly("");
        assertThat(Pages.all(page, "style")).extracting(Element::getTextContent).noneMatch(css -> css.contains("@import") || css.contains("url("));
        assertThat(Pages.all(page, "meta")).extracting(m -> m.getAttribute("content")).anyMatch(policy -> policy.startsWith("default-src 'none'"));
    }

    @Test
    void theSameInputGivesTheSameBytesWhateverTheFileIsCalled() throws IOException {
        String line = "plan --model llama-3.1-8b --pods h20-8,h800-8 --rate 40";
        Path other = folder.resolve("other name.html");
        CommandRun.of((line + " --html=" + other).split(" (?!name)"));
        assertThat(page(line)).isEqualTo(Files.readString(other));
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
        String html = page("plan --model llama-3.1-8b --pod evil --rate 1 --catalog " + catalog);
        assertThat(html).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;");
        assertThat(Pages.all(Pages.parse(html), "script")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --json"})
    void aPageComesBesideTheOtherOutput(String format) {
        String line = "explain --model llama-3.1-8b --chip l40s --decode" + format;
        CommandRun plain = CommandRun.of(line.split(" "));
        CommandRun both = CommandRun.of((line + " --html " + folder.resolve("x.html")).split(" "));
        assertThat(both.out()).isEqualTo(plain.out());
        assertThat(both.code()).isEqualTo(plain.code());
    }

    @Test
    void aMixShowsWhatEachKindGets() throws IOException {
        assertThat(page("plan --workload all-seven --model deepseek-r1 --pod cloudmatrix384 --rate 10")).contains("What each kind of request gets", "mathematics");
    }

    @Test
    void theLibraryKeepsItsLicence() throws IOException {
        assertThat(page("explain --model llama-3.1-8b --chip l40s --decode")).contains("Licensed to the Apache Software Foundation (ASF)");
    }
}
