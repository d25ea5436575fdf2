package dev.podwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private final Catalog catalog = Catalog.bundled();

    @Test
    void everyPublishedChipAndPodIsThere() {
        assertThat(catalog.chips()).hasSize(53);
        assertThat(catalog.pods()).hasSize(33);
    }

    @Test
    void aPodHasAsManyChipsAsItsSourceSays() {
        assertThat(catalog.pods()).allSatisfy(pod -> assertThat(pod.facts().get("chips").si()).isEqualTo(pod.chips()));
    }

    @Test
    void everyFigureStatesWhereItComesFrom() {
        catalog.chips().forEach(chip -> {
            chip.figures().values().forEach(CatalogTest::hasSource);
            chip.peaks().values().forEach(CatalogTest::hasSource);
            chip.facts().values().forEach(CatalogTest::hasSource);
        });
        catalog.pods().forEach(pod -> {
            pod.levels().forEach(level -> level.rate().ifPresent(CatalogTest::hasSource));
            pod.facts().values().forEach(CatalogTest::hasSource);
        });
    }

    private static void hasSource(Quantity quantity) {
        assertThat(quantity.source()).isNotBlank().doesNotContain("??");
        assertThat(quantity.confidence()).isNotEqualTo(Confidence.USER);
        assertThat(quantity.si()).isPositive();
        quantity.alternatives().forEach(CatalogTest::hasSource);
    }

    @Test
    void noTwoEntriesShareAName() {
        Set<String> names = new HashSet<>();
        catalog.chips().forEach(c -> assertThat(names.add(c.id())).as(c.id()).isTrue());
        catalog.chips().forEach(c -> c.aliases().forEach(a -> assertThat(names.add(a)).as(a).isTrue()));
        catalog.pods().forEach(p -> assertThat(names.add(p.id())).as(p.id()).isTrue());
        catalog.pods().forEach(p -> p.aliases().forEach(a -> assertThat(names.add(a)).as(a).isTrue()));
    }

    @ParameterizedTest
    @CsvSource({
        // 2 x 16^3 x cores x MHz
        "ascend-910b1, BF16, 363.7e12", "ascend-910b2, BF16, 353.9e12", "ascend-910b3, BF16, 294.9e12",
        "ascend-910b4, BF16, 245.8e12", "ascend-910c-die, BF16, 353.9e12", "ascend-910c, BF16, 707.8e12",
        "ascend-910c-die, INT8, 707.8e12", "ascend-960, FP8, 2000e12", "h100-sxm, BF16, 989e12",
        "b300-sxm, INT8, 153.5e12", "gb300, INT8, 165e12", "b200-sxm, NVFP4, 9000e12", "h20-96, FP8, 296e12"})
    void peaksAreTheOnesAGemmCanReach(String chip, Precision precision, double flops) {
        assertThat(catalog.chip(chip).peak(precision)).isEqualTo(flops, within(flops * 1e-12));
    }

    @Test
    void cubePeaksFollowFromCoresAndClock() {
        for (String id : List.of("ascend-910b1", "ascend-910b2", "ascend-910b3", "ascend-910b4", "ascend-910c-die")) {
            Chip chip = catalog.chip(id);
            double derived = 2 * 16 * 16 * 16 * chip.need(Figure.MATRIX_CORES) * chip.need(Figure.CLOCK);
            assertThat(chip.peak(Precision.FP16)).as(id).isCloseTo(derived, within(derived * 1e-3));
            assertThat(chip.peak(Precision.INT8)).as(id).isCloseTo(2 * derived, within(derived * 2e-3));
        }
    }

    @ParameterizedTest
    @CsvSource({"a100-sxm-80, 80", "h100-sxm, 80", "h800-sxm, 80", "ascend-910b2, 64", "ascend-910c-die, 64", "h200-sxm, 141"})
    void memoryIsWhatTheCardReports(String chip, double gib) {
        assertThat(catalog.chip(chip).need(Figure.MEMORY_CAPACITY)).isEqualTo(gib * (1L << 30));
    }

    @Test
    void aPackageOf910cIsTwoDies() {
        Chip chip = catalog.chip("ascend-910c");
        assertThat(chip.dies()).hasValueSatisfying(d -> assertThat(d.count()).isEqualTo(2));
        assertThat(catalog.rankChip(catalog.pod("cloudmatrix384")).id()).isEqualTo("ascend-910c-die");
        assertThat(catalog.rankChip(catalog.pod("dgx-h100")).id()).isEqualTo("h100-sxm");
    }

    @ParameterizedTest
    @CsvSource({"ascend-910b, ascend-910b2", "H100, h100-sxm", "Ascend910_9392, ascend-910c-die", "a100, a100-sxm-80", "ASCEND-960, ascend-960"})
    void aliasesResolveInAnyCase(String alias, String id) {
        assertThat(catalog.chip(alias).id()).isEqualTo(id);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> catalog.chip("h101-sxm")).isInstanceOf(InputException.class)
                .hasMessageContaining("h101-sxm")
                .extracting(e -> ((InputException) e).mend()).asString().contains("h100-sxm");
        assertThatThrownBy(() -> catalog.pod("cloudmatrix386"))
                .extracting(e -> ((InputException) e).mend()).asString().contains("cloudmatrix384");
        assertThatThrownBy(() -> catalog.pod("h100-sxm")).hasMessageContaining("is a chip")
                .extracting(e -> ((InputException) e).mend()).asString().contains("dgx-h100");
    }

    @Test
    void announcedPartsAreMarked() {
        for (String id : List.of("ascend-950dt", "ascend-960", "ascend-970", "rubin")) {
            assertThat(catalog.chip(id).announced()).as(id).isTrue();
        }
        for (String id : List.of("atlas-950-superpod", "atlas-960-superpod", "atlas-960-supercluster", "vr-nvl144")) {
            assertThat(catalog.pod(id).announced()).as(id).isTrue();
        }
        assertThat(catalog.chip("ascend-910b2").announced()).isFalse();
    }

    @Test
    void aMissingPeakNamesWhatTheChipHas() {
        assertThatThrownBy(() -> catalog.chip("ascend-970").peak(Precision.BF16)).isInstanceOf(InputException.class)
                .extracting(e -> ((InputException) e).mend()).asString().contains("fp8, mxfp4");
    }

    @Test
    void theHashChangesWithAnyFigure() {
        assertThat(catalog.hash()).hasSize(16).isEqualTo(Catalog.bundled().hash());
        Catalog changed = catalog.set("h20-96.power=500W");
        assertThat(changed.hash()).isNotEqualTo(catalog.hash());
        assertThat(changed.set("cloudmatrix384.power=600kW").hash())
                .isEqualTo(catalog.set("cloudmatrix384.power=600kW").set("h20-96.power=500W").hash());
    }
}
