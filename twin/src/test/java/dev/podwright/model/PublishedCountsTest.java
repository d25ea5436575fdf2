package dev.podwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedCountsTest {
    private static final double BILLION = 1e9;
    /// What a printed count that deviates for a stated reason may differ by.
    private static final double DEVIATION = 0.03;

    static Stream<Listing> printed() {
        return Models.listings().stream().filter(l -> !l.total().isEmpty() || !l.active().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void counts_agree_with_the_printed_ones_to_half_a_unit_of_their_last_digit(Listing listing) {
        Architecture a = Models.named(listing.name());
        boolean exact = agrees(Parameters.total(a) / BILLION, listing.total()) && agrees(active(a, listing) / BILLION, listing.active());
        if (listing.deviation().isEmpty()) {
            assertThat(exact).as("total %.4f printed %s, active %.4f printed %s", Parameters.total(a) / BILLION, listing.total(),
                    active(a, listing) / BILLION, listing.active()).isTrue();
            return;
        }
        assertThat(exact).as("%s deviates no more: the reason (%s) can go", listing.name(), listing.deviation()).isFalse();
        if (!listing.total().isEmpty()) {
            double total = Double.parseDouble(listing.total());
            assertThat(Parameters.total(a) / BILLION).isCloseTo(total, within(total * tolerance(listing)));
        }
    }

    /// iFlytekSpark-13B and Qwen3-Next carry rounded names rather than counts.
    private static double tolerance(Listing listing) {
        return listing.source().startsWith("name") ? 2 * DEVIATION : DEVIATION;
    }

    private static double active(Architecture a, Listing listing) {
        double table = (double) a.vocabulary() * a.hidden();
        return switch (listing.activeCounts()) {
            case "tables" -> Parameters.active(a) + (a.tied() ? 0 : table);
            case "neither" -> Parameters.active(a) - table;
            default -> Parameters.active(a);
        };
    }

    private static boolean agrees(double computed, String printed) {
        if (printed.isEmpty()) {
            return true;
        }
        BigDecimal value = new BigDecimal(printed);
        double half = Math.pow(10, -value.scale()) / 2;
        return Math.abs(computed - value.doubleValue()) <= half * (1 + 1e-9);
    }

    @Test
    void counts_known_to_the_last_parameter_are_met_to_the_last_parameter() {
        assertThat(Parameters.total(Models.named("llama-3.1-70b"))).isEqualTo(70_553_706_496L);
        assertThat(Parameters.total(Models.named("llama-3.1-8b"))).isEqualTo(8_030_261_248L);
        assertThat(Parameters.total(Models.named("qwen3-8b"))).isEqualTo(8_190_735_360L);
        assertThat(Parameters.total(Models.named("deepseek-v3"))).isEqualTo(671_026_419_200L);
        assertThat(Parameters.total(Models.named("bloom-176b"))).isEqualTo(176_247_271_424L);
        assertThat(Parameters.total(Models.named("bloom-7b1"))).isEqualTo(7_069_016_064L);
        assertThat(Parameters.total(Models.named("mixtral-8x7b"))).isEqualTo(46_702_792_704L);
        assertThat(Parameters.total(Models.named("gpt-j-6b"))).isEqualTo(6_050_882_784L);
    }

    @Test
    void gpt_counts_follow_the_equation_of_megatron() {
        // arXiv 2104.04473, equation 2: P = 12 l h^2 (1 + 13 / (12 h) + (V + s) / (12 l h)), with 2 h for the final norm beside it.
        for (String name : List.of("gpt-1.7b", "gpt-18.4b", "gpt-145.6b", "gpt-1t")) {
            Architecture a = Models.named(name);
            double h = a.hidden();
            double l = a.layers().size();
            double equation = 12 * l * h * h * (1 + 13 / (12 * h) + (a.vocabulary() + 2048) / (12 * l * h));
            assertThat((double) Parameters.total(a)).isCloseTo(equation + 2 * h, within(1.0));
        }
    }

    @Test
    void every_bundled_model_can_be_read_and_counted() {
        assertThat(Models.names()).hasSizeGreaterThan(180).doesNotHaveDuplicates();
        for (String name : Models.names()) {
            Architecture a = Models.named(name);
            assertThat(a.id()).isEqualTo(name);
            assertThat(a.layers()).isNotEmpty();
            assertThat(Parameters.active(a)).isPositive().isLessThanOrEqualTo(Parameters.total(a));
        }
    }
}
