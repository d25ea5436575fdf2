package dev.podwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LawTest {
    @Test
    void a_worked_case_adds_overhead_terms_and_the_root_of_the_sum_of_squares() {
        Law law = new Law(0.5, 0.8, 1e-6, 2e-9, 3e-9);
        // 1.5 us at the peak is 3 us at half of it; 3.2 us at full bandwidth is 4 us at 0.8 of it; sqrt(9 + 16) = 5.
        assertThat(law.seconds(1.5e-6, 3.2e-6, 100, 200)).isCloseTo(1e-6 + 0.2e-6 + 0.6e-6 + 5e-6, within(1e-15));
    }

    @Test
    void the_roofline_is_never_below_either_limit_even_at_the_edges_of_floating_point() {
        Law law = new Law(1, 1, 0, 0, 0);
        assertThat(law.roof(1e-200, 1e-201)).isGreaterThanOrEqualTo(1e-200);
        assertThat(law.roof(0, 3e-6)).isGreaterThanOrEqualTo(3e-6);
        assertThat(law.roof(0, 0)).isZero();
    }
}
