package dev.podwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {
    private final Catalog catalog = Catalog.bundled();

    @Test
    void aFigureOfAChipIsReplacedAndMarkedAsTheUsers() {
        Quantity before = catalog.chip("ascend-960").find(Figure.MEMORY_BANDWIDTH).orElseThrow();
        Quantity after = catalog.set("ascend-960.memory_bandwidth=9TB/s").chip("ascend-960").find(Figure.MEMORY_BANDWIDTH).orElseThrow();
        assertThat(after.si()).isEqualTo(9e12);
        assertThat(after.confidence()).isEqualTo(Confidence.USER);
        assertThat(after.alternatives()).singleElement().satisfies(a -> assertThat(a.si()).isEqualTo(before.si()));
        assertThat(catalog.chip("ascend-960").find(Figure.MEMORY_BANDWIDTH)).hasValue(before);
    }

    @Test
    void aMissingFigureIsSupplied() {
        assertThat(catalog.set("ascend-970.memory_capacity=288GB").chip("ascend-970").need(Figure.MEMORY_CAPACITY)).isEqualTo(288e9);
        Pod pod = catalog.set("dgx-h100.rail.latency=5 us").pod("dgx-h100");
        assertThat(pod.levels().getLast().latency()).hasValueSatisfying(q -> assertThat(q.si()).isEqualTo(5e-6, within(1e-18)));
    }

    @Test
    void peaksAndPricesCanBeSet() {
        assertThat(catalog.set("h20-96.peak.fp8=300TFLOP/s").chip("h20").peak(Precision.FP8)).isEqualTo(300e12);
        assertThat(catalog.set("ascend-960.peak.bf16=1PFLOP/s").chip("ascend-960").peak(Precision.BF16)).isEqualTo(1e15);
        assertThat(catalog.set("ascend-910c-die.vector_peak.fp32=12TFLOP/s").chip("ascend-910c-die").vectorPeaks().get(Precision.FP32).si())
                .isEqualTo(12e12);
        assertThat(catalog.set("b200.price=40000USD").chip("b200-sxm").prices()).singleElement().satisfies(p -> {
            assertThat(p.low()).isEqualTo(40_000);
            assertThat(p.currency()).isEqualTo("USD");
            assertThat(p.per()).isEqualTo("chip");
        });
    }

    @ParameterizedTest
    @CsvSource({"bandwidth=100GB/s, 1e11", "latency=2us, 2e-6", "oversubscription=4, 4", "efficiency=0.8, 0.8"})
    void aFigureOfALevelIsReplacedWithoutTouchingOthers(String assignment, double si) {
        Pod pod = catalog.set("cloudmatrix384.ub-l2." + assignment).pod("cloudmatrix384");
        Level level = pod.levels().get(2);
        Quantity set = switch (assignment.substring(0, assignment.indexOf('='))) {
            case "bandwidth" -> level.bandwidth();
            case "latency" -> level.latency().orElseThrow();
            case "oversubscription" -> level.taper().orElseThrow();
            default -> level.efficiency().orElseThrow();
        };
        assertThat(set.si()).isEqualTo(si, within(si * 1e-12));
        assertThat(set.confidence()).isEqualTo(Confidence.USER);
        assertThat(pod.levels().get(1)).isEqualTo(catalog.pod("cloudmatrix384").levels().get(1));
    }

    @Test
    void aPodTakesAnotherChip() {
        Catalog other = catalog.set("atlas-800-a2.chip=ascend-910b4");
        assertThat(other.rankChip(other.pod("atlas-800-a2")).id()).isEqualTo("ascend-910b4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "h20-96                              | not an assignment",
        "h20-96.power=                       | not an assignment",
        ".power=3W                           | not an assignment",
        "h21-96.power=3W                     | no chip or pod \"h21-96\"",
        "h20-96.pover=3W                     | a chip has no pover",
        "h20-96.power=3                      | the unit is missing",
        "h20-96.power=3GB                    | GB is a size, but this is a power",
        "h20-96.power=3watts                 | unknown unit",
        "h20-96.power=-3W                    | is not a number above 0",
        "h20-96.power=lots                   | is not a number with a unit",
        "h20-96.peak.fp9=3TFLOP/s            | unknown precision",
        "cloudmatrix384.ub-l3.latency=1us    | a pod has no ub-l3.latency",
        "cloudmatrix384.ub-l2.oversubscription=0.5 | below 1",
        "cloudmatrix384.ub-l2.efficiency=1.5 | above 1",
        "atlas-800-a2.chip=ascend-910b9      | no chip \"ascend-910b9\"",
        "dgx-h100.chip=ascend-910b2.x        | no chip"})
    void aMistakeIsNamedWithTheAssignment(String assignment, String message) {
        assertThatThrownBy(() -> catalog.set(assignment)).isInstanceOf(InputException.class).hasMessageContaining(message);
    }
}
