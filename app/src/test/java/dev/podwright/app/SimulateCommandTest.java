package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    private static final String SMALL = "--model llama-3.1-8b --chip a100-sxm-80 --tp 1";

    @TempDir
    private Path folder;

    private static CommandRun simulate(String options) {
        return CommandRun.of(("simulate " + options).split(" "));
    }

    private static Node json(String options) {
        CommandRun run = simulate((options + " --json").strip());
        assertThat(run.code()).as(run.err()).isZero();
        Schemas.assertFits("simulation", run.out());
        return Document.parse("simulation.json", run.out().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ratesAreServedAndTokensAddUp() {
        Node all = json(SMALL + " --input 500 --output 100 --rate 5 --count 500").get("all");
        assertThat(all.get("finished").number()).isEqualTo(500);
        assertThat(all.get("requests_per_s").number()).isBetween(4.0, 5.5);
        assertThat(all.get("ttft_ms").get("p50").number()).isLessThan(all.get("ttft_ms").get("p99").number());
    }

    @Test
    void aLongerQueueWaitsLonger() {
        double few = json(SMALL + " --input 500 --output 100 --rate 5 --count 500").get("all").get("ttft_ms").get("p99").number();
        double many = json(SMALL + " --input 500 --output 100 --rate 60 --count 500").get("all").get("ttft_ms").get("p99").number();
        assertThat(many).isGreaterThan(few);
    }

    @Test
    void theSameCommandPrintsTheSameBytes() {
        String command = SMALL + " --input 300 --output 50 --rate 10 --count 300 --router power-of-two --replicas 1";
        assertThat(simulate(command).out()).isEqualTo(simulate(command).out());
    }

    @Test
    void everyRequestHasALineInTheFile() throws IOException {
        Path file = folder.resolve("requests.csv");
        assertThat(simulate(SMALL + " --input 300 --output 50 --concurrency 8 --count 100 --requests " + file).code()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(101).first().asString().startsWith("request,class,replica,arrival_s");
        assertThat(simulate(SMALL + " --input 300 --output 50 --concurrency 8 --count 100 --requests " + file + ".gz").code()).isZero();
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(Path.of(file + ".gz")))) {
            assertThat(packed.readAllBytes()).isEqualTo(Files.readAllBytes(file));
        }
        assertThat(folder).isDirectoryNotContaining(f -> f.toString().endsWith(".part"));
    }

    @Test
    void aTraceIsPlayed() throws IOException {
        Path file = Files.writeString(folder.resolve("trace.csv"), "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n");
        Node answer = json(SMALL + " --trace " + file + " --repeat 3");
        assertThat(answer.get("arrived").number()).isEqualTo(6);
        assertThat(answer.get("all").get("output_tokens_per_s").number()).isPositive();
    }

    @Test
    void windowsAddUpToTheRun() {
        Node answer = json(SMALL + " --input 500 --output 100 --rate 5 --count 500");
        assertThat(sum(answer, "arrived")).isEqualTo(500);
        assertThat(sum(answer, "finished")).isEqualTo(500);
        assertThat(sum(answer, "output_tokens")).isCloseTo(answer.get("all").get("output_tokens").number(), within(1e-3));
        assertThat(sum(answer, "input_tokens")).isCloseTo(answer.get("all").get("input_tokens").number(), within(1e-3));
        assertThat(answer.get("windows").list()).hasSizeBetween(64, 128);
    }

    private static double sum(Node answer, String field) {
        return answer.get("windows").list().stream().mapToDouble(w -> w.get(field).number()).sum();
    }

    @Test
    void replicasAddUpToTheRun() {
        Node answer = json("--model llama-3.1-8b --chip a100-sxm-80 --chips 4 --tp 1 --replicas 3 --input 500 --output 100 --rate 9 --count 300");
        assertThat(answer.get("replicas").list()).hasSize(3);
        assertThat(answer.get("replicas").list().stream().mapToDouble(w -> w.get("finished").number()).sum()).isEqualTo(300);
        assertThat(answer.get("replicas").list().stream().mapToDouble(w -> w.get("utilisation").number()).average().orElseThrow())
                .isCloseTo(answer.get("utilisation").number(), within(1e-9));
    }

    @Test
    void theExampleFitsItsSchema() {
        assertThat(json("").get("all").get("finished").number()).isEqualTo(1500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--engine vlm --rate 1 | maybe vllm",
        "--router roundrobin --rate 1 | round-robin",
        "--arrivals weibul --rate 1 --count 5 | weibull",
        "--rate 1 --count 0 | out of range",
        "--rate 1 --input 20000000 --output 5 | no room",
        "--rate 1 --replicas 3 | ranks",
        "--count 10 | Nothing says how many requests come",
        "--rate 1 --requests requests.txt | ending",
        "--rate 1 --requests requests.parquet | only CSV is written",
        "--rate 1 --requests /no/such/folder/requests.csv | missing",
        "--rate 1 --timeline /no/such/folder/timeline.json | missing",
        "--trace /no/such/trace | no such trace"})
    void badInputIsNamed(String options, String message) {
        CommandRun run = simulate(SMALL + " " + options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().toLowerCase(java.util.Locale.ROOT)).contains(message.toLowerCase(java.util.Locale.ROOT));
        assertThat(run.out()).isEmpty();
    }
}
