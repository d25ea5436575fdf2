package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
    private static CommandRun plan(String options) {
        return CommandRun.of(("plan " + options).split(" "));
    }

    @Test
    void limitsThatCannotBeMetGiveTheBestThatCanBeHadAndExitCodeTwo() {
        CommandRun run = plan("--model llama-3.1-70b --pod dgx-a100 --tpot 1ms");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("nothing meets the demand", "No pod meets the demand.", "the best that can be had:", "misses the TPOT limit");
    }

    @Test
    void aModelThatFitsNowhereNamesTheLargestTermAndTheNearestLayout() {
        CommandRun run = plan("--model deepseek-r1 --chip l40s");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("does not fit in memory", "nearest aggregated tp1", "largest: weights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate 1e9", "--rate 1e10", "--rate 1e10 --mode disaggregated", "--rate 1e10 --chips 16"})
    void aDemandBeyondAllChipsIsRefusedWithNumbers(String options) {
        CommandRun run = plan("--model llama-3.1-8b --pod h20-8 " + options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("needs more chips than there are").doesNotContain("NaN", "Infinity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate 1e6", "--rate 1e-300", "--concurrency 2147483647", "--chips 1000000", "--output 1", "--input 1", "--cached 1999",
        "--tpot 999999999s"})
    void extremesThatMakeSenseAreAnswered(String options) {
        CommandRun run = plan("--model llama-3.1-8b --pod h20-8 " + options);
        assertThat(run.code()).isZero();
        assertThat(run.out()).doesNotContain("NaN", "Infinity", "-2,147");
    }

    @ParameterizedTest
    @CsvSource({"h20-8", "cloudmatrix384"})
    void promptsOfManyMillionsOfTokensAreAnswered(String pod) {
        CommandRun run = plan("--model qwen3-next-80b-a3b --pod " + pod + " --input 4e6 --ttft 999999s --tpot 999s --json");
        Node answer = Document.parse("plan.json", run.out().getBytes(StandardCharsets.UTF_8));
        assertThat(run.err()).isEmpty();
        Node prefill = answer.get("pods").list().getFirst().get("best").get("prefill");
        double parts = prefill.get("parts").list().stream().mapToDouble(p -> p.get("us").number() * p.get("times").number()).sum();
        assertThat(prefill.get("parts").list()).hasSizeLessThanOrEqualTo(64);
        assertThat(parts).isCloseTo(prefill.get("us").number(), withinPercentage(1e-6));
    }

    @Test
    void finalistsAreSimulatedWhenAskedFor() {
        CommandRun run = plan("--confirm --count 500 --model llama-3.1-8b --pod dgx-a100 --rate 40");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("simulated: TTFT", "of 500 requests within the limits", "holds").doesNotContain("NaN", "Infinity");
        assertThat(plan("--model llama-3.1-8b --pod dgx-a100 --rate 40").out()).doesNotContain("simulated");
    }

    @ParameterizedTest
    @CsvSource({"--count 500, Add --confirm", "--training --confirm, belongs to serving", "--confirm --model llama-3.1-8b --pod dgx-a100 --trace none, no such trace"})
    void whatMakesNoSenseWithASimulationIsRefused(String options, String said) {
        CommandRun run = plan(options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void optionsOverrideTheScenarioTheyAreLaidOver() {
        assertThat(plan("--rate 7 --print-scenario").out()).contains("model: deepseek-r1", "rate_per_s: 7");
        assertThat(plan("--concurrency 7 --print-scenario").out()).contains("concurrency: 7").doesNotContain("rate_per_s");
    }
}
