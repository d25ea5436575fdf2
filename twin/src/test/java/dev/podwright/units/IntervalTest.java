package dev.podwright.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void aFactorSpreadsBothWays() {
        Interval interval = Spread.factor(2).around(10);

        assertThat(interval.low()).isCloseTo(5, within(1e-12));
        assertThat(interval.value()).isEqualTo(10);
        assertThat(interval.high()).isCloseTo(20, within(1e-12));
    }

    @Test
    void wideningMultipliesTheFactors() {
        Interval interval = Spread.factor(2).widened(1.5).around(1);

        assertThat(interval.high()).isCloseTo(3, within(1e-12));
        assertThat(interval.low()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void aOneSidedSpreadStillReachesToTheValue() {
        assertThat(new Spread(0.1, 0.3).around(1).low()).isEqualTo(1);
        assertThat(new Spread(-0.3, -0.1).around(1).high()).isEqualTo(1);
    }

    @Test
    void aRateIsTheAmountUnderTheTime() {
        Interval rate = new Interval(2, 4, 8).under(16);

        assertThat(rate).isEqualTo(new Interval(2, 4, 8));
        assertThat(new Interval(1, 2, 4).under(8)).isEqualTo(new Interval(2, 4, 8));
    }

    @Test
    void scalingKeepsTheOrder() {
        assertThat(new Interval(1, 2, 4).times(3)).isEqualTo(new Interval(3, 6, 12));
        assertThat(Interval.exact(7).times(0)).isEqualTo(Interval.exact(0));
    }

    @Test
    void aValueOutsideItsBoundsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1, 3)).withMessageContaining("(1.0)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(0.1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.factor(0.5));
    }
}
