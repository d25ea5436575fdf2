package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Figure;
import dev.podwright.units.Precision;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final Catalog CATALOG = Catalog.bundled();

    @ParameterizedTest
    @ValueSource(strings = {"ascend-910b2", "ascend-910c", "a100-sxm-80", "h20-96", "rubin", "mi300x", "ascend-960", "l40s"})
    void notEvenTheFastEndOfAnIntervalBeatsTheChip(String id) {
        Subject subject = Subject.of(id, CATALOG);
        Comparison comparison = Comparison.of(List.of(subject, Subject.of("a100-sxm-80", CATALOG)), CATALOG, Calibration.bundled());
        for (Comparison.Row row : comparison.rows()) {
            row.values().getFirst().ifPresent(value -> assertThat(value.high()).as(row.what()).isLessThanOrEqualTo(limit(subject, row) * (1 + 1e-9)));
        }
    }

    private static double limit(Subject subject, Comparison.Row row) {
        if (row.what().startsWith("all-reduce")) {
            return Double.POSITIVE_INFINITY;
        }
        if (row.unit().equals("GB/s")) {
            return subject.rankChip().need(Figure.MEMORY_BANDWIDTH) * subject.dies() / 1e9;
        }
        Precision precision = row.what().contains("fp8") ? Precision.FP8 : row.what().contains("int8") ? Precision.INT8 : Precision.BF16;
        return subject.rankChip().peak(precision) * subject.dies() / 1e12;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ascend-910b2", "h20-96"})
    void aVerdictCountsEveryCommonOperatorOnce(String id) {
        Comparison comparison = Comparison.of(List.of(Subject.of(id, CATALOG), Subject.of("a100-sxm-80", CATALOG)), CATALOG, Calibration.bundled());
        Comparison.Verdict verdict = comparison.verdict(0, 1).orElseThrow();
        long common = comparison.rows().stream().filter(r -> r.values().stream().allMatch(v -> v.isPresent())).count();
        assertThat(verdict.faster() + verdict.equal() + verdict.slower()).isEqualTo((int) common);
        assertThat(verdict.least()).isLessThanOrEqualTo(verdict.middle());
        assertThat(verdict.middle()).isLessThanOrEqualTo(verdict.most());
    }
}
