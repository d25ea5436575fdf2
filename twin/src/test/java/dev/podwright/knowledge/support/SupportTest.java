package dev.podwright.knowledge.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportTest {
    private static final String HEADING = "api,pytorch,module,section,a2,a3,ascend_950dt,restriction\n";
    private final Support support = Support.bundled();

    @TempDir
    private Path folder;

    @Test
    void fourReleasesWereReadOldestFirst() {
        assertThat(support.releases()).containsExactly("2.7.1", "2.11.0", "2.12.0", "2.13.0");
        assertThat(support.newest()).isEqualTo("2.13.0");
        assertThat(support.source("2.7.1")).isEqualTo("Ascend/pytorch@9e73e708a:docs/zh/api/native_api/pytorch_2-7-1");
    }

    @Test
    void anInterfaceRunsRunsWithALimitOrDoesNot() {
        assertThat(support.of("torch.mm", "2.7.1", Generation.A2)).isEqualTo(new Verdict.Restricted("input: bf16 fp16 fp32 only"));
        assertThat(support.of("torch.BFloat16Storage", "2.13.0", Generation.A3)).isEqualTo(new Verdict.Supported());
        assertThat(support.of("torch.mm", "2.13.0", Generation.A5)).isInstanceOfSatisfying(Verdict.Unsupported.class,
                no -> assertThat(no.why()).contains("nobody verified", "ERR01007"));
    }

    @Test
    void nothingIsClaimedForOtherGenerationsAndForInterfacesThatNoTableNames() {
        assertThat(support.of("torch.mm", "2.13.0", Generation.P310)).isInstanceOfSatisfying(Verdict.Unread.class, why -> assertThat(why.why()).contains("310P"));
        assertThat(support.of("torch.frobnicate", "2.13.0", Generation.A2)).isInstanceOfSatisfying(Verdict.Unread.class,
                why -> assertThat(why.why()).contains("torch.frobnicate", "2.13.0"));
    }

    @Test
    void aLimitTellsWhichTypesItLeavesOut() {
        Verdict.Restricted limit = new Verdict.Restricted("input: fp16 fp32 only; other limit");

        assertThat(limit.excludes("bf16")).isTrue();
        assertThat(limit.excludes("fp16")).isFalse();
        assertThat(new Verdict.Restricted("other limit; accuracy note").excludes("bf16")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2.13, 2.13.0", "v2.13.0, 2.13.0", "2.7.1+cu126, 2.7.1", "2.12.0.post3, ''", "2.8.0, ''", "2, ''", "'', ''", "x.y, ''"})
    void aReleaseIsFoundAsUsersWriteIt(String asked, String release) {
        if (release.isEmpty()) {
            assertThatThrownBy(() -> support.release(asked)).isInstanceOf(InputException.class).hasMessageContaining(asked);
        } else {
            assertThat(support.release(asked)).isEqualTo(release);
        }
    }

    @ParameterizedTest
    @CsvSource({"2.8.0, 2.7.1", "2.10.0, 2.11.0", "2.14.0, 2.13.0", "1.11.0, 2.7.1"})
    void aReleaseThatWasNotReadIsRefusedWithTheNearest(String asked, String nearest) {
        assertThatThrownBy(() -> support.of("torch.mm", asked, Generation.A2)).isInstanceOfSatisfying(InputException.class,
                e -> assertThat(e.mend()).contains("2.7.1, 2.11.0, 2.12.0, 2.13.0", "nearest: " + nearest));
    }

    @Test
    void aNewerExportReplacesTheTablesOfItsReleases() throws IOException {
        Path file = Files.writeString(folder.resolve("newer.csv"), HEADING + "torch.mm,2.14.0,torch,Math,yes,restricted,no,\"input: bf16, fp16 only\"\n"
                + "torch.mm,2.13.0,torch,Math,no,no,no,\n");
        Support newer = support.with(SupportExport.read(file));

        assertThat(newer.releases()).containsExactly("2.7.1", "2.11.0", "2.12.0", "2.13.0", "2.14.0");
        assertThat(newer.of("torch.mm", "2.14.0", Generation.A3)).isEqualTo(new Verdict.Restricted("input: bf16, fp16 only"));
        assertThat(newer.of("torch.mm", "2.13.0", Generation.A2)).isEqualTo(new Verdict.Unsupported());
        assertThat(newer.of("torch.add", "2.13.0", Generation.A2)).isInstanceOf(Verdict.Unread.class);
        assertThat(newer.source("2.13.0")).endsWith("newer.csv");
    }

    @Test
    void twoRowsOfOneInterfaceAreReadAsTheNarrower() throws IOException {
        Path file = Files.writeString(folder.resolve("twice.csv"), HEADING + "torch.mm,2.14.0,a,s,yes,yes,yes,one\ntorch.mm,2.14.0,b,s,restricted,yes,no,two\n");

        assertThat(SupportExport.read(file).tables().get("2.14.0").get("torch.mm").of(Generation.A2)).isEqualTo(new Verdict.Restricted("one; two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n1,2\n", HEADING, HEADING + "torch.mm,2.14.0\n", HEADING + "torch.mm,2.14.0,m,s,maybe,yes,yes,\n",
        HEADING + ",2.14.0,m,s,yes,yes,yes,\n", HEADING + "torch.mm,2.14.0,m,s,yes,yes,yes,\"open\n"})
    void aForeignFileIsRefusedByName(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("foreign.csv"), content);

        assertThatThrownBy(() -> SupportExport.read(file)).isInstanceOf(InputException.class).hasMessageContaining("foreign.csv");
    }

    /// The bundled tables say what the export says that they were made from.
    @Test
    void theBundledTablesAreTheExports() {
        Path export = export();
        assumeThat(export).as("the export of the tables is not here").exists();

        Map<String, Map<String, Cell>> tables = SupportExport.read(export).tables();

        assertThat(tables.keySet()).containsExactlyElementsOf(support.releases());
        tables.forEach((release, table) -> {
            assertThat(table).hasSize(support.rows(release));
            table.forEach((api, cell) -> {
                for (Generation generation : new Generation[] {Generation.A2, Generation.A3, Generation.A5}) {
                    if (!api.equals("torch.Tensor")) {
                        assertThat(support.of(api, release, generation)).as("%s %s %s", api, release, generation).isEqualTo(cell.of(generation));
                    }
                }
            });
        });
    }

    private static Path export() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory.getParent() != null && !Files.isDirectory(directory.resolve("shared/catalogue"))) {
            directory = directory.getParent();
        }
        return directory.resolve("shared/catalogue/torch_npu_support.csv");
    }
}
