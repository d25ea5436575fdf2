package dev.podwright.knowledge.error.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {
    @TempDir
    private Path folder;

    private static Seen seen(LogReport report, String subject) {
        return report.seen().stream().filter(s -> s.subject().equals(subject)).findFirst().orElseThrow(() -> new AssertionError(subject + " is not among " + report.seen().stream().map(Seen::subject).toList()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "EI0006: 2024-08-05-18:15:21.270.506 Getting socket times out. | EI0006",
        "EZ9999: Inner Error! | EZ9999",
        "EH9999  [Init][Env]init env failed![FUNC:ReportInnerError] | EH9999",
        "EE9999[PID: 10180] 2026-06-10-17:20:44.486.049 (EE9999):  rtDeviceSynchronizeWithTimeout execution failed | EE9999",
        "[PID: 237] 2026-10-09-08:38:04.978.003 Communication_Error_Ranktable_Detect(EI0015): Failed to collect cluster information | EI0015",
        "raised [EZ9999] in the operator | EZ9999",
        "E19999: [PID: 7] 2025-01-01-00:00:00.000.000 Inner Error | E19999",
        "[ERROR] 2025-04-08-18:07:20 (PID:1292363, Device:1, RankID:1) ERR02200 DIST call hccl api failed. | ERR02200",
        "RuntimeError: npuSynchronizeDevice:NPUStream.cpp:506 NPU function error: Aclrt, error code is 507015 | 507015",
        "rtsLaunchKernelWithHostArgs:ErrCode=507048, desc=[fftsplus timeout], InnerCode=0x715006b | 507048",
        "wait for compute device to finish failed, runtime result = 507013.[FUNC:ReportCallError] | 507013",
        "init soc version failed, ret = 507008[FUNC:ReportInnerError] | 507008",
        "[ERROR] RUNTIME(7,python):2025-07-23-03:47:57.070.463 [a.cc:1] 7 f: retCode=0x7bc87 | 507015",
        "call aclnnInplaceCopy failed, error code is 561103 | 561103",
        "[ERROR] OP(129179,):2026-03-25-16:51:14.621.205 [rts_arg.cpp:883] errno[361001] OpName:[x] failed: 507048 | 361001",
        "return ACL_ERROR_RT_DEVICE_OOM: allocation failed | 207018",
        "RuntimeError: createHCCLComm: HCCL function error: HcclGetRootInfo(&hcclID), error code is 7 | HCCL 7",
        "OPS function error: HcclAllreduce, error code is 6 | HCCL 6",
        "[ERROR] HCCL(2717288,python3):2025-07-23-03:47:57.070.466 [hccl_socket_manager.cc:54] [2717288][ServerInit]call trace: hcclRet -> 19 | HCCL 19",
        "[ERROR] HCCL(7,python3):2025-07-23-03:49:57.177.265 [m.cc:830] [7][Wait][LinksEstablishCompleted] is failed. ret[9]. | HCCL 9",
        "RuntimeError: NPU out of memory. Tried to allocate 5.03 GiB (NPU 3; 60.96 GiB total capacity) | NPU-OOM",
        "[rank1]: Watchdog caught collective operation timeout: WorkHCCL(SeqNum=196) | WATCHDOG",
        "torch.distributed.DistStoreError: Socket Timeout | SOCKET-TIMEOUT",
        "Cannot find bin of op Range, integral key 0/1 | KERNEL-BINARY",
        "x:97:221 [0] NCCL WARN Cuda failure | NCCL-ERROR",
        "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate | CUDA-OOM",
        "[ERROR] GE(7,python):2025-07-23-03:47:57.070.463 [x.cc:1] something is broken | PLOG-ERROR GE"})
    void aMessageShowsItsCode(String line, String subject) {
        assertThat(seen(JobLog.read(line.strip() + "\n"), subject).lines()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "lm loss: 507015.2 | tokens: 507015 | samples 207001",
        "507015",
        "throughput result = 507015 tokens/s",
        "elapsed result: 200000 steps",
        "consumed samples: 507018, error 0.0",
        "validation error: 507015.3",
        "error rate is 0.507015",
        "downloading E10035.bin to /data/EZ9999.log",
        "model-EI0002 loaded",
        "CPU E52690 at 2.6 GHz, E12345 parts",
        "step E20001 of 9",
        "W12345: nothing",
        "[W1108 21:35:27.591197060 compiler_depend.ts:51] Warning: something",
        "EX1234: no module of that name",
        "ERRORS 00100 times",
        "hash 0x7bc87 of the dataset",
        "timeout=507015",
        "return code documented as ACL_ERROR_RT_DEVICE_OOM",
        "[INFO] HCCL(7,python):2025-07-23-03:47:57.070.463 [x.cc:1] if error code is 507048 then retry",
        "HCCL version 8.0, error code is 0",
        "fall back to slow tokenizer",
        "the memory is out of balance"})
    void numbersAndWordsThatLookLikeCodesAreNone(String line) {
        assertThat(JobLog.read(line + "\n").seen()).isEmpty();
    }

    @Test
    void aHealthyLogIsClean() {
        LogReport report = JobLog.read(new JobLog(8, true).steps(0, 50).steps(1, 50).mixed(1));
        assertThat(report.clean()).isTrue();
        assertThat(report.suspect()).isEmpty();
        assertThat(report.ranks()).containsExactly(0, 1);
        assertThat(report.lines()).isEqualTo(100);
        assertThat(report.remedies()).isEmpty();
        assertThat(report.missing()).isEmpty();
    }

    @Test
    void aMessageKnowsWhoWroteItAndWhen() {
        LogReport report = JobLog.read(new JobLog(4, false).npuError(3, 1003, JobLog.START, "507015", "ERR00100 PTA call acl api failed")
                .say(3, "EZ9999: Inner Error!").cann(3, 1003, JobLog.START.plusSeconds(1), "EZ9999", "Cannot find bin of op Range").text());
        Occurrence first = seen(report, "507015").first();
        assertThat(first.speaker().rank()).hasValue(3);
        assertThat(first.time()).hasValue(JobLog.START);
        assertThat(first.line()).isEqualTo(6);
        assertThat(seen(report, "EZ9999")).satisfies(s -> {
            assertThat(s.lines()).isEqualTo(2);
            assertThat(s.first().text() + s.first().detail()).contains("Cannot find bin of op Range");
        });
        assertThat(seen(report, "PYTHON RuntimeError").first().detail()).isEqualTo("/work/train.py:88 in step");
    }

    @Test
    void operatorsThatFellBackAreCounted() {
        String warning = "[W compiler_depend.ts:51] Warning: CAUTION: The operator '%s' is not currently supported on the NPU backend and will fall back to run on the CPU. This may have performance implications. (function npu_cpu_fallback)\n";
        LogReport report = JobLog.read(warning.formatted("aten::isin.Tensor_Tensor_out").repeat(3) + warning.formatted("aten::linalg_lstsq.out"));
        assertThat(report.fallbacks()).containsEntry("aten::isin.Tensor_Tensor_out", 3L).containsEntry("aten::linalg_lstsq.out", 1L);
        assertThat(report.suspect()).isEmpty();
        assertThat(report.remedies()).isNotEmpty();
    }

    @Test
    void linesOfWorkersOfVllmAreTakenApart() {
        LogReport report = JobLog.read("""
                (Worker_DP0_TP0_EP0 pid=60571) ERROR 12-04 14:46:08 [multiproc_executor.py:597] Traceback (most recent call last):
                (Worker_DP0_TP0_EP0 pid=60571) ERROR 12-04 14:46:08 [multiproc_executor.py:597]   File "/w/vllm/worker.py", line 7, in init
                (Worker_DP0_TP1_EP1 pid=60615) INFO 12-04 14:46:08 [multiproc_executor.py:558] Parent process exited, terminating worker
                (Worker_DP0_TP0_EP0 pid=60571) ERROR 12-04 14:46:08 [multiproc_executor.py:597] RuntimeError: create_config: HCCL function error: hcclCommInitRootInfoConfig(numRanks), error code is 7
                (Worker_DP0_TP0_EP0 pid=60571) ERROR 12-04 14:46:08 [multiproc_executor.py:597] [ERROR] 2025-12-04-14:46:07 (PID:60571, Device:0, RankID:-1) ERR02200 DIST call hccl api failed.
                (Worker_DP0_TP0_EP0 pid=60571) ERROR 12-04 14:46:08 [multiproc_executor.py:597] [PID: 60571] 2025-12-04-14:46:07.669.968 Bind_Failed(EJ0003): Failed to bind the IP port. Reason: The IP address and port have been bound already.
                (EngineCore_DP0 pid=60001) RuntimeError: Engine core initialization failed. See root cause above.
                """);
        assertThat(report.suspect()).hasValueSatisfying(s -> {
            assertThat(s.who()).isEqualTo("Worker_DP0_TP0_EP0 (PID 60571, device 0)");
            assertThat(s.occurrence()).hasValueSatisfying(o -> assertThat(o.code()).isEqualTo("EJ0003"));
        });
        assertThat(seen(report, "PYTHON RuntimeError").first().detail()).isEqualTo("/w/vllm/worker.py:7 in init");
        assertThat(seen(report, "ENGINE-FAILED").first().role().label()).isEqualTo("wrapper");
    }

    @Test
    void theInnermostOfNestedWorkersSpeaks() {
        LogReport report = JobLog.read("""
                (vLLMHttpServer pid=2790495) (Worker_TP1 pid=2805207) ERROR 01-26 03:28:29 [multiproc_executor.py:671] RuntimeError: The Inner error is reported as above. The process exits for this inner error, and the current working operator name is aclnnRmsNorm.
                (vLLMHttpServer pid=2790495) (Worker_TP1 pid=2805207) ERROR 01-26 03:28:29 [multiproc_executor.py:671] [ERROR] 2026-01-26-03:28:29 (PID:2805207, Device:1, RankID:-1) ERR00100 PTA call acl api failed.
                """);
        assertThat(seen(report, "INNER-ABOVE")).satisfies(s -> {
            assertThat(s.speakers()).singleElement().satisfies(who -> assertThat(who.words()).startsWith("Worker_TP1 (PID 2805207"));
            assertThat(s.first().text()).contains("aclnnRmsNorm");
        });
    }

    @Test
    void theLauncherNamesAKilledProcess() {
        LogReport report = JobLog.read("""
                train.py FAILED
                Failures:
                [1]:
                  time      : 2025-11-08_22:06:10
                  host      : node0
                  rank      : 1 (local_rank: 1)
                  exitcode  : -15 (pid: 1001)
                  error_file: <N/A>
                  traceback : Signal 15 (SIGTERM) received by PID 1001
                Root Cause (first observed failure):
                [0]:
                  time      : 2025-11-08_22:05:01
                  host      : node0
                  rank      : 6 (local_rank: 6)
                  exitcode  : -9 (pid: 1006)
                  error_file: <N/A>
                  traceback : Signal 9 (SIGKILL) received by PID 1006
                """);
        assertThat(report.suspect()).hasValueSatisfying(s -> {
            assertThat(s.who()).isEqualTo("rank 6");
            assertThat(s.occurrence()).hasValueSatisfying(o -> assertThat(o.code()).isEqualTo("SIGKILL"));
        });
        assertThat(seen(report, "SIGTERM").first().role().label()).isEqualTo("aftermath");
        assertThat(report.remedies().getFirst()).contains("dmesg");
    }

    @Test
    void processesOfAPlogAreFoundToBeRanks() throws IOException {
        Path plog = Files.createDirectories(folder.resolve("debug/plog"));
        for (int rank = 0; rank < 4; rank++) {
            Files.writeString(plog.resolve("plog-%d_2025.log".formatted(500 + rank)), """
                    [INFO] HCCL(%1$d,python):2025-10-24-11:16:52.724.374 [op_base.cc:1292] [%1$d]Entry-HcclCommInitRootInfoInner:ranks[4], rank[%2$d], rootinfo: host ip[127.10.0.1]
                    [INFO] HCCL(%1$d,python):2025-10-24-11:16:53.724.374 [op_base.cc:1292] [%1$d]Entry-HcclCommInitRootInfoInner:ranks[2], rank[0], rootinfo: host ip[127.10.0.1]
                    %3$s
                    """.formatted(500 + rank, rank, rank == 2 ? "" : "[ERROR] HCCL(%d,python):2025-10-24-11:46:53.724.374 [hccl_socket_manager.cc:816] [1][Wait][LinkEstablish]wait socket establish timeout, role[0] rank[0] timeout[120 s]".formatted(500 + rank)));
        }
        LogReport report = JobLog.reader().read(folder).report();
        assertThat(report.world()).isEqualTo(4);
        assertThat(report.ranks()).containsExactly(0, 1, 2, 3);
        assertThat(seen(report, "SOCKET-ESTABLISH").speakers()).extracting(Speaker::words).containsExactlyInAnyOrder("rank 0", "rank 1", "rank 3");
        assertThat(report.suspect()).hasValueSatisfying(s -> assertThat(s.who()).isEqualTo("rank 2"));
        assertThat(report.missing()).noneMatch(m -> m.contains("CANN's own log"));
    }

    @Test
    void compressedLogsAreRead() throws IOException {
        Path log = folder.resolve("train.log.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
            out.write("EI0006: 2024-08-05-18:15:21.270.506 Getting socket times out.\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(seen(JobLog.reader().read(log).report(), "EI0006").lines()).isEqualTo(1);
    }

    @Test
    void aCompressedLogThatBreaksOffIsReadToThere() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(whole)) {
            out.write(new JobLog(1, true).say(0, "EZ1001: parameter is wrong").steps(0, 2_000).text().getBytes(StandardCharsets.UTF_8));
            out.write(java.util.stream.IntStream.range(0, 20_000).mapToObj(i -> "noise " + Integer.toHexString(i * 0x9E3779B1)).reduce("", (a, b) -> b + "\n" + (a.length() > 100_000 ? a.substring(0, 100_000) : a)).getBytes(StandardCharsets.UTF_8));
        }
        Path log = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() * 3 / 4));
        LogReport report = JobLog.reader().read(log).report();
        assertThat(seen(report, "EZ1001").lines()).isEqualTo(1);
        assertThat(report.files().getFirst().note()).contains("ends in the middle");
        assertThat(report.missing()).anyMatch(m -> m.contains("ends in the middle"));
    }

    @Test
    void hugeLinesAreCutAndCounted() {
        LogReport report = JobLog.read("x".repeat(3_000_000) + " EI0006: late\nEZ1001: parameter " + "y".repeat(200_000) + "\nEI0005: [PID: 3] they differ");
        assertThat(report.seen()).extracting(Seen::subject).containsExactlyInAnyOrder("EZ1001", "EI0005");
        assertThat(report.files().getFirst().note()).startsWith("2 lines are longer");
        assertThat(report.files().getFirst().lines()).isEqualTo(3);
        assertThat(seen(report, "EI0005").first().line()).isEqualTo(3);
        assertThat(seen(report, "EZ1001").first().text().length()).isLessThan(300);
    }

    @Test
    void carriageReturnsOfProgressBarsEndLines() {
        LogReport report = JobLog.read("  0%|   | 0/408\r 10%|#  | 41/408\rEZ1001: wrong\r\nEI0005: differ\r\n");
        assertThat(seen(report, "EZ1001").first().line()).isEqualTo(1);
        assertThat(seen(report, "EI0005").first().line()).isEqualTo(2);
        assertThat(report.files().getFirst().lines()).isEqualTo(2);
    }

    @Test
    void whatIsNoLogIsRefused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.log"));
        Path binary = Files.write(folder.resolve("core.1234"), new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 1});
        assertThatThrownBy(() -> JobLog.reader().read(empty)).isInstanceOf(InputException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> JobLog.reader().read(binary)).isInstanceOf(InputException.class).hasMessageContaining("no text");
        assertThatThrownBy(() -> JobLog.reader().read(folder.resolve("emty.log"))).isInstanceOfSatisfying(InputException.class, e -> assertThat(e.mend()).contains("empty.log"));
        assertThatThrownBy(() -> JobLog.reader().read(folder)).isInstanceOf(InputException.class).hasMessageContaining("no text in this folder");
        assertThatThrownBy(() -> JobLog.reader().read(Files.createDirectory(folder.resolve("bare")))).isInstanceOf(InputException.class).hasMessageContaining("no file");
    }

    @Test
    void aFolderPassesOverWhatIsNoText() throws IOException {
        Files.writeString(folder.resolve("a.log"), "EZ1001: wrong\n");
        Files.write(folder.resolve("b.bin"), new byte[] {1, 0, 2});
        Files.createFile(folder.resolve("c.log"));
        LogReport report = JobLog.reader().read(folder).report();
        assertThat(report.files()).extracting(LogFile::read).containsExactly(true, false, false);
        assertThat(report.files()).extracting(LogFile::note).containsExactly("", "this is no text", "the log is empty");
        assertThat(seen(report, "EZ1001").lines()).isEqualTo(1);
    }
}
