package dev.podwright.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.catalog.Wiring;
import dev.podwright.document.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static List<Reach> reach(dev.podwright.catalog.Pod pod, int ranks, int stride) {
        return new Placement(pod).reach(new Group(ranks, stride));
    }

    @Test
    void eightAdjacentDiesOfACloudMatrixAreFourPackagesUnderOneNode() {
        assertThat(reach(Pods.cloudMatrix(), 8, 1)).extracting(Reach::members).containsExactly(2, 8, 8, 8);
        assertThat(reach(Pods.cloudMatrix(), 8, 1)).extracting(Reach::fan).containsExactly(2, 4, 1, 1);
        assertThat(reach(Pods.cloudMatrix(), 8, 1)).extracting(Reach::groups).containsExactly(4, 1, 1, 1);
    }

    @Test
    void anExpertGroupOf320DiesSpansTwentyNodesOfTheSecondSwitchTier() {
        assertThat(reach(Pods.cloudMatrix(), 320, 1)).extracting(Reach::fan).containsExactly(2, 8, 20, 1);
    }

    @Test
    void aDataParallelGroupWithStrideEightHasOneMemberPerNode() {
        assertThat(reach(Pods.hgx(450, 50), 4, 8)).extracting(Reach::members).containsExactly(1, 4);
        assertThat(new Placement(Pods.hgx(450, 50)).spans(new Group(4, 8))).singleElement()
                .satisfies(s -> assertThat(s.network()).isTrue()).satisfies(s -> assertThat(s.inside()).isEqualTo(1));
    }

    @Test
    void aGroupWithStrideFourHasTwoMembersPerNode() {
        assertThat(reach(Pods.hgx(450, 50), 8, 4)).extracting(Reach::members).containsExactly(2, 8);
    }

    @Test
    void aGroupThatFillsItsLastNodeHalfCountsTheSmallestNode() {
        Span network = new Placement(Pods.hgx(450, 50)).spans(new Group(12, 1)).getLast();
        assertThat(network.inside()).isEqualTo(8);
        assertThat(network.fewest()).isEqualTo(4);
        assertThat(network.fan()).isEqualTo(2);
    }

    @Test
    void aFullMeshGivesAGroupOnlyTheLinksToItsMembers() {
        assertThat(new Placement(Pods.mesh()).spans(Group.adjacent(2)).getFirst().bandwidth()).isEqualTo(28e9);
        assertThat(new Placement(Pods.mesh()).spans(Group.adjacent(4)).getFirst().bandwidth()).isEqualTo(84e9);
        assertThat(new Placement(Pods.mesh()).spans(Group.adjacent(8)).getFirst().bandwidth()).isEqualTo(196e9);
    }

    @Test
    void oversubscriptionDividesTheBandwidthAbove() {
        var pod = Pods.pod("thin", List.of(Pods.level("nvswitch", Wiring.SWITCH, 8, false, 450, 1),
                Pods.level("rack", Wiring.FAT_TREE, 4, false, 50, 1), Pods.level("core", Wiring.FAT_TREE, 4, false, 50, 7)));
        assertThat(new Placement(pod).spans(Group.adjacent(128)).getLast().bandwidth()).isEqualTo(50e9 / 7);
    }

    @Test
    void aGroupLargerThanThePodIsRefusedWhereNothingScalesOut() {
        var pod = Pods.pod("alone", List.of(Pods.level("nvswitch", Wiring.SWITCH, 8, false, 450, 1)));
        assertThatThrownBy(() -> reach(pod, 16, 1)).isInstanceOf(InputException.class)
                .hasMessage("A group of 16 ranks, 1 apart, does not fit the pod alone of 8 ranks.");
    }
}
