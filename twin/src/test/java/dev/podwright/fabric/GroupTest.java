package dev.podwright.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupTest {
    /// Eight members: four of them 2 apart, the other four from rank 32 on.
    private static final Group TWO_RUNS = new Group(8, 2, 4, 32);

    private static List<Long> offsets(Group group) {
        return IntStream.range(0, group.ranks()).mapToObj(group::offset).toList();
    }

    @Test
    void membersOfTwoRunsStandInBothOfThem() {
        assertThat(offsets(TWO_RUNS)).containsExactly(0L, 2L, 4L, 6L, 32L, 34L, 36L, 38L);
    }

    @Test
    void runsThatJoinAreOneRun() {
        assertThat(new Group(8, 2, 4, 8)).isEqualTo(new Group(8, 2));
        assertThat(new Group(8, 2, 1, 32)).isEqualTo(new Group(8, 32));
        assertThat(new Group(4, 2, 4, 99)).isEqualTo(new Group(4, 2));
    }

    @Test
    void aDomainHoldsTheMembersThatStandInIt() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int run = 1 << random.nextInt(4);
            int stride = 1 << random.nextInt(3);
            Group group = new Group(run << random.nextInt(4), stride, run, (long) run * stride << random.nextInt(4));
            long domain = 1L << random.nextInt(12);
            long held = offsets(group).stream().filter(offset -> offset < domain).count();
            assertThat(group.within(domain)).as("%s in %d", group, domain).isEqualTo((int) held);
        }
    }

    @Test
    void shardsAndTheirCopiesMakeUpTheGroup() {
        for (int shards : List.of(1, 2, 4, 8)) {
            List<Long> whole = offsets(TWO_RUNS.every(shards)).stream().flatMap(copy -> offsets(TWO_RUNS.first(shards)).stream().map(o -> o + copy)).toList();
            assertThat(whole).as("%d shards", shards).containsExactlyInAnyOrderElementsOf(offsets(TWO_RUNS));
        }
    }

    @Test
    void aGroupDividesWhereRunsDo() {
        Group runsOfSix = new Group(12, 1, 6, 48);
        assertThat(runsOfSix.dividesInto(3)).isTrue();
        assertThat(runsOfSix.dividesInto(4)).isFalse();
    }

    @Test
    void runsThatOverlapAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Group(8, 2, 4, 6)).withMessageContaining("end before the next (6 on)");
    }
}
