package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedTrainingTest {
    private static final List<PublishedTraining> RESULTS = PublishedTraining.bundled();

    @Test
    void everyResultIsCompleteAndHasASource() {
        assertThat(RESULTS).hasSizeGreaterThan(12).doesNotHaveDuplicates().allSatisfy(r -> {
            assertThat(r.source()).isNotBlank();
            assertThat(r.note()).isNotBlank();
            assertThat(Models.names()).contains(r.model());
            assertThat(r.setup().layout().ranks()).as(r.id()).isEqualTo(r.chips());
        });
        assertThat(RESULTS.stream().map(PublishedTraining::id)).doesNotHaveDuplicates();
    }

    @Test
    void everyResultIsPredictedWithinAFactorOfTwo() {
        PublishedCheck check = new PublishedCheck(Catalog.bundled(), Calibration.bundled());
        assertThat(RESULTS.stream().map(check::predict).toList()).allSatisfy(outcome -> {
            assertThat(outcome.predicted().high()).as(outcome.result().id()).isFinite();
            assertThat(outcome.error()).as(outcome.result().id()).isBetween(-0.5, 1.0);
        });
    }

    /// 153 TFLOP/s on each of 384 cards are 96 parameters-and-layers FLOPs of arXiv 2104.04473, equation 3, per token: 40,971 tokens/s.
    @Test
    void flopsAreCountedAsTheSourceCountsThem() {
        PublishedTraining gpt = RESULTS.stream().filter(r -> r.id().equals("megatron-sc21-gpt3-175b-384-a100")).findFirst().orElseThrow();
        double perToken = gpt.convention().perToken(Models.named(gpt.model()), 2048) * 4 / 3;
        assertThat(153e12 * 384 / perToken).isCloseTo(40_971, within(0.01 * 40_971));
    }
}
