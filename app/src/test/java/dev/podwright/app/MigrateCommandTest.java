package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateCommandTest {
    private static final String PROFILE = "../examples/h100-training-step.json.gz";
    private static final String SMALL = "--model llama-3.1-8b --from h100-sxm --to ascend-910b2";

    @TempDir
    private Path folder;

    private static CommandRun migrate(String options) {
        return CommandRun.of(("migrate " + options).trim().split(" "));
    }

    private static Node json(String options) {
        CommandRun run = migrate(options + " --json");
        assertThat(run.code()).as(run.err()).isZero();
        Schemas.assertFits("migration", run.out());
        return Document.parse("migration.json", run.out().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, SMALL + " --training", SMALL + ",cloudmatrix384,ascend-950dt --features cuda-graphs --pytorch 2.7.1", "--profile " + PROFILE + " --to ascend-910b2",
        SMALL + " --profile " + PROFILE, SMALL + " --chips 4 --input 500 --output 100 --rate 2 --tpot 80ms --kv bf16"})
    void everyAnswerFitsItsSchema(String options) {
        Node answer = json(options);
        assertThat(answer.get("question").get("from").get("id").text()).isEqualTo("h100-sxm");
        assertThat(answer.find("scenario").isPresent()).isEqualTo(options.contains("--model"));
        assertThat(answer.get("targets").list().getFirst().get("headline").text()).isNotBlank();
        assertThat(answer.get("targets").list().getFirst().get("steps").list()).isNotEmpty();
    }

    @Test
    void aProcessAnswersTheExampleWithoutOptions() {
        CommandProcess.Result result = new CommandProcess().run("migrate");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("Moving deepseek-r1, served on H800 8-GPU server", "cloudmatrix384: CloudMatrix384", "What changes", "Best layout", "Steps", "  1. ");
    }

    @Test
    void aProfileIsPricedAndItsOperatorsAreNamed() {
        Node target = json("--profile " + PROFILE + " --from h100-sxm --to ascend-910b2").get("targets").list().getFirst();
        assertThat(target.get("time").get("step_seconds").number()).isBetween(0.03, 0.04);
        assertThat(target.get("time").get("target_step_seconds").get("value").number()).isGreaterThan(0.04);
        assertThat(target.get("operators").list()).extracting(o -> o.get("name").text()).contains("aten::mm", "c10d::allreduce_", "flash_attn::_flash_attn_forward", "swiglu_ext::forward");
        assertThat(target.get("kernels").list()).extracting(k -> k.get("name").text()).anyMatch(n -> n.startsWith("void swiglu_forward_kernel")).noneMatch(n -> n.startsWith("nvjet"));
        double all = target.get("time").get("kinds").list().stream().mapToDouble(k -> k.get("measured_seconds").number()).sum();
        assertThat(all).isBetween(0.06, 0.08);
    }

    @Test
    void aRankOfADirectoryIsChosen() throws IOException {
        String trace;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Path.of(PROFILE)))) {
            trace = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.writeString(folder.resolve("rank0.json"), trace);
        Files.writeString(folder.resolve("rank1.json"), trace.replace("\"rank\": 0", "\"rank\": 1"));
        Node lowest = json("--profile " + folder + " --to ascend-910b2");
        assertThat(lowest.get("question").get("profile").get("rank").number()).isZero();
        assertThat(lowest.get("notes").texts()).anyMatch(n -> n.contains("holds profiles of 2 ranks: this is rank 0. --rank chooses another."));
        assertThat(json("--profile " + folder + " --to ascend-910b2 --rank 1").get("question").get("profile").get("rank").number()).isOne();
    }

    @Test
    void theSourceIsInferredFromTheProfileAndTheWorkFromItsBackwardPasses() {
        Node answer = json("--profile " + PROFILE + " --to ascend-910b2");
        assertThat(answer.get("question").get("purpose").text()).isEqualTo("training");
        assertThat(answer.get("notes").texts()).anyMatch(n -> n.contains("read as --from h100-sxm")).anyMatch(n -> n.contains("read as training"));
    }

    @Test
    void aScenarioNamesBothSides() throws IOException {
        Path scenario = Files.writeString(folder.resolve("now.yaml"), """
                model: llama-3.1-8b
                workload: {input_tokens: 1000, output_tokens: 200, rate_per_s: 2}
                mode: aggregated
                targets:
                - {chip: h100-sxm, chips: 4}
                - {chip: ascend-910b2, chips: 8}
                """);
        Node answer = json("--scenario " + scenario);
        assertThat(answer.get("question").get("from").get("cards").number()).isEqualTo(4);
        assertThat(answer.get("targets").list()).extracting(t -> t.get("target").get("id").text()).containsExactly("ascend-910b2");
        assertThat(answer.get("notes").texts()).contains("Not used of the scenario: mode.");
    }

    @Test
    void filesComeBesideTheOtherOutputAndTheSameInputGivesTheSameBytes() throws IOException {
        List<String> written = new ArrayList<>();
        for (String name : List.of("one-report", "another-report")) {
            Path markdown = folder.resolve(name + ".md");
            Path page = folder.resolve(name + ".html");
            CommandRun run = migrate(SMALL + " --markdown " + markdown + " --html " + page);
            assertThat(run.err()).isEqualTo("wrote %s%nwrote %s%n".formatted(markdown, page));
            assertThat(run.out()).isEqualTo(migrate(SMALL).out());
            written.add(Files.readString(markdown) + Files.readString(page).replace(name + ".md", "report.md"));
            assertThat(Pages.ids(Pages.parse(Files.readString(page)), "section")).containsExactly("answer", "changes", "layout", "steps", "risks", "assumptions", "origin");
        }
        assertThat(written.get(0).equals(written.get(1))).as("the same bytes").isTrue();
        assertThat(written.get(0)).startsWith("# Leaving CUDA\n\nMoving llama-3.1-8b");
    }

    @Test
    void aPageOfAProfileHasItsPicturesAndNoMarkupOfNames() throws IOException {
        Path file = folder.resolve("page.html");
        assertThat(migrate("--profile " + PROFILE + " --to ascend-910b2,cloudmatrix384 --html " + file).code()).isZero();
        org.w3c.dom.Document page = Pages.parse(Files.readString(file));
        assertThat(Pages.ids(page, "section")).containsExactly("answer", "changes", "operators", "time", "steps", "risks", "assumptions", "origin");
        assertThat(Pages.ofClass(page, "div", "chart")).extracting(c -> c.getAttribute("id")).containsExactly("kinds", "shifts-0", "shifts-1");
        Schemas.assertFits("report", Pages.data(page));
    }

    @Test
    void anotherReleaseOfCannThanTheOneReadIsSaid() {
        assertThat(migrate(SMALL + " --cann 7.0").out()).contains("note: CANN 7.0 was asked for", "nothing is claimed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --to cloudmatrix384                                              | Neither a model nor a profile is named | --profile
            --from h100-sxm --to ascend-910b2                                | Neither a model nor a profile is named | --model
            --model llama-3.1-8b --to cloudmatrix384                         | Nothing says where it runs now        | --from
            --model llama-3.1-8b --from h100-sxm                             | Nothing says where it shall run       | --to
            --model lama-3.1-8b --from h100-sxm --to cloudmatrix384          | no model called lama-3.1-8b           | llama-3.1-8b
            --model llama-3.1-8b --from h100-smx --to cloudmatrix384         | no chip and no pod "h100-smx"         | h100-sxm
            --model llama-3.1-8b --from h100-sxm --to cloudmatrix348         | no chip and no pod "cloudmatrix348"   | cloudmatrix384
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --chips 0 | --chips is 0                          | at least 1
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --features cuda-graph   | knows no cuda-graph     | cuda-graphs
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --pytorch 2.4           | no support tables       | 2.13.0
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --rank 0                | --rank 0 is of a profile | --profile
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --training --rate 3     | --rate belongs to serving | without training
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --sequence 4096         | --sequence belongs to training | --training
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --rate 0                | rate_per_s: 0           |
            --profile nowhere.json --to ascend-910b2                                       | nowhere.json            |
            --profile ../examples/h100-training-step.json.gz --from a100-sxm-80 --to ascend-910b2 | "NVIDIA H100 80GB HBM3", not on a100-sxm-80 | --from h100-sxm
            --profile ../examples/h100-training-step.json.gz --to ascend-910b2 --rank 3    | --rank 3 is not among   | rank 0
            --profile ../examples/h100-training-step.json.gz --to ascend-910b2 --sequence 4096 | --sequence needs a model | --model
            --model llama-3.1-8b --from h100-sxm --to ascend-910b2 --form x                | no option --form        | --from
            """)
    void whatIsWrongIsNamedWithAMend(String options, String said, String mend) {
        CommandRun run = migrate(options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("podwright: ").contains(said).contains(mend == null ? "" : mend).doesNotContain("Exception", "internal fault");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(2);
    }
}
