package dev.podwright.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final RequestMix CHAT = RequestMix.of(new Lengths(400, 200, 100));
    private static final SessionLaw LAW = new SessionLaw(4, 60, 5);
    private static final int SEGMENT = 16;

    private record Asked(long number, double end, int input, int output, long[] hashes) {}

    /// Answers every request after a while, and follows each conversation by what it begins with.
    private static int follow(Sessions source, long context) {
        PriorityQueue<Asked> open = new PriorityQueue<>((a, b) -> Double.compare(a.end(), b.end()));
        Map<Long, Asked> last = new HashMap<>();
        long number = 0;
        int later = 0;
        while (source.upcoming() < Double.POSITIVE_INFINITY || !open.isEmpty()) {
            if (!open.isEmpty() && open.peek().end() <= source.upcoming()) {
                Asked done = open.poll();
                source.done(done.number(), done.end(), true);
                continue;
            }
            double announced = source.upcoming();
            assertThat(source.next()).isTrue();
            assertThat(source.arrival()).isEqualTo(announced);
            assertThat((long) source.input() + source.output()).isLessThanOrEqualTo(context);
            // What is said in a session alone begins behind what it shares with others: the segment at its first prompt's end is its own.
            long own = source.hashes()[300 / SEGMENT];
            Asked before = last.get(own);
            if (before != null) {
                later++;
                assertThat(source.arrival()).isGreaterThan(before.end());
                assertThat(source.input()).isGreaterThan(before.input() + before.output());
                assertThat(Arrays.copyOf(source.hashes(), before.hashes().length)).isEqualTo(before.hashes());
            }
            assertThat(source.hashes()).hasSize((source.input() + source.output()) / SEGMENT);
            Asked asked = new Asked(number++, source.arrival() + 3, source.input(), source.output(), source.hashes());
            last.put(own, asked);
            open.add(asked);
        }
        return later;
    }

    @Test
    void the_next_prompt_comes_after_the_answer_and_holds_all_that_was_said() {
        Sessions source = Sessions.open(CHAT, LAW, Gaps.poisson(10), Lengthening.about(0.1), 0, SEGMENT, 4000, 1);
        assertThat(follow(source, Long.MAX_VALUE) / 4000.0).isBetween(0.70, 0.78);
        assertThat(source.next()).isFalse();
    }

    @Test
    void a_session_ends_when_the_context_is_full() {
        Sessions source = Sessions.open(CHAT, LAW, Gaps.poisson(10), Lengthening.about(0.1), 1500, SEGMENT, 4000, 1);
        assertThat(follow(source, 1500)).isPositive();
        assertThat(source.remarks()).singleElement().asString().contains("ended as the context of the model was full").doesNotContain(" 0 of them ended");
    }

    @Test
    void users_all_begin_at_once_and_are_never_more() {
        Sessions source = Sessions.closed(CHAT, LAW, 7, Lengthening.about(0), 0, SEGMENT, 100, 1);
        for (int i = 0; i < 7; i++) {
            assertThat(source.upcoming()).isZero();
            assertThat(source.next()).isTrue();
        }
        assertThat(source.upcoming()).isInfinite();
        source.done(3, 10, false);
        assertThat(source.upcoming()).isGreaterThan(10);
        assertThat(source.next()).isTrue();
        assertThat(source.input()).isEqualTo(400);
    }
}
