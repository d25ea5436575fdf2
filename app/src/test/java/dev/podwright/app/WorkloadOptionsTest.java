package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.networknt.schema.InputFormat;
import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.workload.NamedWorkload;
import dev.podwright.workload.NamedWorkloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadOptionsTest {
    private static CommandRun plan(String options) {
        return CommandRun.of(("plan " + options).split(" "));
    }

    @Test
    void anAllInOneMachineIsPlannedForAllSeven() {
        CommandRun run = plan("--workload all-seven --model iflytekspark-13b --chip ascend-910b3 --chips 8");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("a mix of 6 workloads", "multimodal is not served: iflytekspark-13b has no vision tower", "end to end s", "at once", "tokens/s out");
        assertThat(run.out().lines()).anySatisfy(line -> assertThat(line).matches(" *mathematics +[0-9].*"))
                .anySatisfy(line -> assertThat(line).matches(" *multimodal +-.*"));
    }

    @Test
    void theClassesOfThePlanAddUp() {
        Node plan = Document.parse("plan.json", plan("--workload all-seven --model qwen3-vl-8b-instruct --chip ascend-910b3 --chips 8 --rate 3 --json").out()
                .getBytes(StandardCharsets.UTF_8));
        assertThat(plan.get("requests").get("classes").list()).hasSize(7);
        Node best = plan.get("pods").list().getFirst().get("best");
        double rate = best.get("classes").list().stream().mapToDouble(c -> c.get("requests_per_s").get("value").number()).sum();
        assertThat(rate).isCloseTo(best.get("requests_per_s").get("value").number(), withinPercentage(1e-6));
        double inside = best.get("classes").list().stream().mapToDouble(c -> c.get("in_flight").number()).sum();
        assertThat(inside).isCloseTo(best.get("in_flight").number(), withinPercentage(0.01));
    }

    @Test
    void aNameTakesThePlaceOfTheDefaultLengths() {
        assertThat(plan("--model llama-3.1-8b --pod h20-8 --workload mathematics --print-scenario").out())
                .contains("name: mathematics").doesNotContain("input_tokens", "output_tokens");
        assertThat(plan("--model llama-3.1-8b --pod h20-8 --workload mathematics --output 900 --print-scenario").out())
                .contains("name: mathematics", "output_tokens: 900").doesNotContain("input_tokens");
    }

    @Test
    void optionsReplaceTheWorkloadOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"),
                plan("--model llama-3.1-8b --pod h20-8 --mix mathematics=3,code=1 --rate 5 --print-scenario").out());
        assertThat(Files.readString(file)).contains("mathematics: 3", "code: 1", "rate_per_s: 5");
        assertThat(plan("--scenario " + file + " --workload code --print-scenario").out()).contains("name: code", "rate_per_s: 5").doesNotContain("mix", "mathematics");
        assertThat(plan("--scenario " + file + " --mix knowledge-qa --print-scenario").out()).contains("knowledge-qa: 1").doesNotContain("mathematics");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --workload mathematic              | no workload called "mathematic"           | Maybe mathematics
            --mix mathematics=x                | mathematics=x has no weight               | mathematics=3
            --mix code=1,code=2                | names code twice                          | one weight
            --mix maths=1                      | no workload called "maths"                | mathematics
            --workload code --mix code=1       | both the workload code and a mix          | all-seven
            --workload all-seven --input 9     | lengths and images of their own           | name one workload
            --workload multimodal              | llama-3.1-8b has no vision tower          | qwen2.5-vl-7b
            --images 1                         | images are given without their size       | image_size
            --images 1 --image-size big        | "big" is not a size in pixels             | 1024x1024
            --images x                         | is not a number                           | --images
            """)
    void mistakesAreRefusedWithAMend(String options, String said, String mend) {
        CommandRun run = plan("--model llama-3.1-8b --pod h20-8 " + options.strip());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(said, mend);
    }

    @Test
    void aRequestLongerThanTheContextIsPricedAndNamed() {
        assertThat(plan("--model iflytekspark-13b --pod atlas-800-a2 --input 40000 --ttft 60s").out())
                .contains("40,000 tokens of prompt and 500 of answer exceed the context of iflytekspark-13b (32,768)");
        assertThat(plan("--model iflytekspark-13b --pod atlas-800-a2 --workload code-agents").out())
                .contains("34 % of the prompts do not fit in the context of iflytekspark-13b");
    }

    @Test
    void theCatalogueListsEveryWorkload() {
        CommandRun run = CommandRun.of("catalog", "workloads");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(NamedWorkloads.all().stream().map(NamedWorkload::name).toList()).contains("all-seven");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--workload all-seven --model iflytekspark-13b --chip ascend-910b3 --chips 8",
        "--workload multimodal --model qwen2.5-vl-7b --pod h20-8 --mode disaggregated --rate 20",
        "--mix mathematics=3,code=1 --model llama-3.1-8b --pod h20-8 --concurrency 64",
        "--images 2 --image-size 448x448 --model qwen3-vl-8b-instruct --pod h20-8"})
    void plansAndScenariosFitTheirSchemas(String options) {
        Schemas.assertFits("plan", plan(options + " --json").out());
        Schemas.assertFits("scenario", plan(options + " --print-scenario").out(), InputFormat.YAML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"input_tokens\": 5}", "{\"mix\": {\"code\": -1}}", "{\"name\": 5}", "{\"name\": \"code\", \"image_size\": \"big\"}"})
    void mistakesDoNotFitTheSchema(String workload) {
        Schemas.assertMisfits("scenario", "{\"model\": \"x\", \"workload\": %s, \"targets\": [{\"pod\": \"y\"}]}".formatted(workload));
    }

    @Test
    void thePageOfWorkloadsShowsTheFiguresThatShip() throws IOException {
        String whole = Files.readString(Path.of("../docs/workloads.md"));
        String page = whole.substring(0, whole.indexOf("\n## Limits"));
        assertThat(NamedWorkloads.all()).allSatisfy(w -> assertThat(page.lines().filter(l -> l.startsWith("| `" + w.name() + "` |")))
                .singleElement().asString().satisfies(row -> assertThat(Arrays.stream(row.split("\\|")).map(String::strip).toList())
                        .contains(figures(w.input().mean().value()), figures(w.output().mean().value()))));
    }

    private static String figures(double tokens) {
        return "%,.0f".formatted(tokens);
    }
}
