package dev.podwright.validation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Spread;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Entry ENTRY = new Entry(Kind.GEMM, "id", "gemm", "h100-sxm", "source", "vllm", false);

    private static JudgedRow row(double measured, double low, double predicted, double high) {
        return ENTRY.predicted(Metric.TIME_US, measured, new Interval(low, predicted, high), Cost.leaf("gemm", 1, 1, Bound.COMPUTE, Spread.NONE, ""));
    }

    private static Score score(JudgedRow... rows) {
        Scores<String> scores = new Scores<>(Comparator.<String>naturalOrder());
        for (JudgedRow row : rows) {
            scores.add("all", row);
        }
        return scores.all().get("all");
    }

    @Test
    void theErrorsOfAGroupAreThoseWorkedOutByHand() {
        // predicted / measured - 1: -0.5, -0.1, 0, +0.2, +1.0
        Accuracy accuracy = score(row(10, 4, 5, 6), row(10, 8, 9, 11), row(10, 9, 10, 12), row(10, 11, 12, 13), row(10, 5, 20, 30)).accuracy().orElseThrow();

        assertThat(accuracy.rows()).isEqualTo(5);
        assertThat(accuracy.bias()).isCloseTo(0, within(1e-12));
        assertThat(accuracy.median()).isCloseTo(0.2, within(1e-12));
        // 0, 0.1, 0.2, 0.5, 1.0: the 90th percentile lies 0.6 of the way from the fourth to the fifth.
        assertThat(accuracy.p90()).isCloseTo(0.8, within(1e-12));
        // Inside: the second, the third and the fifth.
        assertThat(accuracy.coverage()).isCloseTo(0.6, within(1e-12));
        // (high - low) / (2 predicted): 0.2, 0.1667, 0.15, 0.0833, 0.625
        assertThat(accuracy.halfWidth()).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(accuracy.nullMedian()).isEmpty();
    }

    @Test
    void rowsWithoutAPredictionAreCountedByColumnAndReasonAndDoNotChangeTheErrors() {
        OptionalDouble none = OptionalDouble.empty();
        Score score = score(row(10, 10, 10, 10), ENTRY.insufficient(Metric.TIME_US, none, "n"), ENTRY.insufficient(Metric.TIME_US, none, "n"),
                ENTRY.unpredictable(Metric.TIME_US, none, "no such chip"));

        assertThat(score.rows()).isEqualTo(4);
        assertThat(score.insufficient()).containsExactly(Map.entry("n", 2));
        assertThat(score.unpredicted()).containsExactly(Map.entry("no such chip", 1));
        assertThat(score.predictedShare()).isEqualTo(0.5);
        assertThat(score.accuracy().orElseThrow().median()).isZero();
    }

    @Test
    void aGroupWithoutPredictionsHasNoErrors() {
        assertThat(score(ENTRY.unpredictable(Metric.TIME_US, OptionalDouble.empty(), "why")).accuracy()).isEmpty();
    }

    @Test
    void theNullModelIsScoredBeside() {
        JudgedRow row = ENTRY.predicted(Metric.TOKENS_PER_S_PER_CHIP, 10, Interval.exact(10), Cost.leaf("step", 1, 1, Bound.COMPUTE, Spread.NONE, ""),
                OptionalDouble.of(15));

        assertThat(score(row).accuracy().orElseThrow().nullMedian()).hasValue(0.5);
    }
}
