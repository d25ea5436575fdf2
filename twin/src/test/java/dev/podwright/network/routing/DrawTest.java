package dev.podwright.network.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawTest {

    @ParameterizedTest
    @CsvSource({"100, 0.01", "4096, 0.015625", "50, 0.5", "64, 0.2", "100000, 0.3", "7, 0.5"})
    void hits_have_the_mean_and_the_spread_of_the_binomial_law(long tries, double probability) {
        Draw draw = new Draw(7);
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            long hits = draw.hits(tries, probability);
            assertThat(hits).isBetween(0L, tries);
            sum += hits;
            squares += (double) hits * hits;
        }
        double mean = sum / draws;
        double variance = tries * probability * (1 - probability);
        // Five standard errors of the mean; the variance within 2 %.
        assertThat(mean).isCloseTo(tries * probability, within(5 * Math.sqrt(variance / draws)));
        assertThat(squares / draws - mean * mean).isCloseTo(variance, within(0.02 * variance));
    }

    @ParameterizedTest
    @CsvSource({"40, 0.5, 20", "64, 0.25, 16", "64, 0.25, 10", "30, 0.4, 12"})
    void single_outcomes_are_as_likely_as_the_binomial_law_says(int tries, double probability, int outcome) {
        Draw draw = new Draw(3);
        int draws = 400_000;
        int seen = 0;
        for (int i = 0; i < draws; i++) {
            seen += draw.hits(tries, probability) == outcome ? 1 : 0;
        }
        double law = Math.pow(probability, outcome) * Math.pow(1 - probability, tries - outcome);
        for (int i = 0; i < outcome; i++) {
            law *= (double) (tries - i) / (outcome - i);
        }
        assertThat((double) seen / draws).isCloseTo(law, within(5 * Math.sqrt(law / draws)));
    }

    @ParameterizedTest
    @CsvSource({"4096, 64", "64, 63", "10, 3"})
    void ways_get_all_flows_together(long flows, int ways) {
        Draw draw = new Draw(1);
        long left = flows;
        for (int way = 0; way < ways; way++) {
            left -= draw.take(left, ways - way);
        }
        assertThat(left).isZero();
    }
}
