package dev.podwright.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Idle seconds of even stages against what the papers say.
class BubbleTest {
    private static final double FORWARD = 1;
    private static final double BACKWARD_INPUT = 1.2;
    private static final double BACKWARD_WEIGHT = 0.8;
    private static final double BACKWARD = BACKWARD_INPUT + BACKWARD_WEIGHT;
    private static final ChunkTimes CHUNK = new ChunkTimes(FORWARD, BACKWARD_INPUT, BACKWARD_WEIGHT);

    @ParameterizedTest
    @CsvSource({"GPIPE, 2, 3", "GPIPE, 4, 8", "GPIPE, 4, 2", "ONE_F_ONE_B, 2, 3", "ONE_F_ONE_B, 4, 8", "ONE_F_ONE_B, 8, 64", "ONE_F_ONE_B, 4, 2"})
    void oneChunkPerDeviceIdlesOneFillAndOneDrain(Schedule schedule, int stages, int microBatches) {
        assertIdle(new Pipeline(schedule, stages, 1, microBatches), (stages - 1) * (FORWARD + BACKWARD));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 4", "4, 2, 8", "4, 3, 4", "8, 4, 32", "4, 2, 9", "4, 2, 11"})
    void chunksDivideTheBubble(int stages, int chunks, int microBatches) {
        // FORWARD and BACKWARD are those of one chunk, so the division by chunks is in them already.
        assertIdle(new Pipeline(Schedule.INTERLEAVED, stages, chunks, microBatches), (stages - 1) * (FORWARD + BACKWARD));
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "4, 8", "4, 20", "8, 16"})
    void gradientsOfWeightsFillTheBubble(int stages, int microBatches) {
        assertIdle(new Pipeline(Schedule.ZERO_BUBBLE, stages, 1, microBatches), (stages - 1) * (FORWARD + BACKWARD_INPUT - BACKWARD_WEIGHT));
    }

    @Test
    void zeroBubbleKeepsItsFormulaWhileNothingIsShorterThanTheGradientOfTheWeights() {
        Random random = new Random(11);
        Cases.shapes(Schedule.ZERO_BUBBLE, 200, 12).filter(pipeline -> pipeline.microBatches() >= pipeline.stages()).forEach(pipeline -> {
            double weight = 0.5 + random.nextDouble();
            ChunkTimes chunk = new ChunkTimes(weight * (1 + random.nextDouble()), weight * (1 + random.nextDouble()), weight);

            double idle = Timeline.of(pipeline, Cases.even(pipeline, chunk), 0).makespan() - pipeline.microBatches() * chunk.total();

            assertThat(idle).as("%s", pipeline)
                    .isCloseTo((pipeline.stages() - 1) * (chunk.forward() + chunk.backwardInput() - weight), within(1e-9));
        });
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "4, 8", "4, 20", "8, 16", "16, 64"})
    void dualPipeIdlesAsInTableTwoOfDeepSeekV3(int stages, int microBatches) {
        double together = 2.6;

        assertThat(middleIdle(stages, microBatches, new ChunkTimes(1, 1, 0.8, together)))
                .isCloseTo((stages / 2 - 1) * (together + 1.8 - 3 * 0.8), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "4, 8", "4, 20", "8, 16", "16, 64"})
    void dualPipeIdlesLessThanItsTableWhereForwardIsShorterThanBackward(int stages, int microBatches) {
        double together = 2.7;

        double table = (stages / 2 - 1) * (together + BACKWARD - 3 * BACKWARD_WEIGHT);

        // The published code starts the middle devices with a forward pass alone, which their neighbours wait for: the table does not.
        assertThat(middleIdle(stages, microBatches, new ChunkTimes(FORWARD, BACKWARD_INPUT, BACKWARD_WEIGHT, together)))
                .isBetween(table - (stages / 2 - 1) * (BACKWARD_INPUT - FORWARD) - 1e-9, table + 1e-9);
    }

    @Test
    void oneStageNeverIdles() {
        for (Schedule schedule : new Schedule[] {Schedule.GPIPE, Schedule.ONE_F_ONE_B, Schedule.ZERO_BUBBLE}) {
            assertIdle(new Pipeline(schedule, 1, 1, 5), 0);
        }
    }

    @Test
    void oneForwardOneBackwardWaitsForItsRoundTrips() {
        Pipeline shorter = new Pipeline(Schedule.ONE_F_ONE_B, 4, 1, 40);
        Pipeline longer = new Pipeline(Schedule.ONE_F_ONE_B, 4, 1, 80);
        double send = 0.1;

        double more = Timeline.of(longer, Cases.even(longer, CHUNK), send).makespan()
                - Timeline.of(shorter, Cases.even(shorter, CHUNK), send).makespan();

        // Four micro-batches are on their way at once: a round trip of four stages and six messages each.
        assertThat(more).isCloseTo(40 / 4 * (4 * CHUNK.total() + 6 * send), within(1e-9));
    }

    /// Idle seconds of a device next to the middle, which pairs the most.
    private static double middleIdle(int stages, int microBatches, ChunkTimes chunk) {
        Pipeline pipeline = new Pipeline(Schedule.DUAL_PIPE, stages, 1, microBatches);
        Timeline timeline = Timeline.of(pipeline, Cases.even(pipeline, chunk), 0);
        return timeline.makespan() - timeline.busy(stages / 2);
    }

    private static void assertIdle(Pipeline pipeline, double expected) {
        Timeline timeline = Timeline.of(pipeline, Cases.even(pipeline, CHUNK), 0);

        for (int device = 0; device < pipeline.stages(); device++) {
            assertThat(timeline.makespan() - timeline.busy(device)).as("%s, device %d", pipeline, device).isCloseTo(expected, within(1e-9));
        }
        assertThat(timeline.busy(0)).isCloseTo(pipeline.microBatches() * pipeline.chunks() * CHUNK.total(), within(1e-9));
    }
}
