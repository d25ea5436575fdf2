package dev.podwright.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tasks become uses and rows of the timeline.
class ProfileBuilderTest {
    private final ProfileBuilder builder = new ProfileBuilder("file", Profile.Format.KINETO);

    @Test
    void alikeTasksAreOneUse() {
        int use = builder.use(Alike.kernel("a"));
        builder.task(use, 2_000, 300, 7, 1_000);
        builder.task(builder.use(Alike.kernel("a")), 5_000, 100, 7, ProfileBuilder.UNKNOWN);
        builder.waited(use, 0.5);

        Profile profile = builder.build();

        assertThat(profile.uses()).singleElement().satisfies(a -> {
            assertThat(a.count()).isEqualTo(2);
            assertThat(a.seconds()).isCloseTo(400e-9, within(1e-18));
            assertThat(a.shortest()).isCloseTo(100e-9, within(1e-18));
            assertThat(a.longest()).isCloseTo(300e-9, within(1e-18));
            assertThat(a.waited()).isEqualTo(0.5);
        });
        assertThat(profile.seconds()).isCloseTo(4_100e-9, within(1e-18));
        assertThat(profile.timeline().start(0)).isCloseTo(1_000e-9, within(1e-18));
        assertThat(profile.timeline().launched(1)).isNaN();
    }

    @Test
    void theMostSecondsComeFirstAndTheTimelineFollows() {
        builder.task(builder.use(Alike.kernel("short")), 0, 100, 7, 0);
        builder.task(builder.use(Alike.kernel("long")), 200, 900, 7, 0);

        Profile profile = builder.build();

        assertThat(profile.uses()).extracting(Use::kernel).containsExactly("long", "short");
        assertThat(profile.timeline().use(0)).isEqualTo(1);
        assertThat(profile.timeline().use(1)).isEqualTo(0);
    }

    @Test
    void aUseWithoutTasksIsNone() {
        builder.use(Alike.kernel("a"));

        assertThat(builder.build().uses()).isEmpty();
        assertThat(builder.build().timeline()).isSameAs(Timeline.NONE);
    }

    @Test
    void sumsWithoutTasksStandInNoTimeline() {
        builder.tally(builder.use(Alike.kernel("a")), 4, 2, Double.NaN, Double.NaN);

        Profile profile = builder.build();

        assertThat(profile.timeline().size()).isZero();
        assertThat(profile.uses().getFirst().each()).isEqualTo(0.5);
        assertThat(profile.uses().getFirst().longest()).isEqualTo(0.5);
    }

    @Test
    void countersAreMeansOfWhatWasObserved() {
        int use = builder.use(Alike.kernel("a"));
        builder.tally(use, 4, 2, 0.1, 0.9);
        builder.counter(use, "x", 1, 3);
        builder.counter(use, "x", 5);
        builder.counter(use, "x", Double.NaN);

        assertThat(builder.build().uses().getFirst().counters()).containsEntry("x", 2.0).hasSize(1);
    }

    @Test
    void nanosecondsSurviveTimesSinceTheEpoch() {
        long epoch = 1_790_857_026_123_456_789L;
        builder.step("s", epoch, 10, Optional.empty());
        builder.task(builder.use(Alike.kernel("a")), epoch + 1, 2, 7, epoch);

        assertThat(builder.build().timeline().start(0)).isCloseTo(1e-9, within(1e-18));
    }
}
