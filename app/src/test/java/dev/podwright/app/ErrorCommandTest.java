package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCommandTest {
    private static final String BROKEN = """
            [rank0]:  iteration 7/2000 | consumed samples: 507015 | lm loss: 5.07015E+00 |
            [rank1]: Traceback (most recent call last):
            [rank1]:   File "/work/train.py", line 88, in step
            [rank1]: RuntimeError: NPU function error: AclrtSynchronizeDeviceWithTimeout, error code is 507015
            [rank1]: [ERROR] 2025-11-08-21:35:27 (PID:1001, Device:1, RankID:1) ERR00100 PTA call acl api failed
            [rank0]: EI0002: [PID: 1000] 2025-11-08-22:05:29.645.648 The wait execution of the Notify register times out.
            """;

    @TempDir
    private Path folder;

    private Path log(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void codesAreExplainedInTheirOrder() {
        CommandRun run = CommandRun.of("error", "507015", "ei0006", "[ERR01007]");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsSubsequence("507015", "AI core exception", "Likely causes", "What to try", "EI0006", "ERR01007", "Read: 406 CANN codes", "podwright " + Podwright.VERSION);
    }

    @Test
    void anUnlistedCodeIsToldFromItsFamilyAndSaysSo() {
        CommandRun run = CommandRun.of("error", "EI0099");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("NOT LISTED", "HCCL: collective communication", "Nearest", "EI0017");
    }

    @Test
    void aloneItShowsFamiliesAndWhatIsAskedMost() {
        CommandRun run = CommandRun.of("error");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("EIxxxx", "507xxx", "ERRmmttt", "EZ9999", "podwright error train.log");
    }

    @Test
    void aLogShowsTheLikelyCause() throws IOException {
        CommandRun run = CommandRun.of("error", log("train.log", BROKEN).toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("LIKELY CAUSE: rank 1, 507015: AI core exception", "Rank 0 waited", "What to do", "EI0002", "What is missing here");
        assertThat(run.out().lines()).filteredOn(l -> !l.contains("  507015 ") && !l.contains("rank")).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(160));
    }

    @Test
    void codesAndLogsMix() throws IOException {
        CommandRun run = CommandRun.of("error", "EI0002", log("train.log", BROKEN).toString());
        assertThat(run.out()).containsSubsequence("waiting for a notify record", "LIKELY CAUSE");
    }

    @Test
    void aPastedMessageIsReadLikeALog() {
        CommandRun run = CommandRun.of("error", "RuntimeError: NPU function error: Aclrt, error code is 507018");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("the message given", "507018: AI CPU exception");
    }

    @Test
    void aLogWithoutErrorsSaysWhatWasLookedFor() throws IOException {
        CommandRun run = CommandRun.of("error", log("quiet.log", "all is well\n").toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Nothing that looks like an error was found", "codes of CANN", "NVIDIA");
    }

    @Test
    void foldersAndCompressedLogsAreRead() throws IOException {
        log("a.log", "fine\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.log.gz")))) {
            out.write(BROKEN.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("c.core"), new byte[] {0, 1, 2});
        CommandRun run = CommandRun.of("error", folder.toString());
        assertThat(run.out()).contains("LIKELY CAUSE: rank 1", "passed over 1", "c.core (this is no text)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "EI00O6 | has the form of no error code | EI0006",
        "nonsense | has the form of no error code | Codes look like",
        "Not_Supported_Format | is the name of | E",
        "/nowhere/train.log | no such file | There is no folder /nowhere"})
    void whatIsNeitherCodeNorLogIsRefused(String given, String problem, String mend) {
        CommandRun run = CommandRun.of("error", given);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(problem, mend);
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void aMistypedFileComesWithItsNeighbour() throws IOException {
        log("train.log", BROKEN);
        CommandRun run = CommandRun.of("error", folder.resolve("trian.log").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no such file", "Maybe train.log.");
    }

    @Test
    void emptyAndBinaryLogsAreRefused() throws IOException {
        CommandRun empty = CommandRun.of("error", log("empty.log", "").toString());
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("the log is empty");
        CommandRun binary = CommandRun.of("error", Files.write(folder.resolve("x.bin"), new byte[] {1, 0}).toString());
        assertThat(binary.code()).isEqualTo(2);
        assertThat(binary.err()).contains("no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error --json", "error --json 507015 EI0099 ERR02200 0x715006b 999999 HCCL_E_TIMEOUT SIGKILL NPU-OOM"})
    void codesFitTheirSchema(String line) {
        Schemas.assertFits("error", CommandRun.of(line.split(" ")).out());
    }

    @Test
    void reportsFitTheirSchema() throws IOException {
        Schemas.assertFits("error", CommandRun.of("error", "--json", "EI0002", log("train.log", BROKEN).toString()).out());
        Schemas.assertFits("error", CommandRun.of("error", "--json", log("quiet.log", "all is well\n").toString()).out());
        Schemas.assertFits("error", CommandRun.of("error", "--json", log("fallback.log", "The operator 'aten::isin' is not supported and will fall back to run on the CPU.\nERR01007 OPS feature not supported\n").toString()).out());
        Files.createFile(folder.resolve("empty.log"));
        Schemas.assertFits("error", CommandRun.of("error", "--json", folder.toString()).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"schema\": \"podwright-error/1\", \"made_with\": {\"version\": \"1\", \"lists\": []}, \"codes\": [{}]}",
        "{\"schema\": \"podwright-error/1\", \"made_with\": {\"version\": \"1\", \"lists\": []}, \"codes\": [], \"report\": {}}",
        "{\"schema\": \"podwright-error/2\", \"made_with\": {\"version\": \"1\", \"lists\": []}, \"codes\": []}",
        "{\"schema\": \"podwright-error/1\", \"made_with\": {\"version\": \"1\", \"lists\": []}, \"codes\": [], \"more\": 1}"})
    void theSchemaIsClosed(String document) {
        Schemas.assertMisfits("error", document);
    }

    @Test
    void aNewerExportIsUsed() throws IOException {
        Path newer = log("newer.json", """
                {"meta": {"read": "2027-01-01", "sources": {"cann_codes": "a", "acl_runtime_codes": "b"}, "modules": {"EI": {"module": "HCCL", "what": "collectives"}}, "categories": {"timeout": "wait"}},
                 "cann_codes": [{"code": "EI0099", "module": "HCCL", "category": "timeout", "meaning": "new in 2027"}], "acl_runtime_codes": [],
                 "torch_npu": {"modules": {"00": "PTA"}, "types": {"001": "bad"}, "examples": {}, "source": "c"}}
                """);
        CommandRun run = CommandRun.of("error", "EI0099", "--knowledge", newer.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("new in 2027", "Read: 1 CANN codes: a, read 2027-01-01");
        CommandRun foreign = CommandRun.of("error", "EI0099", "--knowledge", log("foreign.json", "{\"chips\": []}").toString());
        assertThat(foreign.code()).isEqualTo(2);
    }

    @Test
    void aProcessReadsStandardInput() throws IOException {
        Process process = new CommandProcess().start("error", "-");
        try (OutputStream in = process.getOutputStream()) {
            in.write(BROKEN.getBytes(StandardCharsets.UTF_8));
        }
        CommandProcess.Result result = CommandProcess.result(process);
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("standard input: 6 lines", "LIKELY CAUSE: rank 1");
    }

    @Test
    void aProcessRefusesNonsenseWithExitCodeTwo() {
        CommandProcess.Result result = new CommandProcess().run("error", "nonsense");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("podwright: 'nonsense' has the form of no error code.");
    }
}
