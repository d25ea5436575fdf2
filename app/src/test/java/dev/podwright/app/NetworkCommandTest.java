package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkCommandTest {
    @TempDir
    private Path folder;

    private static CommandRun run(String line) {
        return CommandRun.of(line.strip().split(" +"));
    }

    @Test
    void withoutOptionsThereIsAnExample() {
        CommandRun run = run("network");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("cloudmatrix384", "all-reduce", "all-to-all", "1 GiB", "of port bound");
    }

    @Test
    void systemsStandSideBySide() {
        CommandRun run = run("network --pod cloudmatrix384 --pod h800-8 --chips 384 --op all-to-all --bytes 1MiB,64MiB");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().filter(l -> l.startsWith("all-to-all"))).hasSize(4);
        assertThat(run.out()).contains("times as fast", "joined by rail");
    }

    @Test
    void aSweepDoubles() {
        assertThat(run("network --pod h20-8 --op all-gather --bytes 1KiB..1GiB").out().lines().filter(l -> l.startsWith("all-gather"))).hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "network --json",
        "network --json --pod cloudmatrix384 --pod h800-8 --chips 384 --op all-gather,broadcast,send-receive --bytes 1KiB..1MiB*32 --ranks 16 --stride 8",
        "network --json --list --pod atlas-960-superpod"})
    void jsonFitsItsSchema(String line) {
        CommandRun run = run(line);
        assertThat(run.err()).isEmpty();
        Schemas.assertFits("network", run.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --pod atlas-690-superpod                       | no pod "atlas-690-superpod"   | atlas-960-superpod
            --op all-to-al                                 | no operation "all-to-al"      | Maybe all-to-all
            --op all-reduce,gather                         | no operation "gather"         | all-gather
            --bytes 256MiBs                                | no unit of size MiBs          | MiB
            --bytes big                                    | "big" is not a size           | 256MiB
            --bytes 0                                      | out of range                  | from 1B
            --bytes -4KiB                                  | is not a size                 | 256MiB
            --bytes 1e99GiB                                | is not a size                 | 256MiB
            --bytes 9000TiB                                | out of range                  | 1024TiB
            --bytes 1GiB..1KiB                             | end before they begin         | smaller first
            --bytes 1B..1TiB*1.0001                        | are more than                 | factor of 2
            --bytes 1B..1TiB*1                             | are more than                 | factor of 2
            --bytes ,                                      | "" is not a size              | 256MiB
            --ranks 769                                    | does not fit cloudmatrix384   | at most 768
            --ranks 64 --stride 16                         | does not fit cloudmatrix384   | at most 48
            --ranks 1                                      | has nobody to talk to         | 2 to 768
            --ranks 0                                      | has nobody to talk to         | 2 to 768
            --ranks -5                                     | has nobody to talk to         | 2 to 768
            --stride 0                                     | --stride is 0                 | at least 1
            --stride 600                                   | has nobody to talk to         | smaller distance
            --ranks many                                   | is not a whole number         | --help
            --chips 385                                    | 385                           | Maybe
            --pod h20-8 --chips 0                          | 0                             | chips
            --measured nowhere.log                         | no such file                  | path
            """)
    void wrongInputIsNamedWithItsMend(String options, String said, String mend) {
        CommandRun run = run("network " + options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("podwright: ").contains(said, mend).doesNotContain("Exception", "internal fault");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(2);
    }

    private String log(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void measurementsAreLaidBesidePredictions() throws IOException {
        String hccl = log("all_reduce_test.log", """
                the minbytes is 8192, maxbytes is 67108864, iters is 20, warmup_iters is 5
                data_size(Bytes): | aveg_time(us): | alg_bandwidth(GB/s): | check_result:
                8192              | 64.00          | 0.12800              | success
                67108864          | 700.00         | 95.86981             | success
                """);
        CommandRun run = run("network --pod cloudmatrix384 --ranks 8 --measured " + hccl);
        assertThat(run.err()).isEmpty();
        // 67,108,864 bytes in 700 us among 8: 95.87 GB/s times 2 x 7/8.
        assertThat(run.out()).contains("hccl_test", "all-reduce among 8 ranks", "168", "in the median");
        CommandRun json = run("network --json --pod cloudmatrix384 --ranks 8 --measured " + hccl);
        Schemas.assertFits("network", json.out());
        assertThat(run("network --pod cloudmatrix384 --measured " + hccl).err()).contains("does not say how many ranks", "--ranks");
        assertThat(run("network --pod cloudmatrix384 --ranks 8 --op all-gather --measured " + hccl).err()).contains("says that all-reduce was measured");
    }

    @Test
    void operationsAndRanksMustAgreeWithTheLog() throws IOException {
        String nccl = log("run.log", """
                #       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
                   134217728      33554432     float     sum      -1    640.0  209.72  367.00      0    640.0  209.72  367.00      0
                # Avg bus bandwidth    : 367.0
                """);
        assertThat(run("network --pod dgx-h100 --ranks 8 --op all-reduce --measured " + nccl).out()).contains("all-reduce among 8 ranks", "367");
        assertThat(run("network --pod dgx-h100 --ranks 8 --op all-gather --measured " + nccl).err()).contains("busbw is 1.750 times algbw", "it would be 0.875");
        assertThat(run("network --pod dgx-h100 --ranks 8 --measured " + nccl).err()).contains("does not say which operation");
        assertThat(run("network --pod dgx-h100 --ranks 8 --op all-reduce --measured " + log("empty.log", "")).err()).contains("the file is empty");
    }

    @Test
    void itRunsAsAProcess() {
        CommandProcess.Result result = new CommandProcess().run("network", "--pod", "h20-8", "--op", "all-reduce", "--bytes", "1MiB");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("all-reduce", "1 MiB");
    }
}
