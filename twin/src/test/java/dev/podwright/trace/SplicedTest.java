package dev.podwright.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplicedTest {
    private static RequestTrace recording(double... arrivals) {
        int[] tokens = new int[arrivals.length];
        Arrays.fill(tokens, 64);
        long[][] hashes = new long[arrivals.length][];
        Arrays.fill(hashes, new long[] {7, 8});
        return RequestTrace.of("made", arrivals, tokens, tokens, hashes, 32);
    }

    @Test
    void prompts_that_begin_alike_do_so_within_their_recording_however_often_they_are_asked() {
        RequestSource spliced = Recording.splice(List.of(recording(0, 2), recording(1, 3)), true, 1, 1, 1);
        List<long[]> once = new ArrayList<>();
        while (spliced.next()) {
            once.add(spliced.hashes().clone());
            // Routers and replicas both ask.
            assertThat(spliced.hashes()).isEqualTo(once.getLast());
        }
        assertThat(once).hasSize(4);
        assertThat(once.get(2)).isEqualTo(once.get(0));
        assertThat(once.get(3)).isEqualTo(once.get(1));
        assertThat(once.get(1)).doesNotContain(once.get(0));
    }
}
