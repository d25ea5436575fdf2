package dev.podwright.network.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefillTest {
    private static final int EVENTS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void rates_that_follow_events_are_those_of_a_filling_from_scratch(long seed) {
        Random random = new Random(seed);
        boolean alike = seed % 4 == 0;
        boolean split = seed % 4 == 1;
        double[] capacity = random.doubles(5 + random.nextInt(40), 1, 10).toArray();
        if (alike) {
            // Many links fill at the same level.
            Arrays.fill(capacity, 7);
        }
        Routes routes = new Routes(1, 1);
        int flows = 20 + random.nextInt(150);
        for (int f = 0; f < flows; f++) {
            random.ints(1 + random.nextInt(4), 0, capacity.length).distinct().forEach(l -> routes.use(l, split ? 0.25 + random.nextInt(4) : 1));
            routes.end();
        }
        boolean[] active = new boolean[flows];
        Refill refill = new Refill(capacity, routes);
        for (int event = 0; event < EVENTS; event++) {
            int some = 1 + random.nextInt(event == 0 ? flows : 3);
            for (int flow : random.ints(some, 0, flows).distinct().toArray()) {
                active[flow] = !active[flow];
                if (active[flow]) {
                    refill.begin(flow);
                } else {
                    refill.end(flow);
                }
            }
            refill.settle();
            refill.forget();
            double[] expected = new double[flows];
            new FairShare(capacity, routes, active).rates(active, expected);
            for (int f = 0; f < flows; f++) {
                assertThat(refill.rate(f)).as("flow %d after event %d", f, event).isCloseTo(expected[f], within(1e-8 * expected[f]));
            }
        }
    }
}
