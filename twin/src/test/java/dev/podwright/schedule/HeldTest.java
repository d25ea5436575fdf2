package dev.podwright.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Micro-batches whose activations a device holds.
class HeldTest {

    @ParameterizedTest
    @EnumSource
    void theEstimateIsWhatTheTimelineHolds(Schedule schedule) {
        Random random = new Random(9);
        Cases.shapes(schedule, 200, 10).forEach(pipeline -> {
            Timeline timeline = Timeline.of(pipeline, Cases.wild(pipeline, random), 0.2);

            assertThat(IntStream.range(0, pipeline.stages()).map(timeline::held)).as("%s", pipeline)
                    .containsExactlyElementsOf(IntStream.range(0, pipeline.stages()).mapToObj(device -> Estimate.held(pipeline, device)).toList());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GPIPE, 4, 1, 6, '6 6 6 6'",
        "ONE_F_ONE_B, 4, 1, 6, '4 3 2 1'",
        "ONE_F_ONE_B, 4, 1, 2, '2 2 2 1'",
        "ZERO_BUBBLE, 4, 1, 6, '4 4 4 4'",
        "ZERO_BUBBLE, 4, 1, 2, '2 2 2 2'",
        // 2 (p - 1 - d) + (v - 1) p + 1, all of the device at most.
        "INTERLEAVED, 4, 2, 8, '11 9 7 5'",
        "INTERLEAVED, 4, 2, 4, '8 8 7 5'",
        "DUAL_PIPE, 4, 1, 8, '5 5 5 5'",
        "DUAL_PIPE, 6, 1, 20, '7 7 7 7 7 7'"})
    void asThePapersSay(Schedule schedule, int stages, int chunks, int microBatches, String expected) {
        Pipeline pipeline = new Pipeline(schedule, stages, chunks, microBatches);

        String held = String.join(" ", IntStream.range(0, stages).mapToObj(device -> "" + Estimate.held(pipeline, device)).toList());

        assertThat(held).isEqualTo(expected);
    }

    @Test
    void zeroBubbleNeedsNoMoreThanTheFirstDeviceOfOneForwardOneBackward() {
        for (int microBatches = 1; microBatches < 20; microBatches++) {
            Pipeline split = new Pipeline(Schedule.ZERO_BUBBLE, 6, 1, microBatches);
            Pipeline whole = new Pipeline(Schedule.ONE_F_ONE_B, 6, 1, microBatches);

            assertThat(IntStream.range(0, 6).map(device -> Estimate.held(split, device)).max()).hasValue(Estimate.held(whole, 0));
        }
    }

    @Test
    void chunksAreCountedOneByOneToo() {
        Pipeline pipeline = new Pipeline(Schedule.INTERLEAVED, 2, 2, 4);
        Timeline timeline = Timeline.of(pipeline, Cases.even(pipeline, new ChunkTimes(1, 1, 1)), 0);

        // Device 0 starts with forward passes of chunks 0 0 1 1 0, then turns: chunk 0 is never more than 3 ahead, nor chunk 1 more than 2.
        assertThat(timeline.held(0, 0)).isEqualTo(4);
        assertThat(timeline.held(0, 1)).isEqualTo(2);
        assertThat(timeline.held(0)).isEqualTo(5);
    }
}
