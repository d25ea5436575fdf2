package dev.podwright.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class EventHeapTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 64, 1000})
    void the_earliest_comes_first_whatever_was_rescheduled(int actors) {
        EventHeap heap = new EventHeap(actors);
        double[] times = new double[actors];
        java.util.Arrays.fill(times, EventHeap.NEVER);
        Random random = new Random(actors);
        for (int i = 0; i < 5000; i++) {
            int actor = random.nextInt(actors);
            times[actor] = random.nextInt(10) == 0 ? EventHeap.NEVER : random.nextInt(50);
            heap.schedule(actor, times[actor]);
            int first = 0;
            for (int a = 1; a < actors; a++) {
                first = times[a] < times[first] ? a : first;
            }
            assertThat(heap.first()).isEqualTo(first);
            assertThat(heap.time()).isEqualTo(times[first]);
        }
    }

    @Test
    void a_time_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> new EventHeap(2).schedule(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
