package dev.podwright.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.schedule.Task.Kind;
import dev.podwright.schedule.Timeline.Held;
import dev.podwright.schedule.Timeline.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTest {
    private static final int CASES = 120;
    private static final double NOTHING = 1e-9;

    @ParameterizedTest
    @EnumSource
    void agreesWithTheNaiveSimulator(Schedule schedule) {
        Random random = new Random(7);
        Cases.shapes(schedule, CASES, 1).forEach(pipeline -> {
            ChunkTimes[][] times = Cases.wild(pipeline, random);
            double send = random.nextInt(3) * 0.2 * random.nextDouble();

            Timeline timeline = Timeline.of(pipeline, times, send);

            assertThat(timeline.makespan()).as("%s", pipeline)
                    .isCloseTo(NaiveSimulator.makespan(timeline, times, send, random), within(NOTHING));
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyPartSeesEveryMicroBatchOnce(Schedule schedule) {
        Cases.shapes(schedule, CASES, 2).forEach(pipeline -> {
            Timeline timeline = Timeline.of(pipeline, Cases.wild(pipeline, new Random(3)), 0.1);

            List<String> forward = new ArrayList<>();
            List<String> input = new ArrayList<>();
            List<String> weight = new ArrayList<>();
            for (int device = 0; device < pipeline.stages(); device++) {
                for (Slot slot : timeline.devices().get(device)) {
                    Task task = slot.task();
                    String what = pipeline.part(device, task.chunk()) + "/" + task.microBatch();
                    switch (task.kind()) {
                        case FORWARD -> forward.add(what);
                        case BACKWARD -> {
                            input.add(what);
                            weight.add(what);
                        }
                        case BACKWARD_INPUT -> input.add(what);
                        case BACKWARD_WEIGHT -> weight.add(what);
                    }
                }
            }
            assertThat(forward).as("%s", pipeline).hasSize(pipeline.parts() * pipeline.microBatches()).doesNotHaveDuplicates();
            assertThat(input).containsExactlyInAnyOrderElementsOf(forward);
            assertThat(weight).containsExactlyInAnyOrderElementsOf(forward);
        });
    }

    @ParameterizedTest
    @EnumSource
    void isNeverFasterThanItsBusiestDeviceOrOneMicroBatch(Schedule schedule) {
        Random random = new Random(4);
        Cases.shapes(schedule, CASES, 5).forEach(pipeline -> {
            ChunkTimes[][] times = Cases.wild(pipeline, random);
            double send = 0.1;

            Timeline timeline = Timeline.of(pipeline, times, send);

            double once = pipeline.stages() == 1 ? 0 : 2 * send * (pipeline.parts() - 1);
            for (int part = 0; part < pipeline.parts(); part++) {
                ChunkTimes chunk = times[part % pipeline.stages()][part / pipeline.stages()];
                once += chunk.forward() + chunk.backwardInput();
            }
            assertThat(timeline.makespan()).as("%s", pipeline).isGreaterThanOrEqualTo(once - NOTHING);
            for (int device = 0; device < pipeline.stages(); device++) {
                assertThat(timeline.busy(device)).isLessThanOrEqualTo(timeline.makespan() + NOTHING);
                assertThat(timeline.bubble(device)).isBetween(-NOTHING, 1.0);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceDoesOneThingAfterTheOtherAndPairsTogether(Schedule schedule) {
        Cases.shapes(schedule, CASES, 6).forEach(pipeline -> {
            Timeline timeline = Timeline.of(pipeline, Cases.wild(pipeline, new Random(8)), 0.05);

            for (List<Slot> slots : timeline.devices()) {
                for (int i = 1; i < slots.size(); i++) {
                    Slot before = slots.get(i - 1);
                    Slot slot = slots.get(i);
                    if (slot.paired() && slot.task().kind() == Kind.BACKWARD) {
                        assertThat(slot.start()).isEqualTo(before.start());
                        assertThat(slot.end()).isEqualTo(before.end());
                        assertThat(before.task().kind()).isEqualTo(Kind.FORWARD);
                    } else {
                        assertThat(slot.start()).isGreaterThanOrEqualTo(before.end());
                    }
                }
            }
        });
    }

    @Test
    void whatADeviceHoldsRisesAtTheStartOfForwardAndFallsAtTheEndOfBackward() {
        Pipeline pipeline = new Pipeline(Schedule.ONE_F_ONE_B, 2, 1, 2);
        Timeline timeline = Timeline.of(pipeline, Cases.even(pipeline, new ChunkTimes(1, 1, 1)), 0);

        // Device 0: F 0-1, F 1-2, B 4-6, B 7-9. Device 1: F 1-2, B 2-4, F 4-5, B 5-7.
        assertThat(timeline.heldOverTime(0)).containsExactly(new Held(0, 0), new Held(0, 1), new Held(1, 2), new Held(6, 1), new Held(9, 0));
        assertThat(timeline.heldOverTime(1)).containsExactly(new Held(0, 0), new Held(1, 1), new Held(4, 0), new Held(4, 1), new Held(7, 0));
    }

    @Test
    void whatASplitBackwardNeedsIsHeldUntilItsSecondHalfEnds() {
        Pipeline pipeline = new Pipeline(Schedule.ZERO_BUBBLE, 1, 1, 1);
        Timeline timeline = Timeline.of(pipeline, Cases.even(pipeline, new ChunkTimes(1, 1, 1)), 0);

        assertThat(timeline.heldOverTime(0)).containsExactly(new Held(0, 0), new Held(0, 1), new Held(3, 0));
    }

    @Test
    void oneDeviceAccumulatesGradientsWithoutSending() {
        Pipeline pipeline = new Pipeline(Schedule.ONE_F_ONE_B, 1, 1, 4);
        Timeline timeline = Timeline.of(pipeline, Cases.even(pipeline, new ChunkTimes(1, 1, 1)), 5);

        assertThat(timeline.makespan()).isEqualTo(12);
        assertThat(timeline.held(0)).isOne();
        assertThat(timeline.devices().getFirst().stream().limit(3).map(Slot::task)).containsExactly(
                new Task(Kind.FORWARD, 0, 0), new Task(Kind.BACKWARD, 0, 0), new Task(Kind.FORWARD, 0, 1));
    }

    @Test
    void timesMustFitTheShape() {
        Pipeline pipeline = new Pipeline(Schedule.DUAL_PIPE, 2, 1, 4);
        ChunkTimes[][] oneChunkEach = Cases.even(new Pipeline(Schedule.GPIPE, 2, 1, 4), new ChunkTimes(1, 1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> Timeline.of(pipeline, oneChunkEach, 0)).withMessageContaining("2 chunks per device, not 1");
    }
}
