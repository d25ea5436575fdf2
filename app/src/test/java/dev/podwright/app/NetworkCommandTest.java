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

    @Test
    void aConditionStandsBesideWhatIsBuilt() {
        CommandRun run = run("network --pod atlas-960-superpod --chips 512 --op all-to-all --bytes 64MiB --degrade link:leaf-spine=50%");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("As built, and then: link:leaf-spine=50%", "slower", "leaf-spine, leaf:");
        assertThat(run("network --pod atlas-960-superpod --chips 512 --op all-to-all --bytes 64MiB --fail npu:3").out()).contains("; then 511.");
    }

    @Test
    void aServerThatLosesACardIsLeftOut() {
        CommandRun run = run("network --pod h800-8 --chips 24 --op all-reduce --bytes 1GiB --fail npu:3");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("; then 16.");
    }

    @Test
    void aPageIsWrittenBesideTheAnswer() throws IOException {
        Path page = folder.resolve("network.html");
        CommandRun run = run("network --pod cloudmatrix384 --chips 32 --bytes 1MiB,16MiB --fail l1:3 --faults --with all-gather:4MiB --html " + page);
        assertThat(run.err()).isEqualTo("wrote %s%n".formatted(page));
        assertThat(Files.readString(page)).contains("<html", "cloudmatrix384", "l1-l2");
    }

    @Test
    void aTopologyOfOnesOwnNeedsNoCalibration() {
        CommandRun run = run("network --topology switch:8:450,switch:512:50 --op all-reduce --bytes 1GiB");
        assertThat(run.err()).isEmpty();
        // Seven eighths of 1 GiB twice over 450 GB/s inside; an eighth of it, twice 511/512, over 50 GB/s: 4.18 + 5.36 ms.
        assertThat(run.out()).contains("4,096 ranks", "9.53 ms", "Links at full rate: nothing was measured.").doesNotContain("calibration");
        assertThat(run("network --topology switch:8:450 --chip h100-sxm --op all-reduce --bytes 1GiB").out()).contains("NVLS", "calibration");
    }

    @Test
    void oneFaultOfEachKindIsPriced() {
        CommandRun run = run("network --pod cloudmatrix384 --chips 32 --op all-to-all --bytes 16MiB --faults");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("npu:0", "l1:0", "l2:0", "card-l1:0", "plane:0", "the other ranks stay together");
    }

    @Test
    void flowsAreFollowedToTheirEnds() throws IOException {
        // Two flows leave rank 0 over its port of 50 GB/s: 1 GB each end after 40 ms; the third has its ports for itself: 20 ms.
        String file = log("flows.csv", "from,to,bytes,start\n0,1,1GB,0\n0,2,1GB,0\n3,4,1GB,0\n");
        assertThat(run("network --topology switch:8:50 --flows " + file).out()).contains("3 flows", "exact", "20.0 ms", "40.0 ms");
        assertThat(run("network --topology switch:8:50 --flows random:100:1MB-100MB --tolerance 1%").out()).contains("100 flows", "within about 1.0 %");
        assertThat(run("network --topology switch:8:50 --flows random:100:1MB --degrade link:card-switch=50%").out()).contains("as built", "then");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0,9,1GB                | line 1: there is no rank 9
            0,x,1GB                | line 1: "x" is not a rank
            0,0,1GB                | line 1: rank 0 sends to itself
            0,1                    | line 1: the flow has 2 columns
            0,1,1GB,-1             | line 1: a flow cannot begin at -1
            0,1,many               | "many" is not a size
            # nothing              | there are no flows
            """)
    void damagedFlowsAreNamedByTheirLine(String text, String said) throws IOException {
        CommandRun run = run("network --topology switch:8:50 --flows " + log("flows.csv", text + "\n"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(said).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "network --json --pod cloudmatrix384 --chips 32 --op all-to-all,all-reduce --bytes 1MiB --fail l1:3 --faults --with all-gather:4MiB",
        "network --json --topology switch:8:50 --flows random:50:1MB-2MB --routing ecmp --seed 7",
        "network --json --topology ring:8:400,mesh:4:100 --op all-to-all --bytes 1MiB",
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
            --algorithm rng                                | algorithm "rng"               | ring
            --op all-to-all --algorithm ring               | algorithm "ring"              | pairwise
            --fail leaf                                    | leaf does not say which       | leaf:3
            --fail tower:3                                 | has no tower                  | l1
            --fail npu:768                                 | 768                           | 767
            --fail 1@300                                   | names a time                  | simulate
            --degrade link:l1-l2=150%                      | 150%                          | 50%
            --degrade link:leaf=50%                        | leaf                          | l1-l2
            --degrade l1                                   | gives no share                | 50%
            --oversubscribe 0.5                            | 0.5                           | at least 1
            --routing ecpm                                 | no routing ecpm               | ecmp
            --topology swich:8:450                         | "swich" is not a kind         | switch
            --topology switch:8                            | lacks its bandwidth           | KIND:COUNT
            --topology switch:8:0                          | 0                             | 0
            --topology nowhere.yaml                        | no such file                  | path
            --topology switch:8:50 --chips 4               | needs a --pod                 | levels
            --chip h20-96                                  | has no topology               | --topology
            --with all-to-all                              | is not an exchange            | all-to-all:64MiB
            --with all-to-all:64MiB:8x0                    | cannot be 0 apart             | at least 1
            --with all-to-all:64MiB:9999                   | does not fit                  | at most 768
            --flows random:10                              | cannot be read                | random:15488
            --flows random:0:1MB                           | can be drawn                  | random:15488
            --flows random:5:2MB-1MB                       | end before they begin         | random:15488
            --flows nowhere.csv                            | no file nowhere.csv           | random:15488
            --flows random:5:1MB --tolerance 2             | --tolerance is 2              | below 1
            --tolerance 1%                                 | there are none                | --flows
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
