package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever is wrong with the input: one message that says what and how to mend it, exit code 2, nothing on standard output.
class BadInputTest {
    private static final String SERVER = " --model llama-3.1-8b --pod h20-8";

    @TempDir
    private Path folder;

    private static void assertRefused(CommandRun run, String... said) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("podwright: ").contains(said).doesNotContain("Exception", "internal fault", "\tat ");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plan --model deepsek-r1 --pod h20-8                      | no model called deepsek-r1      | deepseek-r1
            plan --model llama-3.1-8b --pod h20-9                    | no pod "h20-9"                  | h20-8
            plan --model llama-3.1-8b --chip h20-9                   | no chip "h20-9"                 | h20-96
            compare h20-96 a100-sxm-8                                | no chip and no pod "a100-sxm-8" | a100-sxm-80
            plan --model llama-3.1-8b                                | No pod is named                 | --pod
            plan --pod h20-8                                         | No model is named               | --model
            plan --chips 8                                           | --chips needs a --pod           | cloudmatrix384
            compare a100-sxm-80                                      | Only a100-sxm-80                | at least two
            compare a100-sxm-80 h20-96 --reference b200              | The reference b200              | h20-96
            plan --rte 5                                             | no option --rte                 | --rate
            plan --mode agregated                                    | "agregated" is not one of       | aggregated
            plan --rate 5 --concurrency 5                            | both rate_per_s and concurrency | one of them
            plan --pod h20-8 --chip h20-96                           | Both --chip and --pod           | Name either
            """)
    void anUnknownNameComesWithItsNeighbour(String line, String said, String mend) {
        assertRefused(CommandRun.of(line.trim().split(" ")), said, mend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rate 0                                 | rate_per_s: 0 is not a number above 0
            --rate -1                                | rate_per_s: -1
            --rate NaN                               | rate_per_s: NaN
            --rate Infinity                          | rate_per_s: Infinity
            --rate 1e12                              | up to 10 billion
            --rate fast                              | is not a number
            --concurrency 0                          | concurrency: 0
            --concurrency 2147483648                 | is not a whole number
            --input 0                                | input_tokens: 0
            --input 1e9                              | input_tokens: 1000000000
            --output -3                              | output_tokens: -3
            --cached 2000                            | below the 2000 input tokens
            --chips 0                                | chips: 0
            --chips -1                               | chips: -1
            --chips 1e12                             | is not a whole number
            --chips 2147483647                       | at most 268435456
            --chips 9                                | Maybe 8 or 10
            --ttft 0s                                | ttft_ms: 0
            --tpot -1ms                              | is not a time such as 2s
            --tpot 5                                 | is not a time such as 2s
            --drafts 1                               | without tokens_per_step
            --drafts -1 --tokens-per-step 1          | drafts: -1
            --drafts 2147483647 --tokens-per-step 2  | from 0 to 100
            --drafts 1 --tokens-per-step 3           | from 1 to 2
            --weights fp9                            | Maybe fp8
            """)
    void anAbsurdNumberIsNamedWithWhatWouldBeRight(String options, String said) {
        assertRefused(CommandRun.of(("plan" + SERVER + " " + options.trim()).split(" ")), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --batch 0                       | --batch is 0                  | at least 1
            --context -1                    | --context is -1               | at least 1
            --batch 1000000000              | the largest term is           | smaller batch
            --context 2147483647            | the largest term is           | more chips
            --tp 0                          | --tp is 0                     | from 1
            --tp 3                          | cannot be divided by tp 3     | 32 attention heads
            --pp 33                         | 33 pipeline stages            | 32 layers
            --tp 16                         | 16 ranks                      | more --chips
            --ep 3                          | --ep 3 does not divide        | try --ep 1
            --tp 65536 --dp 65536           | more ranks than any           | smaller sizes
            --tp 46341 --dp 46341 --pp 9999 | more ranks than any           | smaller sizes
            --prefill                       | mutually exclusive            | explain --help
            """)
    void aStepThatCannotBeIsRefused(String options, String said, String mend) {
        assertRefused(CommandRun.of(("explain --decode" + SERVER + " " + options.trim()).split(" ")), said, mend);
    }

    @Test
    void aPrecisionThatTheChipLacksComesWithThoseItHas() {
        assertRefused(CommandRun.of("plan", "--model", "llama-3.1-8b", "--pod", "cloudmatrix384", "--weights", "fp8"),
                "ascend-910c-die cannot compute in fp8", "bf16, fp16, int8");
    }

    @Test
    void aMissingFigureIsNamedAndCanBeGiven() {
        String[] line = {"explain", "--model", "llama-3.1-8b", "--chip", "v100-sxm", "--decode"};
        assertRefused(CommandRun.of(line), "memory_capacity", "--set v100-sxm.memory_capacity=VALUE");
        String[] mended = {"explain", "--model", "llama-3.1-8b", "--chip", "v100-sxm", "--decode", "--set", "v100-sxm.memory_capacity=32GB"};
        assertThat(CommandRun.of(mended).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"memory_bandwidth=1e-300TB/s,beyond anything", "memory_bandwidth=1e300TB/s,beyond anything", "memory_bandwidth=0TB/s,above 0",
        "memory_bandwidth=4TB,a bandwidth", "memory_bandwith=4TB/s,memory_bandwidth"})
    void anAbsurdFigureIsRefused(String assignment, String said) {
        assertRefused(CommandRun.of(("plan" + SERVER + " --set h20-96." + assignment).split(" ")), said);
    }

    @Test
    void aPodThatCannotGrowSaysWhichLevelIsMissing() {
        assertRefused(CommandRun.of("plan", "--model", "llama-3.1-8b", "--pod", "vr-nvl144", "--chips", "1000"),
                "no scale-out level", "at most 72");
        assertRefused(CommandRun.of("plan", "--model", "llama-3.1-8b", "--chip", "a100-sxm-80", "--chips", "1000"),
                "the level between servers is missing", "dgx-a100");
    }

    @Test
    void aLayoutThatDoesNotFitNamesTheLargestTermAndTheNearestThatDoes() {
        assertRefused(CommandRun.of("explain", "--model", "deepseek-r1", "--pod", "h20-8", "--decode", "--tp", "1"),
                "the largest term is the weights", "The nearest layout that fits");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.json | {"model": "x", "workload": {"input_tokens": 2,        | line 1, field workload: malformed JSON
            a.json | [[[1]]                                               | malformed JSON
            a.yaml | model: [a                                            | malformed YAML
            a.yaml | model: x\\nworklod: {}                                | line 2, field worklod: unknown field
            a.yaml | schema: podwright-scenario/9\\nmodel: x               | line 1, field schema
            a.yaml | model: x\\nmodel: y                                   | given twice
            a.yaml | model: x\\nworkload: 5\\ntargets: z                    | line 2, field workload
            a.yaml | model: x\\nworkload: {input_tokens: .nan}             | not a finite number
            a.json | []                                                   | is not an object
            a.json | ''                                                   | the file is empty
            """)
    void aScenarioThatCannotBeReadIsNamedWithLineAndField(String name, String text, String said) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text.replace("\\n", "\n"));
        assertRefused(CommandRun.of("plan", "--scenario", file.toString()), file.toString(), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model_type": "llama", "hidden_size": 64                                              | malformed JSON
            {"model_type": "lama"}                                                                 | Maybe llama
            {"hidden_size": 64}                                                                    | model_type is missing
            {"model_type":"llama","hidden_size":-1,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":1,"vocab_size":1} | hidden_size: -1
            {"model_type":"llama","hidden_size":1e12,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":1,"vocab_size":1} | hidden_size
            {"model_type":"llama","hidden_size":64,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":1,"vocab_size":1,"new_attention_cost":7} | new_attention_cost may change the cost
            """)
    void aModelThatCannotBeUnderstoodIsNamedWithItsKey(String config, String said) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        assertRefused(CommandRun.of("explain", "--model", file.toString(), "--pod", "h20-8", "--decode"), file.toString(), said);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertRefused(CommandRun.of("plan", "--scenario", "nowhere.yaml"), "nowhere.yaml: there is no such file");
        assertRefused(CommandRun.of("plan", "--scenario", folder.toString()), "this is a directory");
        assertRefused(CommandRun.of("explain", "--model", "./no.json", "--pod", "h20-8", "--decode"), "no.json: there is no such file");
    }

    @Test
    void aProcessSaysTheSameAndLeavesNothing() throws IOException {
        CommandProcess.Result result = new CommandProcess().in(folder).run("calibrate", "--evidence", ".", "--out", "x.json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("no folder kernels").doesNotContain("Exception");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aReaderThatGoesAwayEndsAPlanQuietly() {
        CommandProcess.Result result = new CommandProcess().runWithClosedOutput(("plan" + SERVER).split(" "));
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }
}
