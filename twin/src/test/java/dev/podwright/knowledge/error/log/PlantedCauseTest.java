package dev.podwright.knowledge.error.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Made-up failures of jobs of many sizes, with clocks that differ, in one log or one per rank: the planted rank and error are named.
class PlantedCauseTest {
    private static final List<String> NUMBERS = List.of("507015", "507018", "507035", "507054", "507014", "207018", "507010", "507056");
    private static final List<String> EXCEPTIONS = List.of("KeyError: 'x'", "FileNotFoundError: [Errno 2] No such file or directory: 'a'", "ValueError: shapes differ", "AssertionError");
    private static final int MOST_SKEW_SECONDS = 30;
    private static final int WAIT_SECONDS = 1830;

    @TempDir
    private Path folder;

    /// A failure with what is to be found.
    private record Planted(JobLog[] logs, int rank, String code) {}

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /// @param together whether all ranks write to one log
    private static Planted planted(int seed, boolean together, boolean prefixed) {
        Random random = new Random(seed);
        int ranks = 2 + random.nextInt(15);
        int culprit = random.nextInt(ranks);
        boolean python = random.nextInt(3) == 0;
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        JobLog[] logs = together ? new JobLog[] {new JobLog(ranks, prefixed)} : new JobLog[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            JobLog log = together ? logs[0] : new JobLog(ranks, prefixed);
            logs[together ? 0 : rank] = log;
            LocalDateTime clock = JobLog.START.plusNanos((long) (random.nextDouble() * MOST_SKEW_SECONDS * 1e9));
            log.steps(rank, random.nextInt(30));
            if (rank != culprit) {
                log.waited(rank, clock.plusSeconds(WAIT_SECONDS));
            } else if (python) {
                log.python(rank, clock, EXCEPTIONS.get(random.nextInt(EXCEPTIONS.size())));
            } else {
                log.npuError(rank, 1000 + rank, clock, number, "ERR00100 PTA call acl api failed").say(rank, "EZ9999: Inner Error!")
                        .cann(rank, 1000 + rank, clock, "EZ9999", "something inside failed");
            }
        }
        return new Planted(logs, culprit, python ? "PYTHON" : number);
    }

    private static void assertFound(Planted planted, LogReport report) {
        assertThat(report.suspect()).hasValueSatisfying(s -> {
            assertThat(s.who()).isEqualTo("rank " + planted.rank);
            assertThat(s.occurrence().orElseThrow().code()).isEqualTo(planted.code);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void inOneLogOfMarkedAndMixedLines(int seed) {
        Planted planted = planted(seed, true, true);
        assertFound(planted, JobLog.read(planted.logs[0].mixed(seed)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void inOneLogWithoutMarksWhereMessagesStayWhole(int seed) {
        Planted planted = planted(seed, true, false);
        assertFound(planted, JobLog.read(planted.logs[0].text()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void inOneLogPerRankSomeCompressed(int seed) throws IOException {
        Planted planted = planted(seed, false, seed % 2 == 0);
        for (int i = 0; i < planted.logs.length; i++) {
            byte[] text = planted.logs[i].text().getBytes(StandardCharsets.UTF_8);
            Path file = folder.resolve("rank_%02d.log%s".formatted(i, i % 3 == 0 ? ".gz" : ""));
            try (OutputStream out = i % 3 == 0 ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
                out.write(text);
            }
        }
        assertFound(planted, JobLog.reader().read(folder).report());
    }

    @Test
    void noiseIsReadWithoutFault() {
        Random random = new Random(7);
        List<String> pieces = List.of("EZ9999", "[PID: ", "99999999999999999999", "]", "(PID:1, Device:-1, RankID:", "Traceback (most recent call last):", "\n", "  File \"", "error code is ", "507015", "0xffffffff",
                "[ERROR] HCCL(", "Root Cause (first observed failure):", "rank      : ", "exitcode  : -", "ERR02200 DIST", "unconnected ranks: \"[", ",", "2025-13-45-99:99:99", "\u001b[31m", "\r", "é", "ranks[88888888], rank[",
                "Entry-HcclComm:", "[rank", "]: ", "from remote rank [", "| 1.1.1.1(99999999) | time out |", ": ", "Error", "HCCL function error: error code is 99", "Signal 9 (SIGFOO) received by PID ", "ret[77]", "\t");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        assertThat(JobLog.read(text.toString()).seen()).isNotEmpty();
    }
}
