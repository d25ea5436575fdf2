package dev.podwright.validation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be is said with file, line and column, and nothing is left out quietly.
class CorruptedEvidenceTest {
    private static final String FILE = "kernels/h100-sxm/gemm.csv";

    @TempDir
    private Path root;

    private InputException fault(String file, String... lines) throws IOException {
        Folder folder = new Folder(root).with(file, lines);
        return assertThatExceptionOfType(InputException.class).isThrownBy(folder::verdict).actual();
    }

    @Test
    void aRenamedColumnIsMissedAndTheNearestNamed() throws IOException {
        InputException fault = fault(FILE, Folder.GEMM.replace("latency_us", "latency_ms"), Folder.gemm("a", "h100-sxm", 1, 64, 64, 5));

        assertThat(fault).hasMessage("%s: there is no column latency_us.".formatted(root.resolve(FILE)));
        assertThat(fault.mend()).isEqualTo("Maybe latency_ms was meant to be it.");
    }

    @Test
    void aTextInANumberIsNamedWithItsPlace() throws IOException {
        assertThat(fault(FILE, Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, 64, 64, 5), Folder.gemm("b", "h100-sxm", 1, "wide", 64, 5)))
                .hasMessage("%s, line 3, column n: \"wide\" is not a number.".formatted(root.resolve(FILE)));
    }

    @Test
    void aNegativeTimeIsNamed() throws IOException {
        assertThat(fault(FILE, Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, 64, 64, -5))).hasMessageContaining("line 2, column latency_us: \"-5\" is not a number above 0");
    }

    @Test
    void arithmeticBeyondThePeakCannotBe() throws IOException {
        assertThat(fault(FILE, Folder.GEMM, Folder.gemm("a", "h100-sxm", 8192, 8192, 8192, 500)))
                .hasMessageContainingAll("line 2, column latency_us: \"500\" cannot be", "faster than the peak arithmetic of h100-sxm allows");
    }

    @Test
    void bandwidthBeyondTheMemoryCannotBeWhereTheCacheIsTooSmall() throws IOException {
        assertThat(fault(FILE, Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, 65536, 16384, 100)))
                .hasMessageContainingAll("column latency_us", "faster than the memory bandwidth of h100-sxm allows");
    }

    @Test
    void bandwidthBeyondTheLinksCannotBe() throws IOException {
        assertThat(fault("collectives/collectives.csv", Folder.COLLECTIVES,
                "a,all_reduce,h100-sxm,,1,8,8,1073741824,100,10737.4,18790.5,NCCL,2.2,,,float,NVSwitch,someone,A,"))
                .hasMessageContainingAll("line 2, column busbw_gbps", "faster than the links of h100-sxm allow");
    }

    @Test
    void bytesTimeAndBandwidthMustAgree() throws IOException {
        assertThat(fault("collectives/collectives.csv", Folder.COLLECTIVES,
                "a,all_reduce,h100-sxm,,1,8,8,1073741824,5000,100,175,NCCL,2.2,,,float,NVSwitch,someone,A,"))
                .hasMessageContainingAll("column algbw_gbps", "bytes / time_us of the row are 214.7 GB/s");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        assertThat(fault(FILE, Folder.GEMM, Folder.gemm("a", "h100-sxm", "x", 64, 64, 5), Folder.gemm("b", "h100-sxm", 1, 64, 64, -1)))
                .hasMessageContainingAll("wrong in 2 places", "line 2, column m", "line 3, column latency_us");
    }
}
