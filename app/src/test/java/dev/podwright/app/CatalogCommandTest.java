package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogCommandTest {
    private static CommandRun run(String... args) {
        return CommandRun.of(args);
    }

    @Test
    void listShowsEveryChipAndPod() {
        CommandRun run = run("catalog", "list");
        assertThat(run.code()).isZero();
        Catalog.bundled().chips().forEach(c -> assertThat(run.out()).contains(c.id()));
        Catalog.bundled().pods().forEach(p -> assertThat(run.out()).contains(p.id()));
        assertThat(run("catalog", "list", "--chips").out()).contains("mi300x").doesNotContain("cloudmatrix384");
        assertThat(run("catalog", "list", "--pods").out()).contains("cloudmatrix384").doesNotContain("mi300x");
    }

    @Test
    void listAsJsonCarriesUnitsInItsKeys() {
        assertThat(run("catalog", "list", "--json").out())
                .contains("\"memory_bandwidth_gb_per_s\" : 3350", "\"peak_bf16_tflop_per_s\" : 989", "\"bandwidth_gb_per_s\" : 196");
    }

    @Test
    void showSaysWhereEveryNumberComesFrom() {
        String out = run("catalog", "show", "ascend-910b").out();
        assertThat(out).contains("ascend-910b2", "353.9 TFLOP/s", "vendor code", "hicann/runtime", "or    376 TFLOP/s", "energy is unknown");
    }

    @Test
    void showMarksAnnouncementsAndAssumptions() {
        String out = run("catalog", "show", "atlas-960-superpod").out();
        assertThat(out).contains("ANNOUNCED", "ASSUMPTION", "1,097.6 GB/s", "Template: 242 racks of 64");
    }

    @Test
    void showResizesPodsAndJoinsChips() {
        assertThat(run("catalog", "show", "cloudmatrix384", "--chips", "16").out()).contains("16 of 384 chips", "joins 2");
        assertThat(run("catalog", "show", "l40s", "--chips", "4").out()).contains("4 x L40S in one server", "pcie");
    }

    @Test
    void checkOfAllSaysWhatIsKnownOfAscendsSoftware() {
        assertThat(run("catalog", "check").out()).contains("tables of torch_npu", "PyTorch 2.13.0: 1,468 interfaces", "Not established", "Error codes")
                .doesNotContain("Does not hold together");
        assertThat(run("catalog", "check", "h100-sxm").out()).doesNotContain("torch_npu");
    }

    @Test
    void checkNamesTheMissingNumber() {
        assertThat(run("catalog", "check", "v100-sxm").out()).contains("memory_capacity", "impossible");
        assertThat(run("catalog", "check", "--json").out()).contains("\"missing\" : \"ub-clos.bandwidth\"", "\"blocks\" : true");
        assertThat(run("catalog", "check", "mi300x", "--set", "mi300x.price=15000USD").out()).contains("Nothing is missing.");
    }

    @Test
    void badInputExitsWithTwoAndAHint() {
        CommandRun run = run("catalog", "show", "h100-smx");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("h100-smx", "Maybe h100-sxm.").doesNotContain("Exception");
        assertThat(run("catalog", "list", "--set", "h20.power=3GB").code()).isEqualTo(2);
        assertThat(run("catalog", "list", "--catalog", "nowhere.json").err()).contains("nowhere.json");
        assertThat(run("catalog", "show").code()).isEqualTo(2);
    }

    static List<String> ids() {
        return List.of("ascend-910c", "b200-sxm", "kunlun-p800", "cloudmatrix384", "tpu-v5p-pod", "ub-mesh-pod", "gb200-nvl72");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void whatShowPrintsAsJsonCanBeGivenBack(String id, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), run("catalog", "show", id, "--json").out());
        Catalog again = Catalog.bundled().plus(file);
        assertThat(again.findPod(id)).isEqualTo(Catalog.bundled().findPod(id));
        assertThat(again.findChip(id)).isEqualTo(Catalog.bundled().findChip(id));
    }
}
