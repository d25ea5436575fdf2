package dev.podwright.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {

    @ParameterizedTest
    @CsvSource({
        "ONE_F_ONE_B, 4, 2, 8, '1f1b runs one chunk of layers per device, not 2: only interleaved-1f1b runs several.'",
        "DUAL_PIPE, 4, 2, 8, 'dualpipe runs one chunk of layers per device, not 2: only interleaved-1f1b runs several.'",
        "INTERLEAVED, 4, 1, 8, 'interleaved-1f1b needs at least 2 stages and 2 chunks per device, not 4 and 1.'",
        "INTERLEAVED, 1, 2, 8, 'interleaved-1f1b needs at least 2 stages and 2 chunks per device, not 1 and 2.'",
        "INTERLEAVED, 4, 2, 3, 'interleaved-1f1b needs at least as many micro-batches as stages, not 3 for 4.'",
        "DUAL_PIPE, 3, 1, 8, 'dualpipe needs an even number of stages, not 3.'",
        "DUAL_PIPE, 1, 1, 8, 'dualpipe needs an even number of stages, not 1.'",
        "DUAL_PIPE, 4, 1, 9, 'dualpipe needs an even number of micro-batches, at least 2 per stage: 8 for 4 stages, not 9.'",
        "DUAL_PIPE, 4, 1, 6, 'dualpipe needs an even number of micro-batches, at least 2 per stage: 8 for 4 stages, not 6.'"})
    void saysWhatAScheduleCannotRun(Schedule schedule, int stages, int chunks, int microBatches, String conflict) {
        Pipeline pipeline = new Pipeline(schedule, stages, chunks, microBatches);

        assertThat(pipeline.conflict()).contains(conflict);
        assertThatIllegalArgumentException().isThrownBy(() -> Timeline.of(pipeline, new ChunkTimes[0][], 0)).withMessage(conflict);
        assertThatIllegalArgumentException().isThrownBy(() -> Estimate.seconds(pipeline, new ChunkTimes[0][], 0)).withMessage(conflict);
    }

    @ParameterizedTest
    @CsvSource({"GPIPE, 1, 1, 1", "ONE_F_ONE_B, 1, 1, 7", "ZERO_BUBBLE, 1, 1, 1", "INTERLEAVED, 2, 2, 2", "INTERLEAVED, 4, 2, 7", "DUAL_PIPE, 2, 1, 4"})
    void runsTheRest(Schedule schedule, int stages, int chunks, int microBatches) {
        assertThat(new Pipeline(schedule, stages, chunks, microBatches).conflict()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, 8, 4", "4, 9, 5", "4, 10, 5", "4, 7, 7", "8, 59, 10", "4, 4, 4"})
    void groupsOfMicroBatchesAreNeverShorterThanThePipeline(int stages, int microBatches, int group) {
        assertThat(InterleavedOrder.group(new Pipeline(Schedule.INTERLEAVED, stages, 2, microBatches))).isEqualTo(group);
    }

    @Test
    void bothEndsOfDualPipeBeginWithTheFirstPart() {
        Pipeline pipeline = new Pipeline(Schedule.DUAL_PIPE, 4, 1, 8);

        assertThat(pipeline.part(0, 0)).isZero();
        assertThat(pipeline.part(3, 1)).isZero();
        assertThat(pipeline.part(1, 1)).isEqualTo(2);
        assertThat(pipeline.chunksHeld()).isEqualTo(2);
        assertThat(pipeline.parts()).isEqualTo(4);
    }
}
