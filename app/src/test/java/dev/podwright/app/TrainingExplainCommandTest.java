package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingExplainCommandTest {
    private static final String SERVER = "--training --model llama-3.1-8b --pod dgx-h100 ";
    private static final String PIPELINE = SERVER + "--tp 2 --pp 2 --global-batch 32 ";

    private static CommandRun explain(String options) {
        return CommandRun.of(("explain " + options).strip().split(" +"));
    }

    private static Node json(String options) {
        CommandRun run = explain(options + " --json");
        assertThat(run.err()).isEmpty();
        return Document.parse("explain.json", run.out().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theTextShowsTheTreeTheStagesTheCommunicationAndTheMemory() {
        CommandRun run = explain(PIPELINE);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("the setup asked for:", "setup: tp2 dp2 pp2, mbs 1, 1f1b, zero1, recompute none", "embedding, layers 1-16",
                "layers 17-32, head", "tensor parallelism", "exposed s", "memory GiB", "optimiser states", "usable: 78.8 GiB per rank", "micro-batch",
                "backward.input", "pipeline.bubble", "each ms", "bubble: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tp 2 --pp 2", "--pp 4 --vpp 2 --zero 2", "--tp 2 --pp 4 --schedule zero-bubble --recompute full", "--pp 2 --schedule dualpipe",
        "--tp 8 --schedule gpipe --recompute act,layernorm", "--cp 4 --zero 3 --shards 4", "--tp 2 --cp 2 --context-kind ulysses", ""})
    void everyNodeIsTheSumOfItsParts(String setup) {
        Node answer = json(SERVER + "--global-batch 32 " + setup);
        Node tree = answer.get("iteration");
        check(tree);
        assertThat(tree.get("us").number()).isCloseTo(answer.get("iteration_s").get("value").number() * 1e6, within(1.0));
        assertThat(answer.get("chosen").bool()).isEqualTo(setup.isEmpty());
        assertThat(answer.get("stages").list()).hasSameSizeAs(answer.get("memory_gib_per_rank").get("stages").list());
    }

    private static void check(Node node) {
        double us = node.get("us").number();
        assertThat(us).isBetween(node.get("low_us").number(), node.get("high_us").number());
        node.find("parts").ifPresent(parts -> {
            double sum = parts.list().stream().mapToDouble(p -> p.get("times").number() * p.get("us").number()).sum();
            assertThat(sum).isCloseTo(us, within(us * 1e-9));
            parts.list().forEach(TrainingExplainCommandTest::check);
        });
    }

    @Test
    void theSetupOfAnAnswerCanBeAskedAgain(@TempDir Path folder) throws IOException {
        Node first = json(SERVER + "--global-batch 32");
        String scenario = Json.text(Fields.given("model", "llama-3.1-8b", "training", Fields.given("global_batch", 32), "targets",
                List.of(Fields.given("pod", "dgx-h100")), "setup", first.get("setup").plain()));
        Path file = Files.writeString(folder.resolve("again.json"), scenario);
        Node second = json("--scenario " + file);
        assertThat(second.get("setup_label").text()).isEqualTo(first.get("setup_label").text());
        assertThat(second.get("iteration_s").plain()).isEqualTo(first.get("iteration_s").plain());
    }

    @Test
    void theTimelineHasATrackPerStageAndEndsWithTheIteration(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.json");
        Node answer = json(PIPELINE + "--timeline " + file);
        List<Node> events = Document.read(file).get("traceEvents").list();
        List<Node> tasks = events.stream().filter(e -> e.get("ph").text().equals("X")).toList();
        double end = tasks.stream().mapToDouble(e -> e.get("ts").number() + e.get("dur").number()).max().orElseThrow();
        assertThat(end).isCloseTo(answer.get("iteration_s").get("value").number() * 1e6, within(1e3));
        assertThat(names(events, "M", "args")).contains("stage 1", "stage 2");
        assertThat(tasks.stream().map(e -> e.get("cat").text()).distinct().sorted())
                .containsExactly("backward", "forward", "gradient reduction", "optimiser", "weights");
        // 32 sequences on 2 data-parallel ranks: 16 micro-batches, forward and backward, on 2 stages.
        assertThat(tasks.stream().filter(e -> Set.of("forward", "backward").contains(e.get("cat").text()))).hasSize(2 * 16 * 2);
        double most = events.stream().filter(e -> e.get("ph").text().equals("C")).mapToDouble(e -> e.get("args").get("GiB").number()).max().orElseThrow();
        assertThat(most).isCloseTo(answer.get("memory_gib_per_rank").get("stages").list().getFirst().get("terms").get("activations").number(), within(1e-6));
    }

    private static List<String> names(List<Node> events, String phase, String field) {
        return events.stream().filter(e -> e.get("ph").text().equals(phase)).flatMap(e -> e.get(field).find("name").stream()).map(Node::text).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tp 3                                      | do not divide the 8            | other chips
            --chips 64 --tp 64                          | 32 attention heads             | Choose other sizes
            --dp 4                                      | 4 ranks; DGX/HGX H100 has 8    | Leave data out
            --pp 8 --vpp 8                              | 64 pipeline parts              | Choose other sizes
            --ep 2                                      | no experts to spread           | Choose other sizes
            --ep 3                                      | 3 ranks of experts             | one stage
            --vpp 2                                     | interleaved-1f1b needs         | Choose other sizes
            --micro-batch 3                             | cannot be divided              | Choose other sizes
            --schedule 1f1c                             | is not one of gpipe            | 1f1b
            --zero 4                                    | a ZeRO stage                   | 0 to 3
            --recompute acts                            | none, selective, full or parts | Maybe act
            --offload disk                              | nothing that can be offloaded  | optimizer
            --offload activations=much                  | is not a number                | 0.5
            --batch 3                                   | --batch belongs to serving     | without training
            --kv fp8                                    | --kv belongs to serving        | without training
            --timeline /nowhere/t.json                  | directory /nowhere is missing  | Create it
            """)
    void anIterationThatCannotBeIsRefused(String options, String said, String mend) {
        assertRefused(explain(SERVER + options), said, mend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --decode --model llama-3.1-8b --pod dgx-h100 --cp 2       | --cp belongs to training      | add --training
            --decode --model llama-3.1-8b --pod dgx-h100 --tokens 2B  | --tokens belongs to training  | add --training
            --model llama-3.1-8b --pod dgx-h100                       | What to explain is missing    | --training
            --training                                                | No model is named             | --model
            --training --model llama-3.1-8b                           | No pod is named               | --pod
            --training --decode --model llama-3.1-8b --pod dgx-h100   | mutually exclusive            | explain --help
            --training --model llama-3.1-70b --pod dgx-h100 --tp 8    | the largest term is           | fastest setup that fits
            """)
    void theQuestionMustBeWholeAndOfOneKind(String options, String said, String mend) {
        assertRefused(explain(options), said, mend);
    }

    private static void assertRefused(CommandRun run, String said, String mend) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("podwright: ").contains(said.strip(), mend.strip()).doesNotContain("Exception", "internal fault", "..");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(2);
    }
}
