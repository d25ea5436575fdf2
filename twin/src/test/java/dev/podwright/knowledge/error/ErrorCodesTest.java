package dev.podwright.knowledge.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTest {
    private static final ErrorCodes CODES = ErrorCodes.bundled();

    @Test
    void theBundledListsHoldTogether() {
        assertThat(CODES.check()).isEmpty();
        assertThat(CODES.sources()).anyMatch(s -> s.startsWith("406 CANN codes: hicann/runtime@681ef7610")).anyMatch(s -> s.startsWith("143 runtime codes: "));
    }

    @Test
    void everyListedCodeIsExplained() {
        assertThat(CODES.listed()).hasSizeGreaterThan(550).allSatisfy(code -> {
            ErrorCode explained = CODES.explain(code);
            assertThat(explained.code()).isEqualTo(code);
            assertThat(explained.known()).isTrue();
            assertThat(explained.meaning()).isNotBlank();
            assertThat(explained.origin()).isNotBlank();
            assertThat(explained.source()).isNotBlank();
            assertThat(explained.causes()).isNotEmpty();
            assertThat(explained.remedies()).isNotEmpty();
            assertThat(explained.causes()).allMatch(c -> c.endsWith("."));
            assertThat(explained.remedies()).allMatch(c -> c.endsWith("."));
        });
    }

    @Test
    void everySymbolicNameLeadsToItsCodesOrSaysWhichShareIt() {
        assertThat(CODES.listed()).allSatisfy(code -> {
            String name = CODES.explain(code).name();
            if (name.startsWith("ACL") || name.startsWith("HCCL")) {
                assertThat(CODES.explain(name).code()).isEqualTo(code);
            }
        });
        assertThatThrownBy(() -> CODES.explain("Not_Supported_Format")).isInstanceOf(InputException.class).hasMessageContaining("is the name of");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ei0006 | EI0006", "[EZ9999] | EZ9999", "EZ9999: | EZ9999", "(EI0015): | EI0015", "507015 | 507015", "0x7BC87 | 507015", "0x7bc87 | 507015",
        "error code is 507015 | 507015", "error code 507015 | 507015", "error no is 561103 | 561103", "runtime result = 507013. | 507013", "retCode=0x7bc88 | 507016", "ErrCode=507048 | 507048",
        "ACL_ERROR_RT_AICORE_EXCEPTION | 507015", "acl_error_rt_device_oom | 207018", "[ERR01007] | ERR01007", "err02200 | ERR02200", "err 02200 | ERR02200",
        "HCCL 9 | HCCL 9", "hccl:19 | HCCL 19", "hcclRet -> 19 | HCCL 19", "HCCL_E_TIMEOUT | HCCL 9", "exitcode: -9 | SIGKILL", "exit 137 | SIGKILL", "SIGSEGV | SIGSEGV",
        "ACLNN_ERR_INNER_NULLPTR | 561103", "NPU out of memory. Tried to allocate 2.00 GiB | NPU-OOM", "npu-oom | NPU-OOM", "Communication_Error_Get_Socket | EI0006"})
    void caseAndWhatStandsAroundACodeAreForgiven(String given, String code) {
        assertThat(CODES.explain(given).code()).isEqualTo(code);
    }

    @Test
    void aKnownCodeSaysWhatItMeansAndWhatToTry() {
        ErrorCode exception = CODES.explain("507015");
        assertThat(exception.origin()).isEqualTo("ACL runtime");
        assertThat(exception.name()).isEqualTo("ACL_ERROR_RT_AICORE_EXCEPTION");
        assertThat(exception.meaning()).isEqualTo("AI core exception");
        assertThat(exception.category()).isEqualTo("execution");
        assertThat(exception.role()).isEqualTo(Role.CAUSE);
        assertThat(exception.causes().getFirst()).contains("index");
        assertThat(exception.related()).contains("EZ9999", "ERR00100");
        assertThat(exception.source()).contains("rt_error_codes.h", "AI core error");
    }

    @ParameterizedTest
    @CsvSource({"EI0002,WAITING", "EI0006,WAITING", "507048,WAITING", "507057,WAITING", "ERR02200,WRAPPER", "ERR01100,WRAPPER", "ERR00300,WRAPPER", "EZ9999,INNER", "EH9999,INNER", "EE9999,INNER",
        "E19999,INNER", "507014,CAUSE", "EI0005,CAUSE", "107022,AFTERMATH", "W40010,WARNING", "SIGTERM,AFTERMATH", "CPU-FALLBACK,WARNING", "HCCL 9,WAITING", "ERR02011,WAITING"})
    void aCodeKnowsThePartItPlays(String code, Role role) {
        assertThat(CODES.explain(code).role()).isEqualTo(role);
    }

    @Test
    void anUnlistedCodeOfCannIsToldFromItsModule() {
        ErrorCode told = CODES.explain("EI0099");
        assertThat(told.known()).isFalse();
        assertThat(told.origin()).isEqualTo("HCCL: collective communication");
        assertThat(told.meaning()).contains("not in the list");
        assertThat(told.related()).containsExactly("EI0017", "EI0016", "EI0015");
        assertThat(CODES.explain("EX1234").origin()).contains("module EX", "no list");
        assertThat(CODES.explain("E10035").origin()).startsWith("GE:");
        assertThat(CODES.explain("E19999").meaning()).contains("inner error of GE");
    }

    @Test
    void anUnlistedNumberIsToldFromItsRange() {
        ErrorCode told = CODES.explain("107099");
        assertThat(told.known()).isFalse();
        assertThat(told.origin()).isEqualTo("ACL runtime");
        assertThat(told.meaning()).contains("107xxx", "invalid-argument");
        assertThat(told.related()).startsWith("107045");
        assertThat(CODES.explain("999999").origin()).contains("no range");
        assertThat(CODES.explain("0x715006b").role()).isEqualTo(Role.INNER);
    }

    @Test
    void codesOfTorchNpuAreComposed() {
        assertThat(CODES.explain("ERR04009")).satisfies(code -> {
            assertThat(code.known()).isTrue();
            assertThat(code.origin()).isEqualTo("torch_npu: PROF (profiler)");
            assertThat(code.meaning()).isEqualTo("unavailable");
        });
        assertThat(CODES.explain("ERR07001").known()).isFalse();
        assertThat(CODES.explain("ERR01777").meaning()).contains("777");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "12", "50701", "5070155", "EI00061", "E", "ERR", "ERR1", "0xzz", "train.log", "-", "HCCL", "exit", "exit 0", "exit 400", "EI 0006"})
    void nonsenseIsRefusedWithTheForms(String given) {
        assertThatThrownBy(() -> CODES.explain(given)).isInstanceOfSatisfying(InputException.class, e -> assertThat(e.mend()).contains("Codes look like"));
    }

    @Test
    void nonsenseNamesTheNearest() {
        assertThatThrownBy(() -> CODES.explain("EI00O6")).isInstanceOfSatisfying(InputException.class, e -> assertThat(e.mend()).startsWith("Maybe").contains("EI0006"));
        assertThatThrownBy(() -> CODES.explain("ACL_ERROR_RT_AICORE_EXEPTION")).isInstanceOfSatisfying(InputException.class, e -> assertThat(e.mend()).contains("AICORE_EXCEPTION"));
    }

    @Test
    void familiesCoverAllLists() {
        assertThat(CODES.families()).extracting(Family::pattern).contains("EIxxxx", "EZxxxx", "507xxx", "561xxx", "HCCL n", "ERRmmttt").doesNotContain("");
        assertThat(CODES.families()).filteredOn(f -> f.pattern().equals("EIxxxx")).singleElement().satisfies(f -> assertThat(f.listed()).isEqualTo(16));
    }

    @Test
    void aNewerExportReplacesTheLists(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("newer.json"), """
                {"meta": {"read": "2027-01-01", "sources": {"cann_codes": "a", "acl_runtime_codes": "b"}, "modules": {"EI": {"module": "HCCL", "what": "collectives"}},
                  "categories": {"moon": "wait for the new moon"}},
                 "cann_codes": [{"code": "EI0099", "severity": "error", "module": "HCCL", "name": "None", "category": "moon", "meaning": "new"}],
                 "acl_runtime_codes": [{"code": 507999, "name": "ACL_NEW", "category": "timeout", "meaning": "late"}],
                 "torch_npu": {"modules": {"00": "PTA"}, "types": {"001": "bad"}, "examples": {}, "source": "c"}}
                """);
        ErrorCodes newer = ErrorCodes.of(Document.read(file));
        assertThat(newer.explain("EI0099").remedies()).containsExactly("Wait for the new moon.");
        assertThat(newer.explain("EI0099").known()).isTrue();
        assertThat(newer.explain("507999").meaning()).isEqualTo("late");
        assertThat(newer.explain("507015").known()).isFalse();
        assertThat(newer.explain("HCCL 9").known()).isTrue();
        assertThat(newer.sources()).contains("1 CANN codes: a, read 2027-01-01");
        assertThat(newer.check()).isNotEmpty();
    }

    @Test
    void aForeignFileIsRefused(@TempDir Path folder) throws IOException {
        Path foreign = Files.writeString(folder.resolve("foreign.json"), "{\"chips\": []}");
        assertThatThrownBy(() -> ErrorCodes.of(Document.read(foreign))).isInstanceOf(InputException.class).hasMessageContaining("no export of error codes");
        Path doubled = Files.writeString(folder.resolve("doubled.json"), """
                {"meta": {"sources": {"cann_codes": "a", "acl_runtime_codes": "b"}, "modules": {}, "categories": {}}, "cann_codes": [],
                 "acl_runtime_codes": [{"code": 1, "category": "x", "meaning": "y"}, {"code": 1, "category": "x", "meaning": "y"}], "torch_npu": {}}
                """);
        assertThatThrownBy(() -> ErrorCodes.of(Document.read(doubled))).isInstanceOf(InputException.class).hasMessageContaining("stands twice");
    }
}
