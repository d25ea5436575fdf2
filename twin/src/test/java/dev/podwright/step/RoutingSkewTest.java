package dev.podwright.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingSkewTest {
    private static final RoutingSkew SKEWED = new RoutingSkew(1.01, 100);

    @ParameterizedTest
    @CsvSource({"256, 8, 8", "256, 8, 32", "256, 8, 256", "128, 8, 16", "384, 8, 72", "64, 6, 8"})
    void noRankGetsLessThanTheMeanAndCopiesNeverHurt(int experts, int active, int ranks) {
        double alone = SKEWED.imbalance(experts, active, ranks, 0);
        double few = SKEWED.imbalance(experts, active, ranks, ranks);
        double many = SKEWED.imbalance(experts, active, ranks, 4 * ranks);
        assertThat(alone).isGreaterThanOrEqualTo(few);
        assertThat(few).isGreaterThanOrEqualTo(many - 1e-9);
        assertThat(many).isGreaterThanOrEqualTo(1);
    }

    @Test
    void anEvenRouterLoadsAllRanksAlike() {
        assertThat(RoutingSkew.EVEN.imbalance(256, 8, 32, 0)).isEqualTo(1);
        assertThat(SKEWED.imbalance(256, 8, 1, 0)).isEqualTo(1);
    }

    @Test
    void moreSkewIsMoreImbalance() {
        assertThat(new RoutingSkew(1.01, 1000).imbalance(256, 8, 32, 0)).isGreaterThan(new RoutingSkew(1.01, 10).imbalance(256, 8, 32, 0));
    }

    /// Two experts on two ranks, loads at the quartiles of the law: range^(3/4) and range^(1/4) at exponent 1, so the heavier has
    /// 2 r^(1/2) / (1 + r^(1/2)) of the mean. One copy halves the heavier: three pieces on two ranks, the heavier half with the lighter expert.
    @Test
    void twoExpertsAreCountedByHand() {
        RoutingSkew skew = new RoutingSkew(1, 9);
        double heavy = Math.pow(9, 0.75);
        double light = Math.pow(9, 0.25);
        double mean = (heavy + light) / 2;
        // Two of two experts active would send every token to both; one active keeps the shares below one.
        assertThat(skew.imbalance(2, 1, 2, 0)).isCloseTo(heavy / mean, within(1e-12));
        assertThat(skew.imbalance(2, 1, 2, 1)).isCloseTo((heavy / 2 + light) / mean, within(1e-12));
    }
}
