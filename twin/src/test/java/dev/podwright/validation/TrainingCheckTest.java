package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.FlopConvention;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.Schedule;
import dev.podwright.workload.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TrainingCheckTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Calibration CALIBRATION = Calibration.bundled();
    /// Of the rows that say enough, so many have a layout that the twin understands.
    private static final double LEAST_PREDICTED = 0.95;

    private static TrainingRow row(String model, double tokens, Optional<Recompute> recompute) {
        Architecture architecture = Models.named(model);
        return new TrainingRow(model, "made up", "h100-sxm", CATALOG.joined(CATALOG.pod("dgx-h100"), 8), CATALOG.trainingSoftware("megatron-bridge"),
                architecture, new Recipe(4096, 64, Recipe.Phase.PRETRAIN, Quantization.BF16), TrainingLayout.dense(1, 8, 1, 1), Schedule.ONE_F_ONE_B, 1,
                new Sharding(Sharding.Kind.ZERO1, 8), recompute, Offload.NONE, tokens, Optional.empty());
    }

    private static TrainingCheck.Result predict(TrainingRow... rows) {
        return new TrainingCheck(CATALOG, CALIBRATION).predict(List.of(rows));
    }

    @Test
    void theErrorIsThePredictionOverTheMeasurementLessOne() {
        TrainingCheck.Outcome outcome = predict(row("llama-3-8b", 10_000, Optional.of(Recompute.NONE))).outcomes().getFirst();
        assertThat(outcome.error()).isCloseTo(outcome.predicted().value() / 10_000 - 1, within(1e-12));
        assertThat(outcome.predicted().value()).isBetween(5_000.0, 20_000.0);
        TrainingCheck.Outcome exact = predict(row("llama-3-8b", outcome.predicted().value(), Optional.of(Recompute.NONE))).outcomes().getFirst();
        assertThat(exact.covered()).isTrue();
        assertThat(predict(row("llama-3-8b", 1, Optional.of(Recompute.NONE))).outcomes().getFirst().covered()).isFalse();
    }

    @Test
    void theNullIsTheMedianMfuOfOtherModels() {
        TrainingRow llama = row("llama-3-8b", 10_000, Optional.of(Recompute.NONE));
        TrainingRow qwen = row("qwen3-8b", 8_000, Optional.of(Recompute.NONE));
        List<TrainingCheck.Outcome> outcomes = predict(llama, qwen).outcomes();
        double ratio = FlopConvention.FULL_ATTENTION.perToken(qwen.model(), 4096) / FlopConvention.FULL_ATTENTION.perToken(llama.model(), 4096);
        assertThat(outcomes.get(0).constant().orElseThrow()).isCloseTo(8_000 * ratio, within(1e-6));
        assertThat(outcomes.get(1).constant().orElseThrow()).isCloseTo(10_000 / ratio, within(1e-6));
        assertThat(predict(llama).outcomes().getFirst().constant()).isEmpty();
    }

    @Test
    void whereTheSourceIsSilentTheLeastRecomputationThatFitsIsTaken() {
        assertThat(predict(row("llama-3-8b", 10_000, Optional.empty())).outcomes().getFirst().setup().recompute()).isEqualTo(Recompute.NONE);
        assertThat(predict(row("llama-3-70b", 1_000, Optional.empty())).outcomes().getFirst().setup().recompute()).isEqualTo(Recompute.FULL);
    }

    @Test
    void aLayoutThatCannotRunIsCountedWithItsReason() {
        TrainingRow row = row("llama-3-8b", 10_000, Optional.of(Recompute.NONE));
        TrainingRow tooSmall = new TrainingRow(row.id(), row.source(), row.chip(), row.pod(), row.software(), row.model(),
                new Recipe(4096, 12, Recipe.Phase.PRETRAIN, Quantization.BF16), row.layout(), row.schedule(), 1, row.sharding(), row.recompute(),
                row.offload(), row.tokens(), row.convention());
        TrainingCheck.Result result = predict(tooSmall);
        assertThat(result.outcomes()).isEmpty();
        assertThat(result.unpredicted()).hasSize(1).allSatisfy((reason, rows) -> assertThat(reason).contains("12"));
    }

    @Test
    void measuredTrainingIsPredictedAlmostThroughout() {
        Path evidence = evidence();
        assumeTrue(evidence != null, "no folder shared/evidence with training/measured.csv beside the repository: nothing to hold predictions against");
        TrainingRows.Reading reading = TrainingRows.read(new Evidence(evidence), CATALOG);
        TrainingCheck.Result result = new TrainingCheck(CATALOG, CALIBRATION).predict(reading.rows());
        assertThat(reading.rows().size()).isGreaterThan(360);
        assertThat(result.outcomes().size()).isGreaterThanOrEqualTo((int) Math.ceil(LEAST_PREDICTED * reading.rows().size()));
        assertThat(result.outcomes()).allSatisfy(o -> {
            assertThat(o.predicted().low()).isPositive();
            assertThat(o.predicted().high()).isFinite();
        });
    }

    @Test
    void everyRowOfATableHasAnAnswerAndHeldOutRowsArePredictedAsClosely() {
        Path evidence = evidence();
        assumeTrue(evidence != null, "no folder shared/evidence with training/measured.csv beside the repository: nothing to hold predictions against");
        TrainingRows.Reading reading = TrainingRows.read(new Evidence(evidence), CATALOG);
        var answers = new TrainingCheck(CATALOG, CALIBRATION).answers(reading, true);
        assertThat(answers).hasSize(reading.rows().size() + reading.left().size());
        double[] errors = answers.values().stream().flatMapToDouble(a -> a instanceof TrainingAnswer.Predicted p
                ? DoubleStream.of(Math.abs(p.outcome().error())) : DoubleStream.empty()).sorted().toArray();
        long covered = answers.values().stream().filter(a -> a instanceof TrainingAnswer.Predicted p && p.outcome().covered()).count();
        assertThat(Errors.quantile(errors, 0.5)).isLessThan(0.065);
        assertThat((double) covered / errors.length).isBetween(0.83, 0.97);
    }

    @Test
    void singleLayersArePredictedCloselyWithAndWithoutRecomputation() {
        Path evidence = evidence();
        assumeTrue(evidence != null, "no folder shared/evidence with training/layer.csv beside the repository: nothing to hold predictions against");
        List<LayerCheck.Outcome> layers = LayerCheck.predict(new Evidence(evidence), CATALOG, CALIBRATION);
        assertThat(layers).hasSize(5).allSatisfy(o -> {
            assertThat(o.forward()).isCloseTo(o.measuredForward(), within(0.25 * o.measuredForward()));
            assertThat(o.backward()).isCloseTo(o.measuredBackward(), within(0.25 * o.measuredBackward()));
        });
    }

    private static Path evidence() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path evidence = folder.resolve("shared/evidence");
            if (Files.isRegularFile(evidence.resolve("training/measured.csv"))) {
                return evidence;
            }
        }
        return null;
    }
}
