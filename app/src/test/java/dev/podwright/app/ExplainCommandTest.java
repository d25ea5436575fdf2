package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    private static final double ROUNDING = 1e-9;

    private static Node json(String options) {
        CommandRun run = CommandRun.of(("explain --json " + options).split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        return Document.parse("explain.json", run.out().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model deepseek-r1 --pod cloudmatrix384 --decode --batch 96", "--model llama-3.1-70b --pod h20-8 --prefill --tp 2 --pp 2",
        "--model gpt-oss-120b --pod h200-8 --decode --tp 4 --dp 2"})
    void everyNodeIsTheSumOfItsPartsAndLiesInItsInterval(String options) {
        check(json(options).get("step"));
    }

    private static void check(Node node) {
        double us = node.get("us").number();
        assertThat(node.get("ideal_us").number()).isLessThanOrEqualTo(us * (1 + ROUNDING));
        assertThat(us).isBetween(node.get("low_us").number(), node.get("high_us").number());
        Optional<Node> parts = node.find("parts");
        if (parts.isEmpty()) {
            assertThat(node.get("why").text()).as(node.get("name").text()).isNotBlank();
            return;
        }
        double sum = parts.get().list().stream().mapToDouble(p -> p.get("times").number() * p.get("us").number()).sum();
        assertThat(sum).isCloseTo(us, within(us * ROUNDING));
        parts.get().list().forEach(ExplainCommandTest::check);
    }

    @Test
    void everyLayerIsCountedOnce() {
        double layers = json("--model deepseek-r1 --pod cloudmatrix384 --decode").get("step").get("parts").list().stream()
                .filter(p -> p.get("name").text().startsWith("layer.")).mapToDouble(p -> p.get("times").number()).sum();
        assertThat(layers).isEqualTo(61);
    }

    @Test
    void theTextSaysWhatItWasMadeWithAndWhereNumbersComeFrom() {
        CommandRun run = CommandRun.of("explain", "--model", "deepseek-r1", "--pod", "cloudmatrix384", "--decode", "--batch", "32");
        assertThat(run.out()).contains("catalogue ", "calibration ", "podwright " + Podwright.VERSION, "precision: the checkpoint ships in fp8",
                "fitted on", "the one with most tokens per second", "assumed:");
    }

    @Test
    void aGivenLayoutIsTakenAndSaid() {
        Node answer = json("--model llama-3.1-70b --pod h20-8 --decode --tp 4");
        assertThat(answer.get("layout").get("tensor").number()).isEqualTo(4);
        assertThat(answer.get("layout").get("pipeline").number()).isEqualTo(1);
    }
}
