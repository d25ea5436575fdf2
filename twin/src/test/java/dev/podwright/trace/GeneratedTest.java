package dev.podwright.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedTest {
    @ParameterizedTest
    @CsvSource({"POISSON, 1", "GAMMA, 0.5", "GAMMA, 2.5", "WEIBULL, 0.6", "WEIBULL, 2"})
    void gaps_have_the_rate_and_the_variation_wanted(Gaps.Law law, double variation) {
        Generated source = new Generated(RequestMix.of(new Lengths(100, 50, 0)), new Gaps(law, 4, variation), Lengthening.about(0.2), 16, 200_000, 3);
        double before = 0;
        double sum = 0;
        double square = 0;
        double inputs = 0;
        while (source.next()) {
            double gap = source.arrival() - before;
            before = source.arrival();
            sum += gap;
            square += gap * gap;
            inputs += source.input();
        }
        double mean = sum / 200_000;
        assertThat(mean).isCloseTo(0.25, within(0.25 * 0.03));
        assertThat(Math.sqrt(square / 200_000 - mean * mean) / mean).isCloseTo(variation, within(variation * 0.06));
        assertThat(inputs / 200_000).isCloseTo(100, within(0.5));
    }
}
