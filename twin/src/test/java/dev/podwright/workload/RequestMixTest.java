package dev.podwright.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMixTest {
    /// Three in four requests are short, one in four thinks long.
    private static final RequestMix MIX = new RequestMix(List.of(
            new RequestClass("short", 0.75, new Lengths(1000, 101, 200), Images.NONE),
            new RequestClass("long", 0.25, new Lengths(400, 901, 0), Images.NONE)), List.of(), List.of());

    @Test
    void lengthsAreMeansOverRequests() {
        // 0.75 x 1000 + 0.25 x 400; 0.75 x 101 + 0.25 x 901; 0.75 x 200
        assertThat(MIX.lengths()).isEqualTo(new Lengths(850, 301, 150));
    }

    @Test
    void contextIsAMeanOverSequencesThatDecode() {
        // Steps 0.75 x 100 = 75 and 0.25 x 900 = 225: one in four sequences is short
        assertThat(MIX.decodingShare(MIX.classes().getFirst())).isCloseTo(0.25, within(1e-12));
        // 0.25 x (1000 + 50.5) + 0.75 x (400 + 450.5) = 262.625 + 637.875
        assertThat(MIX.meanContext()).isCloseTo(900.5, within(1e-9));
        // 0.25 x 1101 + 0.75 x 1301
        assertThat(MIX.meanOfDecoding(c -> c.lengths().total())).isCloseTo(1251, within(1e-9));
        assertThat(MIX.longest()).isEqualTo(1301);
        assertThat(MIX.longestInput()).isEqualTo(1000);
    }

    @Test
    void sharesAddUpToOne() {
        assertThatThrownBy(() -> new RequestMix(List.of(new RequestClass("half", 0.5, new Lengths(1, 1, 0), Images.NONE)), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0.5");
    }
}
