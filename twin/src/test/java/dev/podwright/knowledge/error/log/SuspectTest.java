package dev.podwright.knowledge.error.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The likely cause, in failures that were planted.
class SuspectTest {
    private static final LocalDateTime LATER = JobLog.START.plusSeconds(1830);

    private static void assertSuspect(LogReport report, String who, String code) {
        assertThat(report.suspect()).hasValueSatisfying(s -> {
            assertThat(s.who()).isEqualTo(who);
            assertThat(s.occurrence().map(Occurrence::code)).hasValue(code);
        });
    }

    private static JobLog oneBrokenSixWaiting() {
        JobLog log = new JobLog(8, true);
        for (int rank = 0; rank < 8; rank++) {
            log.steps(rank, 20);
            if (rank == 3) {
                log.npuError(3, 1003, JobLog.START, "507015", "ERR00100 PTA call acl api failed").say(3, "EZ9999: Inner Error!")
                        .cann(3, 1003, JobLog.START, "EZ9999", "there is an exception of fftsplus aivector error, core id is 32, error code = 0x800000");
            } else {
                log.waited(rank, LATER.plusSeconds(rank));
            }
        }
        return log;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theRankWithAnErrorOfItsOwnIsSuspectHoweverLinesAreMixed(long seed) {
        LogReport report = JobLog.read(oneBrokenSixWaiting().mixed(seed));
        assertSuspect(report, "rank 3", "507015");
        assertThat(report.suspect().orElseThrow().why()).anyMatch(w -> w.startsWith("Ranks 0-2, 4-7 waited"));
        assertThat(report.remedies().getFirst()).contains("fault kernel_name");
    }

    @Test
    void theLastErrorOfTheLogIsNotTheCause() {
        assertSuspect(JobLog.read(oneBrokenSixWaiting().text()), "rank 3", "507015");
    }

    @Test
    void aClockThatIsAheadChangesNothingWhereTheOthersOnlyWaited() {
        JobLog log = new JobLog(3, true).waited(0, LATER).waited(1, LATER).python(2, LATER.plusSeconds(5), "KeyError: 'sample-77'");
        LogReport report = JobLog.read(log.mixed(7));
        assertSuspect(report, "rank 2", "PYTHON");
        assertThat(report.suspect().orElseThrow().doubts()).anyMatch(d -> d.contains("clocks differ"));
        assertThat(report.suspect().orElseThrow().occurrence().orElseThrow().detail()).isEqualTo("/work/data.py:34 in load");
    }

    @Test
    void ofTwoOwnErrorsTheEarlierIsTheCause() {
        JobLog log = new JobLog(3, true).npuError(0, 1000, JobLog.START.plusSeconds(60), "507018", "ERR00100 PTA call acl api failed")
                .npuError(1, 1001, JobLog.START, "507054", "ERR00100 PTA call acl api failed").waited(2, LATER);
        LogReport report = JobLog.read(log.text());
        assertSuspect(report, "rank 1", "507054");
        assertThat(report.suspect().orElseThrow().why()).anyMatch(w -> w.contains("507018 of rank 0, 60 s later"));
    }

    @Test
    void errorsAtTheSameTimeAreNotOrdered() {
        JobLog log = new JobLog(2, true).npuError(0, 1000, JobLog.START, "507018", "ERR00100 PTA call acl api failed")
                .npuError(1, 1001, JobLog.START.plusNanos(300_000_000), "507054", "ERR00100 PTA call acl api failed");
        assertThat(JobLog.read(log.text()).suspect().orElseThrow().doubts()).anyMatch(d -> d.contains("rank 1 printed 507054"));
    }

    @Test
    void aRankThatSaysNothingWhileAllOthersWaitIsSuspect() {
        JobLog log = new JobLog(8, true);
        for (int rank = 0; rank < 8; rank++) {
            log.steps(rank, 5);
            if (rank != 5) {
                log.waited(rank, LATER);
            }
        }
        LogReport report = JobLog.read(log.mixed(3));
        assertThat(report.suspect()).hasValueSatisfying(s -> {
            assertThat(s.who()).isEqualTo("rank 5");
            assertThat(s.occurrence()).isEmpty();
            assertThat(s.why()).anyMatch(w -> w.startsWith("Ranks 0-4, 6-7 waited, rank 5 did not"));
        });
        assertThat(report.remedies().getFirst()).contains("Read the log of rank 5 to its last line");
    }

    @Test
    void whereHcclNamesTheLostRankItIsSuspect() {
        JobLog log = new JobLog(2, true).waited(0, LATER).waited(1, LATER)
                .say(0, "Cluster Exception Location[IP/ID]:[90.90.92.240/1], Arrival Time:[Thu Nov 28 11:56:34 2024], Discoverer:[90.90.92.240/0], ExceptionType:[Heartbeat Lost Occurred], Possible Reason:1. Process has exited");
        assertThat(JobLog.read(log.text()).suspect()).hasValueSatisfying(s -> {
            assertThat(s.who()).isEqualTo("rank at 90.90.92.240/1");
            assertThat(s.why()).anyMatch(w -> w.contains("Heartbeat Lost"));
        });
    }

    @Test
    void ranksThatTheRootDidNotSeeAreSuspect() {
        LogReport report = JobLog.read("""
                (W pid=237) [PID: 237] 2026-10-09-08:38:04.978.003 Communication_Error_Ranktable_Detect(EI0015): Failed to collect cluster information. List of unconnected ranks: "[7,]".
                """);
        assertThat(report.suspect().orElseThrow().who()).isEqualTo("rank 7");
    }

    @Test
    void allWaitingTogetherPointsToDifferentCollectives() {
        JobLog log = new JobLog(2, true).waited(0, LATER).waited(1, LATER.plusSeconds(2));
        assertThat(JobLog.read(log.text()).suspect().orElseThrow().why()).anyMatch(w -> w.contains("different collectives"));
    }

    @Test
    void givingUpFarApartPointsToASlowRank() {
        JobLog log = new JobLog(2, true).waited(0, LATER).waited(1, LATER.plusSeconds(2_400));
        assertThat(JobLog.read(log.text()).suspect().orElseThrow().why()).anyMatch(w -> w.contains("40 min apart"));
    }

    @Test
    void oneWaitingProcessAloneAsksForTheOthers() {
        LogReport report = JobLog.read("EI0006: [PID: 7] 2024-08-05-18:15:21.270.506 Getting socket times out. Reason: Remote Rank did not send the data in time.\n");
        assertThat(report.suspect().orElseThrow().doubts()).anyMatch(d -> d.contains("Only one process"));
        assertThat(report.missing()).anyMatch(m -> m.startsWith("Logs of the other ranks")).anyMatch(m -> m.contains("$HOME/ascend/log"));
    }

    @Test
    void missingRanksAreNamed() {
        LogReport report = JobLog.read("""
                [INFO] HCCL(500,python):2025-10-24-11:16:52.724.374 [op_base.cc:1292] [500]Entry-HcclCommInitRootInfoInner:ranks[4], rank[0], rootinfo: host
                EI0002: [PID: 500] 2025-10-24-11:46:52.724.374 The wait execution of the Notify register times out.
                """);
        assertThat(report.suspect().orElseThrow().who()).isEqualTo("ranks 1-3");
        assertThat(report.missing()).anyMatch(m -> m.startsWith("Logs of ranks 1-3"));
    }

    @Test
    void memoryThatRanOutIsTheCauseNotItsException() {
        LogReport report = JobLog.read(new JobLog(2, true).python(0, JobLog.START, "torch.OutOfMemoryError: NPU out of memory. Tried to allocate 72.00 MiB (NPU 0; 61.27 GiB total capacity)").waited(1, LATER).text());
        assertSuspect(report, "rank 0", "NPU-OOM");
    }

    @Test
    void anInnerErrorYieldsToTheCodeBesideIt() {
        JobLog log = new JobLog(1, true).cann(0, 1000, JobLog.START, "EZ9999", "something inner").cann(0, 1000, JobLog.START.plusSeconds(1), "EL0004", "Failed to allocate memory.");
        LogReport report = JobLog.read(log.text());
        assertSuspect(report, "rank 0", "EL0004");
        assertThat(report.suspect().orElseThrow().why()).anyMatch(w -> w.contains("Beside it") && w.contains("EZ9999"));
    }

    @Test
    void aWrapperAloneSaysThatItHidesAnother() {
        LogReport report = JobLog.read("[ERROR] 2025-04-08-18:07:20 (PID:12, Device:1, RankID:1) ERR02200 DIST call hccl api failed.\n");
        assertThat(report.suspect().orElseThrow().why().getFirst()).contains("only passes on another one");
        assertThat(report.missing()).anyMatch(m -> m.contains("ASCEND_GLOBAL_LOG_LEVEL"));
    }

    @Test
    void anExceptionThatCarriesATimeoutIsNotTheCause() {
        JobLog log = new JobLog(2, true);
        for (int rank = 0; rank < 2; rank++) {
            log.say(rank, "Traceback (most recent call last):", "  File \"/w/a.py\", line 1, in f", "RuntimeError: [ERROR] HCCL error in: torch_npu/csrc/distributed/ProcessGroupHCCL.cpp:64",
                    "[ERROR] 2025-11-08-21:35:27 (PID:100%d, Device:%d, RankID:%d) ERR02200 DIST call hccl api failed.".formatted(rank, rank, rank))
                    .cann(rank, 1000 + rank, JobLog.START.plusNanos(500_000_000), "EI0006", "Getting socket times out.");
        }
        LogReport report = JobLog.read(log.text());
        assertThat(report.suspect().orElseThrow().occurrence().orElseThrow().code()).isEqualTo("EI0006");
        assertThat(report.suspect().orElseThrow().why()).anyMatch(w -> w.contains("ranks that waited"));
    }

    @Test
    void anExceptionBesideATimeoutBelongsToIt() {
        LogReport report = JobLog.read(new JobLog(2, true).python(0, JobLog.START, "DistBackendError: timed out in allreduce").cann(0, 1000, JobLog.START.plusSeconds(1), "EI0002", "The wait times out.")
                .steps(1, 3).text());
        assertThat(report.suspect().orElseThrow().who()).isEqualTo("rank 1");
    }

    @Test
    void anExceptionThatFollowsFromAnotherIsNotTheCause() {
        LogReport report = JobLog.read("""
                Traceback (most recent call last):
                  File "/w/a.py", line 1, in f
                FileNotFoundError: [Errno 2] No such file or directory: 'x'

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/w/a.py", line 3, in <module>
                ValueError: cannot load
                """);
        assertSuspect(report, "train.log", "PYTHON");
        assertThat(report.suspect().orElseThrow().occurrence().orElseThrow().kind()).isEqualTo("FileNotFoundError");
    }

    @Test
    void logsOfNvidiaAreNamedAsSuch() {
        LogReport report = JobLog.read("[rank0]: torch.distributed.DistBackendError: NCCL error in: ProcessGroupNCCL.cpp:260, unhandled system error\n");
        assertThat(report.seen().getFirst().code().meaning()).contains("NVIDIA");
        assertThat(report.missing()).noneMatch(m -> m.contains("CANN"));
    }
}
