package dev.podwright.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EstimateTest {
    private static final int CASES = 200;
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @EnumSource
    void isTheTimelineOfEvenStagesWithoutSending(Schedule schedule) {
        Cases.shapes(schedule, CASES, 21).forEach(pipeline -> {
            ChunkTimes[][] times = Cases.even(pipeline, new ChunkTimes(1, 1.2, 0.9, 2.8));

            assertThat(Estimate.seconds(pipeline, times, 0) / Timeline.of(pipeline, times, 0).makespan())
                    .as("%s", pipeline).isCloseTo(1, within(ROUNDING));
        });
    }

    @ParameterizedTest
    @EnumSource
    void isNearTheTimelineOfEvenStagesThatSend(Schedule schedule) {
        assertErrors(schedule, 0, 0.1, 0.002, 0.01);
    }

    @ParameterizedTest
    @CsvSource({"GPIPE, 0, 0", "ONE_F_ONE_B, 0.002, 0.01", "INTERLEAVED, 0.01, 0.05", "ZERO_BUBBLE, 0.005, 0.02", "DUAL_PIPE, 0.01, 0.04"})
    void isNearTheTimelineOfUnevenStages(Schedule schedule, double nineInTen, double worst) {
        assertErrors(schedule, 0.3, 0.05, nineInTen, worst);
    }

    @ParameterizedTest
    @EnumSource
    void theBoundIsNeverAboveTheTimeline(Schedule schedule) {
        Random random = new Random(22);
        Cases.shapes(schedule, CASES, 23).forEach(pipeline -> {
            ChunkTimes[][] times = Cases.wild(pipeline, random);
            double send = 0.3 * random.nextDouble();

            assertThat(Estimate.atLeast(pipeline, times, send)).as("%s", pipeline)
                    .isLessThanOrEqualTo(Timeline.of(pipeline, times, send).makespan() + ROUNDING);
        });
    }

    @ParameterizedTest
    @CsvSource({"INTERLEAVED", "ZERO_BUBBLE"})
    void roundsAreAnotherWayToWalk(Schedule schedule) {
        Random random = new Random(24);
        Cases.shapes(schedule, CASES, 25).forEach(pipeline -> {
            ChunkTimes[][] times = Cases.wild(pipeline, random);
            int group = schedule == Schedule.INTERLEAVED ? InterleavedOrder.group(pipeline) : pipeline.stages();

            assertThat(new Rounds(pipeline, group, times, 0.2).makespan()).as("%s", pipeline)
                    .isCloseTo(Timeline.of(pipeline, times, 0.2).makespan(), within(ROUNDING));
        });
    }

    private static void assertErrors(Schedule schedule, double spread, double send, double nineInTen, double worst) {
        Random random = new Random(26);
        double[] errors = Cases.shapes(schedule, CASES, 27).mapToDouble(pipeline -> {
            ChunkTimes[][] times = Cases.uneven(pipeline, spread, random);
            return Math.abs(Estimate.seconds(pipeline, times, send) / Timeline.of(pipeline, times, send).makespan() - 1);
        }).sorted().toArray();

        assertThat(errors[CASES * 9 / 10]).as(Arrays.toString(errors)).isLessThanOrEqualTo(nineInTen + ROUNDING);
        assertThat(errors[CASES - 1]).isLessThanOrEqualTo(worst + ROUNDING);
    }
}
