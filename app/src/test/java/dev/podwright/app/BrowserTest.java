package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podwright.app.report.Block;
import dev.podwright.app.report.Figure;
import dev.podwright.app.report.Gantt;
import dev.podwright.app.report.Page;
import dev.podwright.app.report.Section;
import dev.podwright.app.report.Table;
import dev.podwright.app.report.Tone;
import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages as a browser shows them: on a phone and on a desk, by day and by night, and on paper.
class BrowserTest {
    private static final List<String> PAGES = List.of("plan", "explain", "compare", "gantt", "training", "simulate", "migrate");
    private static final int PHONE = 390;
    private static final int DESK = 1280;

    private static Chromium chromium;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        assumeTrue(Chromium.found().isPresent(), "There is no chromium on the PATH: pages are not looked at.");
        chromium = Chromium.found().orElseThrow();
        CommandRun.of("plan", "--html", file("plan"));
        CommandRun.of("explain", "--model", "deepseek-r1", "--pod", "cloudmatrix384", "--decode", "--batch", "96", "--html", file("explain"));
        CommandRun.of("compare", "ascend-910c", "h20-96", "a100-sxm-80", "--html", file("compare"));
        CommandRun.of("plan", "--training", "--model", "qwen3-30b-a3b", "--pods", "h800-8,h20-8", "--tokens", "1T", "--html", file("training"));
        CommandRun.of("simulate", "--html", file("simulate"));
        CommandRun.of("migrate", "--profile", "../examples/h100-training-step.json.gz", "--to", "ascend-910b2,cloudmatrix384", "--html", file("migrate"));
        Files.writeString(Path.of(file("gantt")), gantt().html());
        String probe = Files.readString(Path.of("src/test/resources/probe.js"));
        for (String page : PAGES) {
            String html = Files.readString(Path.of(file(page)));
            String watched = html.replaceFirst("<head>", "<head><script>window.errors = []; addEventListener('error', e => errors.push(e.message));"
                    + "addEventListener('securitypolicyviolation', e => errors.push('loads ' + e.blockedURI));</script>");
            int end = watched.lastIndexOf("</body>");
            Files.writeString(folder.resolve(page + "-watched.html"), watched.substring(0, end) + "<script>" + probe + "</script>" + watched.substring(end));
        }
    }

    private static String file(String page) {
        return folder.resolve(page + ".html").toString();
    }

    private static Page gantt() {
        List<Gantt.Slot> forward = new ArrayList<>();
        List<Gantt.Slot> backward = new ArrayList<>();
        for (int stage = 0; stage < 4; stage++) {
            for (int batch = 0; batch < 6; batch++) {
                forward.add(new Gantt.Slot(stage, stage + batch, stage + batch + 1, String.valueOf(batch)));
                backward.add(new Gantt.Slot(stage, 10 + (3 - stage) * 2 + batch * 2, 12 + (3 - stage) * 2 + batch * 2, String.valueOf(batch)));
            }
        }
        Gantt gantt = new Gantt(List.of("stage 0", "stage 1", "stage 2", "stage 3"),
                List.of(new Gantt.Kind("forward", Tone.ONE, forward), new Gantt.Kind("backward", Tone.THREE, backward)), "ms");
        Figure figure = new Figure("schedule", "The schedule", "Time runs to the right.", gantt, new Table("slots", List.of("kind", "slots"), List.of(List.of("forward", "24"))));
        return new Page("schedule", "A pipeline", "Four stages.", List.of(new Section("schedule-section", "Schedule", "One iteration.", List.of(new Block.Picture(figure)))));
    }

    /// All pages in frames of both widths, since a window cannot be as narrow as a phone.
    private static Path frames() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><body><pre id=\"probe\"></pre><script>const seen = []; addEventListener('message', e => { seen.push(e.data);"
                + "document.getElementById('probe').textContent = JSON.stringify(seen); });</script>");
        for (String page : PAGES) {
            for (int width : List.of(PHONE, DESK)) {
                html.append("<iframe src=\"%s-watched.html\" width=\"%d\" height=\"900\" style=\"border:0\"></iframe>".formatted(page, width));
            }
        }
        try {
            return Files.writeString(folder.resolve("frames.html"), html.append("</body>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Node> seen(String dom) {
        Matcher probe = Pattern.compile("<pre id=\"probe\">(.*?)</pre>", Pattern.DOTALL).matcher(dom);
        assertThat(probe.find()).as("the probe has spoken").isTrue();
        String json = probe.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return Document.parse("probe.json", ("{\"seen\": " + json + "}").getBytes(StandardCharsets.UTF_8)).get("seen").list();
    }

    @Test
    void everyChartIsDrawnWholeOnPhoneAndDesk() {
        List<Node> pages = seen(chromium.dom(frames(), "--window-size=1400,900"));

        assertThat(pages).hasSize(2 * PAGES.size()).allSatisfy(page -> {
            String name = page.get("page").text() + " at " + page.get("width").number();
            assertThat(page.get("errors").texts()).as(name).isEmpty();
            assertThat(page.get("scroll").number()).as(name + " scrolls sideways").isLessThanOrEqualTo(page.get("width").number());
            assertThat(page.get("charts").list()).as(name).isNotEmpty().allSatisfy(chart -> {
                assertThat(chart.get("paths").number()).as(name + " " + chart.get("id").text()).isGreaterThan(3);
                assertThat(chart.get("texts").number()).as(name + " " + chart.get("id").text()).isGreaterThan(3);
                assertThat(chart.get("cut").list().stream().map(Node::text)).as(name + " " + chart.get("id").text() + " cuts texts").isEmpty();
            });
        });
    }

    @Test
    void byNightThePageIsDark() {
        Node page = seen(chromium.dom(folder.resolve("plan-watched.html"), "--blink-settings=preferredColorScheme=0")).getFirst();

        assertThat(page.get("background").number()).isLessThan(60);
        assertThat(page.get("ink").number()).isGreaterThan(200);
        assertThat(page.get("errors").texts()).isEmpty();
    }

    @Test
    void onPaperThePageIsWhole() throws IOException {
        Path pdf = folder.resolve("plan.pdf");
        chromium.print(folder.resolve("plan.html"), pdf);

        assertThat(Files.readAllBytes(pdf)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII)).hasSizeGreaterThan(100_000);
    }
}
