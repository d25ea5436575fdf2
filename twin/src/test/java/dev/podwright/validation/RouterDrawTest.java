package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterDrawTest {
    private static RouterDraw draw(String distribution, int tokens, int topk, int experts, int ep) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : new String[] {"distribution", "tokens", "topk", "experts", "ep"}) {
            columns.put(name, columns.size());
        }
        return RouterDraw.of(new Row("t.csv", 2, columns, new String[] {distribution, "" + tokens, "" + topk, "" + experts, "" + ep}));
    }

    @Test
    void the_round_robin_gives_one_lone_token_to_the_timed_rank() {
        // 256 experts, top 8: experts 0, 32, 64, ...; rank 0 of 64 holds experts 0 to 3.
        assertThat(draw("balanced", 1, 8, 256, 64)).isEqualTo(new RouterDraw(1, 1));
        // Two tokens are spread over the stride of 32: experts 0 and 16 of the first lane.
        assertThat(draw("balanced", 2, 8, 256, 64)).isEqualTo(new RouterDraw(1, 1));
        assertThat(draw("balanced", 2, 8, 256, 8)).isEqualTo(new RouterDraw(2, 2));
    }

    @Test
    void many_balanced_tokens_load_all_ranks_alike() {
        assertThat(draw("balanced", 1024, 8, 256, 4)).isEqualTo(new RouterDraw(2048, 64));
    }

    @Test
    void one_rank_gets_all_pairs_of_a_skewed_router() {
        assertThat(draw("power_law_1.2", 1000, 8, 256, 1).pairs()).isCloseTo(8000, within(1e-6));
        assertThat(draw("power_law_1.2", 1, 8, 256, 1).active()).isCloseTo(8, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"64, 8, 256, 8", "1, 8, 128, 16", "16384, 4, 32, 4", "512, 22, 512, 64", "100, 2, 8, 8"})
    void the_timed_rank_of_a_skewed_router_is_the_most_loaded_one(int tokens, int topk, int experts, int ep) {
        double even = (double) tokens * topk / ep;
        for (String skew : new String[] {"power_law_1.01", "power_law_1.2"}) {
            RouterDraw draw = draw(skew, tokens, topk, experts, ep);
            assertThat(draw.pairs()).isGreaterThan(even).isLessThanOrEqualTo((double) tokens * topk).isLessThanOrEqualTo((double) tokens * experts / ep);
            assertThat(draw.active()).isPositive().isLessThanOrEqualTo((double) experts / ep).isLessThanOrEqualTo(draw.pairs() + 1e-9);
        }
    }

    @Test
    void a_draw_is_the_same_every_time() {
        assertThat(draw("power_law_1.01", 777, 8, 128, 16)).isEqualTo(draw("power_law_1.01", 777, 8, 128, 16));
    }
}
