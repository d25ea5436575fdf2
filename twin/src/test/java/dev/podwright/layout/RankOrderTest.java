package dev.podwright.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.podwright.fabric.Group;
import dev.podwright.layout.TrainingLayout.ContextKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankOrderTest {
    /// Experts of 16 ranks take four of the copies.
    private static final TrainingLayout EXPERTS = new TrainingLayout(4, true, 1, ContextKind.RING, 32, 8, 1, 16, 1);
    private static final TrainingLayout DENSE = TrainingLayout.dense(4, 32, 8, 1);

    @Test
    void theUsualOrderHasThePipelineOutermost() {
        assertThat(RankOrder.of(DENSE)).isEqualTo("tp-cp-ep-dp-pp");
        assertThat(DENSE.label()).isEqualTo("tp4 dp32 pp8");
        assertThat(DENSE.pipelineGroup()).isEqualTo(new Group(8, 128));
        assertThat(DENSE.dataGroup()).isEqualTo(new Group(32, 4));
    }

    @Test
    void copiesOutsideLeaveThePipelineBesideTheTensorRanks() {
        TrainingLayout outside = RankOrder.read("tp-cp-pp-dp", DENSE).orElseThrow();
        assertThat(outside.pipelineGroup()).isEqualTo(new Group(8, 4));
        assertThat(outside.dataGroup()).isEqualTo(new Group(32, 32));
        assertThat(outside.label()).isEqualTo("tp4 dp32 pp8 tp-cp-ep-pp-dp");
    }

    @Test
    void ranksThatShareExpertsStayTogether() {
        TrainingLayout outside = RankOrder.read("tp-cp-ep-pp-dp", EXPERTS).orElseThrow();
        assertThat(outside.inside()).isEqualTo(4);
        assertThat(outside.expertGroup()).isEqualTo(Group.adjacent(16));
        assertThat(outside.expertDataGroup()).isEqualTo(new Group(8, 16 * 8));
        assertThat(outside.pipelineGroup()).isEqualTo(new Group(8, 16));
    }

    @Test
    void wordsAndLayoutsSayTheSame() {
        for (int inside : List.of(4, 8, 16, 32)) {
            TrainingLayout layout = EXPERTS.inside(inside);
            assertThat(RankOrder.read(RankOrder.of(layout), EXPERTS)).contains(layout);
        }
        for (String wrong : List.of("pp-tp", "tp-cp-ep-dp3-pp-dp", "tp-cp-ep-dp2-pp-dp", "tp-cp-ep-dp64-pp-dp", "")) {
            assertThat(RankOrder.read(wrong, EXPERTS)).as(wrong).isEmpty();
        }
    }

    @Test
    void groupsOfEveryKindPartTheRanksInAnyOrder() {
        for (int inside : List.of(4, 8, 16, 32)) {
            TrainingLayout layout = EXPERTS.inside(inside);
            List<Group> grid = List.of(layout.tensorGroup(), layout.dataGroup(), layout.pipelineGroup());
            Set<Long> ranks = new HashSet<>(sums(grid));
            assertThat(ranks).hasSize((int) layout.ranks());
            assertThat(new HashSet<>(sums(List.of(layout.expertGroup(), layout.expertDataGroup(), layout.pipelineGroup())))).isEqualTo(ranks);
        }
    }

    private static List<Long> sums(List<Group> groups) {
        List<Long> sums = List.of(0L);
        for (Group group : groups) {
            List<Long> next = new ArrayList<>();
            for (long sum : sums) {
                for (int i = 0; i < group.ranks(); i++) {
                    next.add(sum + group.offset(i));
                }
            }
            sums = next;
        }
        return sums;
    }

    @Test
    void withoutAPipelineThereIsOneOrder() {
        assertThat(TrainingLayout.dense(4, 32, 1, 1).inside(1)).isEqualTo(TrainingLayout.dense(4, 32, 1, 1));
    }

    @Test
    void copiesInsideMustHoldTheExperts() {
        assertThatIllegalArgumentException().isThrownBy(() -> EXPERTS.inside(2)).withMessageContaining("must divide all (dp 32) and hold the experts' ranks (ep 16 x etp 1)");
    }
}
