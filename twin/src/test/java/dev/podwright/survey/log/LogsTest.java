package dev.podwright.survey.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.network.collective.Operation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {
    private static InputException refused(String text) {
        try {
            Logs.parse("run.log", text);
        } catch (InputException e) {
            return e;
        }
        throw new AssertionError("The log was read.");
    }

    @Test
    void ncclTestsSayOperationRanksAndTimes() {
        List<MeasuredLog> logs = Logs.parse("run.log", LogText.nccl("all_reduce_perf", 8, new long[] {8, 1 << 20, 1L << 30}, new double[] {12.5, 40, 4400}));
        assertThat(logs).hasSize(1);
        MeasuredLog log = logs.getFirst();
        assertThat(log.program()).isEqualTo("nccl-tests");
        assertThat(log.operation()).contains(Operation.ALL_REDUCE);
        assertThat(log.ranks()).hasValue(8);
        assertThat(log.notes()).isEmpty();
        assertThat(log.rows()).extracting(MeasuredLog.Row::bytes).containsExactly(8.0, 1048576.0, 1073741824.0);
        assertThat(log.rows().getLast().seconds()).isCloseTo(4.4e-3, within(1e-9));
    }

    @Test
    void hcclTestSaysSizesAndTimesAndTheCommandSaysTheRest() {
        String text = LogText.hccl(new long[] {8192, 67108864}, new double[] {764.55, 2000});
        MeasuredLog bare = Logs.parse("run.log", text).getFirst();
        assertThat(bare.program()).isEqualTo("hccl_test");
        assertThat(bare.operation()).isEmpty();
        assertThat(bare.ranks()).isEmpty();
        assertThat(bare.rows().getLast()).isEqualTo(new MeasuredLog.Row(67108864, 2e-3));
        MeasuredLog told = Logs.parse("run.log", "# mpirun -n 8 ./bin/all_gather_test -b 8K -e 64M -f 2 -p 8\n" + text).getFirst();
        assertThat(told.operation()).contains(Operation.ALL_GATHER);
        assertThat(told.ranks()).hasValue(8);
        assertThat(Logs.parse("logs/alltoall_test-16.txt", text).getFirst().operation()).contains(Operation.ALL_TO_ALL);
    }

    @Test
    void aLogMayHoldSeveralTables() {
        String text = LogText.nccl("all_reduce_perf", 4, new long[] {1024}, new double[] {10}) + LogText.nccl("alltoall_perf", 8, new long[] {2048}, new double[] {20});
        List<MeasuredLog> logs = Logs.parse("run.log", text);
        assertThat(logs).extracting(l -> l.operation().orElseThrow()).containsExactly(Operation.ALL_REDUCE, Operation.ALL_TO_ALL);
        assertThat(logs).extracting(l -> l.ranks().orElseThrow()).containsExactly(4, 8);
    }

    @Test
    void timesInPlaceCountWhereThoseOutOfPlaceAreMissing() {
        String text = LogText.HEADING + "     1048576        262144     float    none      -1      N/A     N/A     N/A    N/A    50.00   20.97   18.35      0\n";
        assertThat(Logs.parse("run.log", text).getFirst().rows()).containsExactly(new MeasuredLog.Row(1048576, 50e-6));
    }

    @Test
    void columnsAreCountedFromTheRight() {
        String old = """
                #                                                     out-of-place                    in-place
                #       size         count    type     time   algbw   busbw  error     time   algbw   busbw  error
                     1048576         16384   float    100.0   10.49    9.18  0e+00    100.0   10.49    9.18  0e+00
                """;
        assertThat(Logs.parse("run.log", old).getFirst().rows()).containsExactly(new MeasuredLog.Row(1048576, 100e-6));
    }

    @Test
    void rowsWithWrongResultsAndRunsCutShortAreSaid() {
        String nccl = LogText.HEADING + LogText.row(1024, 10, 0, 8) + LogText.row(2048, 11, 3, 8);
        assertThat(Logs.parse("run.log", nccl).getFirst().notes()).containsExactly("The log has no last line with the average: the run was cut short.", "1 rows with wrong results are left out.");
        String hccl = LogText.hccl(new long[] {1024}, new double[] {10}) + "2048              | 11.00          | 0.18618              | failed\n";
        assertThat(Logs.parse("run.log", hccl).getFirst().rows()).hasSize(1);
    }

    @Test
    void processesWithoutMpiAreRefused() {
        String text = "#  Rank  0 Group  0 Pid 1 on a device  0 [0x00] X\n#  Rank  0 Group  0 Pid 2 on b device  0 [0x00] X\n" + LogText.HEADING + LogText.row(1024, 10, 0, 1);
        assertThat(refused(text)).hasMessageContaining("line 5: 2 processes each measured one rank alone").extracting(InputException::mend).asString().contains("MPI=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\n"})
    void anEmptyFileIsRefused(String text) {
        assertThat(refused(text)).hasMessage("run.log: the file is empty.");
    }

    @Test
    void aForeignFileIsRefused() {
        assertThat(refused("{\"a\": 1}\n")).hasMessageContaining("no table of nccl-tests or hccl_test");
        assertThat(refused(LogText.HEADING)).hasMessageContaining("the table has no rows");
        assertThat(refused(LogText.HEADING + "1024 256 float none -1 abc 1 1 0 10 1 1 0\n")).hasMessageContaining("\"abc\" stands where a number should");
        assertThat(refused(LogText.HEADING + "1048576 262144 float sum -1 10.0 5.0 9.0 0 10.0 5.0 9.0 0\n")).hasMessageContaining("are 104.86 GB/s, not 5.0");
        assertThat(refused(LogText.HEADING + "1024 256 float sum -1 -3.0 0.1 0.1 0 10.0 0.1 0.1 0\n")).hasMessageContaining("-3.0 us");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 60, 90})
    void aRowCutShortIsRefusedByItsLine(int kept) {
        String whole = LogText.HEADING + LogText.row(1024, 10, 0, 8);
        String cut = whole + LogText.row(2048, 11, 0, 8).substring(0, kept);
        if (cut.substring(whole.length()).isBlank()) {
            assertThat(Logs.parse("run.log", cut).getFirst().rows()).hasSize(1);
        } else {
            assertThat(refused(cut)).hasMessageContaining("run.log, line 6: the row has").extracting(InputException::mend).asString().contains("cut short");
        }
        String hccl = LogText.hccl(new long[] {1024}, new double[] {10}) + "2048              | 11.00   ";
        assertThat(refused(hccl)).hasMessageContaining("line 4: the row has 2 of 4 columns");
    }

    @Test
    void noCutOrDamageEndsOtherwiseThanInALogOrAMessage() {
        Random random = new Random(1);
        String whole = LogText.nccl("all_gather_perf", 4, new long[] {1024, 4096, 1 << 24}, new double[] {9, 10, 300}) + LogText.hccl(new long[] {512}, new double[] {9});
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(whole.substring(0, random.nextInt(whole.length())));
            for (int j = random.nextInt(4); j > 0 && !text.isEmpty(); j--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(32, 128));
            }
            try {
                assertThat(Logs.parse("run.log", text.toString())).isNotEmpty();
            } catch (InputException e) {
                assertThat(e).hasMessageStartingWith("run.log");
            }
        }
    }

    @Test
    void filesThatCannotBeReadAreRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> Logs.read(folder)).isInstanceOf(InputException.class).hasMessageContaining("this is a directory");
        assertThatThrownBy(() -> Logs.read(folder.resolve("none"))).isInstanceOf(InputException.class).hasMessageContaining("no such file");
        Path huge = folder.resolve("huge.log");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 33);
        }
        assertThatThrownBy(() -> Logs.read(huge)).isInstanceOf(InputException.class).hasMessageContaining("more than a log may have");
        Path binary = Files.write(folder.resolve("core"), new byte[] {0, 1, 2, (byte) 0xff, 10, 0});
        assertThatThrownBy(() -> Logs.read(binary)).isInstanceOf(InputException.class).hasMessageContaining("no table");
    }
}
