package dev.podwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    private final Catalog catalog = Catalog.bundled();

    private List<String> blocking(String id) {
        return catalog.check(id).stream().filter(Finding::blocks).map(Finding::missing).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "ascend-910a; memory_capacity, memory_bandwidth",
        "ascend-970; peak.bf16, memory_capacity",
        "v100-sxm; memory_capacity",
        "ascend-310p3; memory_bandwidth",
        "kunlun-p800; peak, memory_capacity, memory_bandwidth"})
    void whatBlocksAPredictionIsNamed(String id, String missing) {
        assertThat(String.join(", ", blocking(id))).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({"h100-sxm", "ascend-910b", "ascend-910c-die", "cloudmatrix384", "dgx-h100", "gb300-nvl72", "atlas-800-a2", "superpod-b200",
        "tpu-v4-pod", "tpu-v6e-pod", "ironwood-pod"})
    void nothingBlocksWhatIsFullyPublished(String id) {
        assertThat(blocking(id)).isEmpty();
    }

    @Test
    void unknownPowerIsReportedAndNotGuessed() {
        for (String id : List.of("ascend-910b2", "ascend-910c", "a800-sxm-80", "h800-sxm", "l20")) {
            assertThat(catalog.check(id)).as(id).anyMatch(f -> f.missing().equals("power") && !f.blocks());
        }
    }

    @Test
    void anAssumedPeakIsAFindingThatDoesNotBlock() {
        assertThat(catalog.check("ascend-960")).noneMatch(Finding::blocks).anyMatch(f -> f.missing().equals("peak.bf16"));
        assertThat(blocking("atlas-960-superpod")).isEmpty();
    }

    @Test
    void aSuppliedFigureClearsItsFinding() {
        assertThat(catalog.set("v100-sxm.memory_capacity=32GiB").check("v100-sxm")).noneMatch(Finding::blocks);
    }

    @Test
    void everyFindingNamesAnEntryOfTheCatalogue() {
        assertThat(catalog.check()).isNotEmpty().allSatisfy(f -> assertThat(catalog.check(f.entry())).contains(f));
        assertThatThrownBy(() -> catalog.check("h101")).isInstanceOf(InputException.class).hasMessageContaining("h101");
    }

    @Test
    void whatIsAssumedOfTheWiringIsAFindingThatDoesNotBlock() {
        assertThat(catalog.check("atlas-960-superpod")).anyMatch(f -> f.missing().equals("ub-clos.shape") && f.consequence().contains("not published") && !f.blocks());
        assertThat(catalog.check("atlas-900-a2-cluster")).anyMatch(f -> f.missing().equals("roce.shape"));
        assertThat(catalog.check("cloudmatrix384")).noneMatch(f -> f.missing().startsWith("ub-l"));
    }
}
