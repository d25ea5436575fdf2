package dev.podwright.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.profile.MadeTimeline;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Step;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final double MICRO = 1e-6;
    private static final int COMPUTE = 0;
    private static final int EXCHANGE = 1;
    private static final int OTHER = 2;

    /// Uses 0: a kernel, 1: an all-gather, 2: another kernel.
    private static Profile profile(Timeline timeline, double seconds, Step... steps) {
        List<Use> uses = List.of(Made.use("aten::mm", "gemm", List.of()), Made.exchange("all_gather", 1e6, 8, List.of(), 1, 1), Made.use("aten::bmm", "gemm", List.of()));
        return new Profile("made", Profile.Format.KINETO, "", OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of(steps), seconds, uses, timeline, List.of(), List.of());
    }

    private static Step step(double start, double seconds) {
        return new Step("step", start, seconds, Optional.empty());
    }

    private static double replay(Profile profile, double compute, double exchange, double host) {
        return new Replay(profile).seconds(new double[] {compute, exchange, compute}, host, false);
    }

    /// The device is busy: 10 kernels of 100 us, launched every 10 us; the host waits for the last.
    private static Profile busy() {
        MadeTimeline made = new MadeTimeline();
        for (int i = 0; i < 10; i++) {
            made.task(COMPUTE, (10 + 100 * i) * MICRO, 100 * MICRO, 7, 10 * i * MICRO);
        }
        return profile(made.hostWait(100 * MICRO, 915 * MICRO).build(), 1020 * MICRO, step(0, 1020 * MICRO));
    }

    @Test
    void a_busy_device_sets_the_pace() {
        assertThat(replay(busy(), 1, 1, 1)).isCloseTo(1020 * MICRO, within(1e-9));
        assertThat(replay(busy(), 2, 1, 1)).isCloseTo(2020 * MICRO, within(1e-9));
        assertThat(replay(busy(), 1, 1, 0)).isCloseTo((10 + 1000 + 5) * MICRO, within(1e-9));
    }

    @Test
    void without_device_time_the_host_is_left() {
        // 90 us to the last launch and 10 to the wait, which ends 5 us after the device; 5 more to the end of the step.
        assertThat(replay(busy(), 0, 0, 1)).isCloseTo(110 * MICRO, within(1e-9));
    }

    /// The host is slow: 10 kernels of 20 us, launched every 100 us, start 10 us after their launch.
    private static Profile waiting() {
        MadeTimeline made = new MadeTimeline();
        for (int i = 0; i < 10; i++) {
            made.task(COMPUTE, (10 + 100 * i) * MICRO, 20 * MICRO, 7, 100 * i * MICRO);
        }
        return profile(made.build(), 1000 * MICRO, step(0, 1000 * MICRO));
    }

    @Test
    void a_slow_host_hides_slower_kernels() {
        assertThat(replay(waiting(), 1, 1, 1)).isCloseTo(1000 * MICRO, within(1e-9));
        assertThat(replay(waiting(), 2, 1, 1)).isCloseTo(1000 * MICRO, within(1e-9));
        // 10 kernels of 200 us after the first launch.
        assertThat(replay(waiting(), 10, 1, 1)).isCloseTo(2010 * MICRO, within(1e-9));
        assertThat(replay(waiting(), 1, 1, 0)).isCloseTo(210 * MICRO, within(1e-9));
    }

    /// A kernel, a gather beside the next kernel, and a kernel that waited for the gather.
    private static Profile gathering(double gatherSeconds, double lastStart) {
        return profile(new MadeTimeline()
                .task(COMPUTE, 10 * MICRO, 100 * MICRO, 7, 0)
                .task(EXCHANGE, 112 * MICRO, gatherSeconds, 20, 5 * MICRO)
                .task(COMPUTE, 110 * MICRO, 100 * MICRO, 7, 10 * MICRO)
                .task(OTHER, lastStart, 50 * MICRO, 7, 15 * MICRO)
                .build(), lastStart + 50 * MICRO);
    }

    @Test
    void a_task_waits_for_the_exchange_that_it_was_seen_to_wait_for() {
        Profile profile = gathering(200 * MICRO, 315 * MICRO);
        assertThat(replay(profile, 1, 1, 1)).isCloseTo(365 * MICRO, within(1e-9));
        assertThat(replay(profile, 1, 2, 1)).isCloseTo(565 * MICRO, within(1e-9));
        // The gather begins when the first kernel is done, whatever comes of the others: 60 + 2 + 200, 3 us, 25.
        assertThat(replay(profile, 0.5, 1, 1)).isCloseTo((60 + 2 + 200 + 3 + 25) * MICRO, within(1e-9));
    }

    @Test
    void a_hidden_gather_that_grows_is_waited_for_at_the_slow_end_only() {
        Profile profile = gathering(50 * MICRO, 210 * MICRO);
        Replay replay = new Replay(profile);
        double[] slowGather = {1, 10, 1};
        assertThat(replay.seconds(new double[] {1, 1, 1}, 1, false)).isCloseTo(260 * MICRO, within(1e-9));
        assertThat(replay.seconds(new double[] {1, 1, 1}, 1, true)).isCloseTo(260 * MICRO, within(1e-9));
        assertThat(replay.seconds(slowGather, 1, true)).isCloseTo((112 + 500 + 50) * MICRO, within(1e-9));
        assertThat(replay.seconds(slowGather, 1, false)).isCloseTo((112 + 500) * MICRO, within(1e-9));
    }

    @Test
    void a_wait_of_another_thread_holds_nothing_up() {
        Profile profile = profile(new MadeTimeline()
                .task(COMPUTE, 10 * MICRO, 100 * MICRO, 7, 0)
                .task(COMPUTE, 210 * MICRO, 100 * MICRO, 7, 200 * MICRO)
                .hostWait(20 * MICRO, 500 * MICRO)
                .build(), 520 * MICRO);
        assertThat(replay(profile, 1, 1, 1)).isCloseTo(520 * MICRO, within(1e-9));
    }

    @Test
    void tasks_of_unknown_launch_follow_each_other() {
        MadeTimeline made = new MadeTimeline();
        for (int i = 0; i < 10; i++) {
            made.task(COMPUTE, (10 + 100 * i) * MICRO, 90 * MICRO, 0, Double.NaN);
        }
        Profile profile = profile(made.build(), 1000 * MICRO, step(0, 500 * MICRO), step(500 * MICRO, 500 * MICRO));
        assertThat(replay(profile, 1, 1, 1)).isCloseTo(500 * MICRO, within(1e-9));
        assertThat(replay(profile, 2, 1, 1)).isCloseTo((500 + 5 * 90) * MICRO, within(50 * MICRO));
    }

    @Test
    void made_up_timelines_replay_to_themselves_and_grow_with_their_tasks() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Profile profile = random(random);
            double itself = replay(profile, 1, 1, 1);
            assertThat(itself).isCloseTo(profile.seconds(), within(1e-7));
            double slower = replay(profile, 1.5, 1.5, 1);
            assertThat(slower).isGreaterThanOrEqualTo(itself - 1e-9);
            assertThat(slower).isLessThanOrEqualTo(1.5 * itself + 1e-6);
            assertThat(replay(profile, 0.5, 0.5, 1)).isLessThanOrEqualTo(itself + 1e-9);
        }
    }

    /// A host that launches at random on three streams and waits now and then, and a device that does what it is told.
    private static Profile random(Random random) {
        MadeTimeline made = new MadeTimeline();
        double clock = 0;
        double[] free = new double[3];
        List<Double> ends = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clock += random.nextDouble() * 30 * MICRO;
            int stream = random.nextInt(3);
            double start = Math.max(clock + 5 * MICRO, free[stream]);
            double seconds = random.nextDouble() * 60 * MICRO;
            made.task(stream == 2 ? EXCHANGE : COMPUTE, start, seconds, stream, clock);
            free[stream] = start + seconds;
            ends.add(free[stream]);
            if (random.nextInt(15) == 0) {
                double done = ends.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
                double until = Math.max(clock + 2 * MICRO, done) + 3 * MICRO;
                made.hostWait(clock + MICRO, until - clock - MICRO);
                clock = until;
            }
        }
        double last = ends.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return profile(made.build(), Math.max(last, clock) + MICRO);
    }
}
