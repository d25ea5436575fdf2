package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPlanCommandTest {
    private static final String SERVER = "--training --model llama-3.1-8b --pod dgx-h100 ";

    private static CommandRun plan(String options) {
        return CommandRun.of(("plan " + options).strip().split(" +"));
    }

    private static Node json(String options) {
        CommandRun run = plan(options + " --json");
        assertThat(run.err()).isEmpty();
        return Document.parse("plan.json", run.out().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPlanSaysWhatALeadAsks() {
        CommandRun run = plan(SERVER + "--tokens 1T --global-batch 64");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("pretraining on sequences of 4,096 tokens, 64 of them", "1.00T tokens in all", "by default: sequences of 4,096 tokens",
                "setup: ", "tokens/s per card", "attention counted causal", "HFU", "communication: ", "of 78.8 GiB usable", "days for 1.00T tokens",
                "not counted", "runner-up: ", "trade-offs of time, cards and memory", "one change: ", "looked at: ", "Intervals are 90 % intervals");
        assertThat(run.out()).doesNotContain("NaN", "Infinity", "null", "unlimited");
    }

    @Test
    void theNumbersOfAPlanAgreeWithEachOther() {
        Node pod = json(SERVER + "--tokens 1T --global-batch 64").get("pods").list().getFirst();
        Node best = pod.get("best");
        double seconds = best.get("iteration_s").get("value").number();
        assertThat(best.get("tokens_per_iteration").number()).isEqualTo(64 * 4096.0);
        assertThat(best.get("tokens_per_s").get("value").number() * seconds).isCloseTo(64 * 4096.0, within(1.0));
        assertThat(best.get("run").get("days").get("value").number() * 86_400 * best.get("tokens_per_s").get("value").number()).isCloseTo(1e12, within(1e6));
        assertThat(best.get("iteration").get("us").number()).isCloseTo(seconds * 1e6, within(1.0));
        assertThat(best.get("mfu").get("full_attention").get("value").number()).isGreaterThan(best.get("mfu").get("causal_attention").get("value").number());
        for (Node other : pod.get("runners_up").list()) {
            assertThat(other.get("iteration_s").get("value").number()).isGreaterThanOrEqualTo(seconds);
        }
    }

    @Test
    void aTimeAloneAsksForTheTokens() {
        CommandRun run = plan(SERVER + "--days 3 --global-batch 64");
        assertThat(run.out()).contains("for 3.00 days", "tokens in all").doesNotContain("3.00 (3.00");
    }

    @Test
    void aModelThatDoesNotFitNamesWhatIsMissingAndExitsWithTwo() {
        CommandRun run = plan("--training --model llama-3.1-405b --pod dgx-h100");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("nothing meets the demand", "does not fit", "largest: ", "The nearest that fits takes");
    }

    @Test
    void aPodThatLacksThePrecisionIsNamedBesideTheOthers() {
        CommandRun run = plan("--training --model llama-3.1-8b --pods dgx-h100,dgx-a100 --precision fp8 --global-batch 16");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("dgx-a100 cannot be planned: The chip a100-sxm-80 cannot train in fp8.");
    }

    @Test
    void theTimelineIsAChromeTrace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("timeline.json");
        assertThat(plan(SERVER + "--global-batch 16 --timeline " + file).code()).isZero();
        assertThat(Document.read(file).get("traceEvents").list()).isNotEmpty();
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void withoutAWinnerNoTimelineIsWritten(@TempDir Path folder) {
        CommandRun run = plan("--training --model llama-3.1-405b --pod dgx-h100 --timeline " + folder.resolve("t.json"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("There is no timeline to write", "does not fit");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tokens 13.2T                        | tokens: 13200000000000
            --tokens 500B --days 2.5              | days: 2.5
            --global-batch-tokens 16M             | global_batch_tokens: 16000000
            --phase lora --lora-rank 4            | lora_rank: 4
            --software mindspeed-llm              | software: "?mindspeed-llm
            --chip h100-sxm --chips 4             | chip: "?h100-sxm
            """)
    void optionsAreFieldsOfTheScenario(String options, String field) {
        String where = options.contains("--chip ") ? "--training --model llama-3.1-8b " : SERVER;
        assertThat(plan("--print-scenario " + where + options.strip()).out()).containsPattern(field.strip());
    }

    @Test
    void aScenarioOfTrainingNeedsNoFlagAndABatchGivenTakesThePlaceOfTheOther(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), "model: llama-3.1-8b\ntraining: {global_batch: 64}\ntargets: [{pod: dgx-h100}]\n");
        assertThat(plan("--print-scenario --global-batch-tokens 1M --scenario " + file).out())
                .contains("global_batch_tokens: 1000000").doesNotContain("global_batch: 64");
        assertThat(plan("--scenario " + file).out()).contains("64 of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --training --rate 5                                 | --rate belongs to serving                 | without training
            --training --weights fp8                            | --weights belongs to serving              | without training
            --training --ttft 2s                                | --ttft belongs to serving                 | without training
            --tokens 5T                                         | --tokens belongs to training              | add --training
            --timeline x.json                                   | --timeline belongs to training            | add --training
            --training --tokens abc                             | 'abc' is not a number of tokens           | plan --help
            --training --tokens -5                              | '-5' is not a number of tokens            | plan --help
            --training --tokens 0                               | from one optimiser step                   | 1e18
            --training --days -1                                | days: -1                                  | above 0
            --training --days long                              | is not a number                           | plan --help
            --training --model llama-3.1-8b                     | No pod is named                           | --pod
            --training --pod dgx-h100                           | No model is named                         | --model
            --training --model llama-3.1-8b --pod dgx-h101      | no pod "dgx-h101"                         | dgx-h100
            --training --model llama-3.1-8b --pod dgx-h100 --chips 9           | cannot be spread evenly    | Maybe 8 or 10
            --training --model llama-3.1-8b --pod dgx-h100 --software nemoo    | no training software       | nemo
            --training --model llama-3.1-8b --pod dgx-a100 --precision fp8     | cannot train in fp8        | bf16
            --training --model llama-3.1-8b --pod dgx-a100 --precision fp9     | is not one of fp32         | Maybe fp8
            --training --model llama-3.1-8b --pod dgx-h100 --phase sfd         | is not one of pretrain     | Maybe sft
            """)
    void whatCannotBeIsRefusedInOneMessage(String options, String said, String mend) {
        CommandRun run = plan(options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("podwright: ").contains(said.strip(), mend.strip()).doesNotContain("Exception", "internal fault");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--print-scenario", "--help"})
    void theOtherHalfIsStillThere(String option) {
        assertThat(plan(option).code()).isZero();
    }
}
