package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.layout.RankOrder;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static List<String> others(Pod pod, TrainingLayout usual) {
        return new Orders(pod, Fabric.of(pod, CATALOG.rankChip(pod), List.of())).others(usual).stream().map(RankOrder::of).toList();
    }

    @Test
    void onOneServerWhosePortsAreAllAlikeNoOrderIsBetterThanAnother() {
        assertThat(others(CATALOG.pod("h800-8"), TrainingLayout.dense(1, 2, 4, 1))).isEmpty();
    }

    @Test
    void copiesMayStandAroundAPipelineThatFitsAServer() {
        assertThat(others(CATALOG.joined(CATALOG.pod("h800-8"), 64), TrainingLayout.dense(2, 8, 4, 1))).containsExactly("tp-cp-ep-pp-dp", "tp-cp-ep-dp2-pp-dp");
    }

    @Test
    void wholeServersOfTensorRanksLeaveNothingToChoose() {
        assertThat(others(CATALOG.joined(CATALOG.pod("h800-8"), 256), TrainingLayout.dense(8, 8, 4, 1))).isEmpty();
    }

    @Test
    void onSupernodesThePipelineMayStayInsideOne() {
        Pod eight = CATALOG.joined(CATALOG.pod("cloudmatrix384"), 8 * 384);
        assertThat(others(eight, TrainingLayout.dense(8, 96, 8, 1))).contains("tp-cp-ep-pp-dp");
        TrainingLayout experts = new TrainingLayout(8, true, 1, ContextKind.RING, 96, 8, 1, 32, 1);
        assertThat(new Orders(eight, Fabric.of(eight, CATALOG.rankChip(eight), List.of())).others(experts)).allSatisfy(l -> assertThat(l.inside() % 4).isZero()).isNotEmpty();
    }

    @Test
    void withoutAPipelineThereIsNothingToTry() {
        assertThat(others(CATALOG.joined(CATALOG.pod("h800-8"), 256), TrainingLayout.dense(4, 64, 1, 1))).isEmpty();
    }
}
