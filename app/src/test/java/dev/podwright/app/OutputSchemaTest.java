package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands print as JSON is what the schemas in `docs/schema` promise.
class OutputSchemaTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "plan --json",
        "plan --json --mode aggregated --rate 3",
        "plan --json --model llama-3.1-8b --pod h20-8",
        "plan --json --model llama-3.1-8b --chip ascend-910b2 --chips 8 --concurrency 64 --weights int8",
        "plan --json --model deepseek-r1 --pod atlas-950-superpod --drafts 1 --tokens-per-step 1.7",
        "plan --json --model deepseek-r1 --pods dgx-a100,h20-8 --tpot 1ms --cached 100",
        "plan --json --confirm --count 400 --model llama-3.1-8b --pods h20-8,dgx-a100 --rate 40"})
    void aPlanFitsItsSchema(String line) {
        String json = CommandRun.of(line.split(" ")).out();
        Schemas.assertFits("plan", json);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "explain --json --model deepseek-r1 --pod cloudmatrix384 --decode --batch 96",
        "explain --json --model llama-3.1-8b --chip l40s --prefill --context 900"})
    void aStepFitsItsSchema(String line) {
        Schemas.assertFits("explain", CommandRun.of(line.split(" ")).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "plan --json --training --model llama-3.1-8b --pod dgx-h100 --global-batch 32 --tokens 1T",
        "plan --json --training --model llama-3.1-8b --pods dgx-h100,dgx-a100 --global-batch 32 --precision fp8 --phase lora",
        "plan --json --training --model llama-3.1-405b --pod dgx-h100 --days 3"})
    void aTrainingPlanFitsItsSchema(String line) {
        Schemas.assertFits("training-plan", CommandRun.of(line.split(" ")).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "explain --json --training --model llama-3.1-8b --pod dgx-h100 --global-batch 32",
        "explain --json --training --model mixtral-8x7b --pod dgx-h100 --chips 16 --tp 2 --pp 2 --vpp 2 --ep 4 --recompute act,moe --global-batch 32"})
    void anIterationFitsItsSchema(String line) {
        Schemas.assertFits("training-explain", CommandRun.of(line.split(" ")).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "compare --json ascend-910c a100-sxm-80",
        "compare --json --model llama-3.1-8b v100-sxm ascend-960 gb200-nvl72"})
    void aComparisonFitsItsSchema(String line) {
        Schemas.assertFits("compare", CommandRun.of(line.split(" ")).out());
    }

    @Test
    void aValidationFitsItsSchema() {
        Schemas.assertFits("validate", CommandRun.of("validate", "--json").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "plan --print-scenario",
        "plan --print-scenario --model llama-3.1-8b --pod h20-8 --kv fp8 --drafts 1 --tokens-per-step 1.5 --mode aggregated",
        "plan --print-scenario --model llama-3.1-8b --chip l40s --chips 2 --concurrency 8 --cached 10",
        "plan --print-scenario --training",
        "plan --print-scenario --training --model llama-3.1-8b --pod dgx-h100 --tokens 13.2T --days 9.5 --phase lora --lora-rank 8 --precision fp8"})
    void aPrintedScenarioFitsItsSchema(String line) {
        Schemas.assertFits("scenario", CommandRun.of(line.split(" ")).out(), InputFormat.YAML);
    }

    @Test
    void thePrintedScenarioGivesTheSamePlan(@TempDir Path folder) throws IOException {
        String[] options = {"--model", "llama-3.1-8b", "--pods", "h20-8,h200-8", "--rate", "40", "--tpot", "30ms", "--weights", "fp8"};
        Path file = Files.writeString(folder.resolve("scenario.yaml"), CommandRun.of(line("--print-scenario", options)).out());
        assertThat(CommandRun.of("plan", "--json", "--scenario", file.toString()).out()).isEqualTo(CommandRun.of(line("--json", options)).out());
    }

    private static String[] line(String first, String... options) {
        String[] line = new String[options.length + 2];
        line[0] = "plan";
        line[1] = first;
        System.arraycopy(options, 0, line, 2, options.length);
        return line;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"model\": \"x\", \"workload\": {\"input_tokens\": 1, \"output_tokens\": 1}, \"targets\": []}",
        "{\"model\": \"x\", \"workload\": {\"input_tokens\": 0, \"output_tokens\": 1}, \"targets\": [{\"pod\": \"y\"}]}",
        "{\"model\": \"x\", \"workload\": {\"input_tokens\": 1, \"output_tokens\": 1}, \"targets\": [{\"pod\": \"y\", \"chip\": \"z\"}]}",
        "{\"model\": \"x\", \"workload\": {\"input_tokens\": 1, \"output_tokens\": 1, \"rate_per_s\": 1, \"concurrency\": 1}, \"targets\": [{\"pod\": \"y\"}]}",
        "{\"model\": \"x\", \"training\": {}, \"workload\": {\"input_tokens\": 1, \"output_tokens\": 1}, \"targets\": [{\"pod\": \"y\"}]}",
        "{\"model\": \"x\", \"training\": {\"global_batch\": 1, \"global_batch_tokens\": 1}, \"targets\": [{\"pod\": \"y\"}]}",
        "{\"model\": \"x\", \"training\": {\"precision\": \"int8\"}, \"targets\": [{\"pod\": \"y\"}]}",
        "{\"model\": \"x\", \"training\": {}, \"setup\": {\"zero\": 4}, \"targets\": [{\"pod\": \"y\"}]}",
        "{\"model\": \"x\", \"targets\": [{\"pod\": \"y\"}]}",
        "{\"model\": \"x\", \"wrkload\": {}, \"targets\": [{\"pod\": \"y\"}]}"})
    void mistakesDoNotFitTheSchemaOfScenarios(String scenario) {
        Schemas.assertMisfits("scenario", scenario);
    }
}
