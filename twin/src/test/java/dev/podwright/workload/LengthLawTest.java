package dev.podwright.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthLawTest {
    private static LengthLaw law(double median, double p90) {
        return new LengthLaw(median, p90, OptionalDouble.empty(), Basis.ESTIMATE, "");
    }

    @ParameterizedTest
    @CsvSource({
        // ln(2735 / 1020) / 1.2816 = 0.9863 / 1.2816
        "1020,2735,0.7696",
        // ln(5194 / 1469) / 1.2816 = 1.2629 / 1.2816
        "1469,5194,0.9855",
        // ln(2092 / 208) / 1.2816 = 2.3083 / 1.2816
        "208,2092,1.8011"})
    void sigmaFollowsFromMedianAndNinetiethPercentile(double median, double p90, double sigma) {
        assertThat(law(median, p90).sigma()).isCloseTo(sigma, within(1e-4));
    }

    @Test
    void theMeanIsTheMedianTimesEToHalfTheVariance() {
        // sigma = ln(4.5) / 1.2816 = 1.17361; 20,000 e^(1.37737 / 2) = 20,000 x 1.99105
        assertThat(law(20_000, 90_000).mean()).isCloseTo(39_821, within(1.0));
        // sigma = ln(3) / 1.2816 = 0.85722; 2,000 e^0.36741 = 2,000 x 1.44399
        assertThat(law(2000, 6000).mean()).isCloseTo(2888, within(0.5));
    }

    @Test
    void halfAreAboveTheMedianAndATenthAboveTheNinetiethPercentile() {
        assertThat(law(1000, 4000).above(1000)).isCloseTo(0.5, within(1e-9));
        assertThat(law(1000, 4000).above(4000)).isCloseTo(0.1, within(1e-4));
        assertThat(law(1000, 4000).above(law(1000, 4000).p99())).isCloseTo(0.01, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"500", "1000", "3000", "20000"})
    void theMeanOfWhatIsCutIsThatOfDrawnLengths(double limit) {
        LengthLaw law = law(1000, 4000);
        Random chance = new Random(7);
        double sum = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            sum += Math.min(limit, 1000 * Math.exp(law.sigma() * chance.nextGaussian()));
        }
        assertThat(law.meanCutAt(limit)).isCloseTo(sum / draws, withinPercentage(1));
    }

    @Test
    void cuttingFarBeyondEverythingChangesNothing() {
        assertThat(law(1000, 4000).meanCutAt(1e12)).isCloseTo(law(1000, 4000).mean(), withinPercentage(1e-6));
    }

    @Test
    void percentilesMustRise() {
        assertThatThrownBy(() -> law(10, 10)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("10");
    }
}
