package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/// The command on the made-up profiles of `examples`.
class DiagnoseCommandTest {
    private static final String ASCEND = "../examples/ascend-step";
    private static final String NVIDIA = "../examples/h100-training-step.json.gz";

    @TempDir
    private Path folder;

    private static CommandRun run(String line) {
        return CommandRun.of(line.strip().split(" +"));
    }

    @Test
    void thePlantedTroublesOfTheAscendExampleAreFound() {
        CommandRun run = run("diagnose " + ASCEND + " --on ascend-910b2 --top 20");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("The others wait for rank 2", "Sort", "AI CPU", "Conversions between memory formats", "from ND to FRACTAL_NZ", "unaligned shape", "12564", "SwiGlu",
                "device is idle", "TASK_QUEUE_ENABLE=2", "is exposed for");
    }

    @Test
    void theDeviceOfTheProfileSaysWhatItIsHeldAgainst() {
        assertThat(run("diagnose " + NVIDIA).out()).contains("held against h100-sxm", "it is held against h100-sxm");
        assertThat(run("diagnose " + NVIDIA + " --on h20-8").out()).contains("which is h100-sxm and not h20-8");
        assertThat(run("diagnose " + ASCEND).err()).contains("does not say what it ran on", "--on");
    }

    @Test
    void aLimitIsPassedOrNotWithACodeOfItsOwn() {
        CommandProcess.Result passed = new CommandProcess().run("diagnose", ASCEND, "--on", "ascend-910b2", "--fail-above", "2%");
        assertThat(passed.code()).isEqualTo(3);
        assertThat(passed.err()).contains("more than --fail-above 2.0 %");
        assertThat(passed.out()).contains("limit: ");
        CommandProcess.Result within = new CommandProcess().run("diagnose", ASCEND, "--on", "ascend-910b2", "--fail-above", "60%");
        assertThat(within.err()).isEmpty();
        assertThat(within.code()).isZero();
        assertThat(within.out()).contains("Within --fail-above 60.0 %");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "diagnose ../examples/ascend-step --on ascend-910b2 --json --fail-above 0.9",
        "diagnose ../examples/h100-training-step.json.gz --json --step ProfilerStep#10 --top 3",
        "diagnose ../examples/ascend-step --on ascend-910b2 --json --model llama-3.1-8b --tp 4 --prefill --context 1024"})
    void itsJsonFitsTheSchema(String line) {
        CommandRun run = run(line);
        assertThat(run.err()).isEmpty();
        Schemas.assertFits("diagnosis", run.out());
    }

    @Test
    void aScenarioStandsBesideWhatWasMeasured() {
        assertThat(run("diagnose " + ASCEND + " --on ascend-910b2 --model llama-3.1-8b --tp 4 --prefill --context 1024").out()).contains("the scenario's step should take", "scenario ms");
    }

    @Test
    void aPageIsWrittenBesideTheAnswer() throws IOException {
        Path file = folder.resolve("diagnosis.html");
        assertThat(run("diagnose " + ASCEND + " --on ascend-910b2 --html " + file).code()).isZero();
        Document page = Pages.parse(Files.readString(file));
        assertThat(Pages.ids(page, "section")).contains("answer", "step", "findings", "operators", "ranks", "origin");
        Schemas.assertFits("report", Pages.data(page));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "diagnose no-such-profile | there is no such file",
        "diagnose ../examples/h100-training-step.json.gz --step nothing | marks no step nothing",
        "diagnose ../examples/h100-training-step.json.gz --fail-above much | is not a number",
        "diagnose ../examples/h100-training-step.json.gz --fail-above 150% | share of the step",
        "diagnose ../examples/h100-training-step.json.gz --on h100-sxn | no chip and no pod",
        "diagnose ../examples/h100-training-step.json.gz --model llama-3.1-8b | Add --decode",
        "diagnose ../examples/h100-training-step.json.gz --decode --batch 8 | No model is named",
        "diagnose ../examples/my-config.json --on h100-sxm | my-config.json"})
    void badInputIsNamed(String line, String part) {
        CommandRun run = run(line);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(part);
        assertThat(List.of(run.out())).containsExactly("");
    }
}
