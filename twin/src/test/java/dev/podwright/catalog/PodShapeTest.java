package dev.podwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodShapeTest {
    private final Catalog catalog = Catalog.bundled();

    private static String shape(Pod pod) {
        return pod.levels().stream().map(l -> l.name() + " " + l.groups() + (l.scaleOut() ? "+" : ""))
                .collect(Collectors.joining(", "));
    }

    private static List<Double> gigabytes(Pod pod) {
        return pod.levels().stream().map(l -> l.bandwidth().si() / 1e9).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "cloudmatrix384; 384; 768; sio 2, ub-l1 8, ub-l2 48, rdma 1+",
        "atlas-800-a2; 8; 8; hccs 8, roce 1+",
        "atlas-900-a2-cluster; 1024; 1024; hccs 8, roce 128+",
        "atlas-950-superpod; 8192; 8192; ub-rack 64, ub-clos 128, uboe 1+",
        "atlas-960-superpod; 15488; 15488; ub-rack 64, ub-clos 242, uboe 1+",
        "ub-mesh-pod; 1024; 1024; board 8, rack 8, row 4, column 4, superpod 1+",
        "dgx-h100; 8; 8; nvswitch 8, rail 1+",
        "superpod-b200; 256; 256; nvswitch 8, rail 32+",
        "gb200-nvl72; 72; 72; nvlink5 72, scale-out 1+",
        "deepseek-h800-2048; 2048; 2048; nvswitch 8, plane 256+",
        "meta-24k-roce; 24576; 24576; nvswitch 8, t0-rack 2, t1-pod 192, t2-aggregation 8+",
        "atlas-350-server; 16; 16; ub 4, pcie 2, pcie-root 2",
        "a3-roce-2node; 16; 32; sio 2, ub-l1 8, roce 2+",
        "tpu-v5p-pod; 8960; 8960; ici 8960, dcn 1+"})
    void levelsMultiplyFromTheInsideOut(String id, int chips, int ranks, String shape) {
        Pod pod = catalog.pod(id);
        assertThat(pod.chips()).isEqualTo(chips);
        assertThat(pod.ranks()).isEqualTo(ranks);
        assertThat(shape(pod)).isEqualTo(shape);
    }

    @Test
    void bandwidthsCountOneRankAndOneDirection() {
        assertThat(gigabytes(catalog.pod("cloudmatrix384"))).containsExactly(224.0, 196.0, 196.0, 25.0);
        assertThat(gigabytes(catalog.pod("atlas-800-a2"))).containsExactly(196.0, 25.0);
        assertThat(gigabytes(catalog.pod("dgx-a100"))).containsExactly(300.0, 25.0);
        assertThat(gigabytes(catalog.pod("gb300-nvl72"))).containsExactly(900.0, 100.0);
        // x28, x28, x8, x8 of 72 lanes at 13.25 GB/s
        assertThat(gigabytes(catalog.pod("ub-mesh-pod"))).containsExactly(371.0, 371.0, 106.0, 106.0, 106.0);
    }

    @Test
    void aBandwidthNobodyPublishedIsAnErrorThatNamesTheLevel() {
        Level ici = new Level("ici", Wiring.TORUS, 4, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                List.of(2, 2), "");
        assertThatThrownBy(ici::bandwidth).isInstanceOf(InputException.class).hasMessageContaining("ici");
    }

    @Test
    void theTemplatesOfUnpublishedPodsAreAssumptions() {
        for (String id : List.of("atlas-950-superpod", "atlas-960-superpod", "ub-mesh-pod", "atlas-950-supercluster")) {
            Pod pod = catalog.pod(id);
            assertThat(pod.levels()).as(id).allMatch(l -> l.bandwidth().assumed());
            assertThat(pod.assumptions()).as(id).isNotEmpty();
        }
    }

    @Test
    void theClusterBetweenMetasPodsIsSevenTimesOversubscribed() {
        Level spine = catalog.pod("meta-24k-roce").levels().get(2);
        Level top = catalog.pod("meta-24k-roce").levels().getLast();
        assertThat(top.oversubscription()).isEqualTo(7);
        assertThat(spine.oversubscription()).isEqualTo(1);
        assertThat(spine.taper().orElseThrow().alternatives()).extracting(Quantity::si).containsExactly(0.5, 0.889);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "cloudmatrix384; 1; sio 2",
        "cloudmatrix384; 8; sio 2, ub-l1 8",
        "cloudmatrix384; 16; sio 2, ub-l1 8, ub-l2 2",
        "cloudmatrix384; 768; sio 2, ub-l1 8, ub-l2 48, rdma 2+",
        "dgx-h100; 1; ''",
        "dgx-h100; 4; nvswitch 4",
        "dgx-h100; 12; nvswitch 6, rail 2+",
        "dgx-h100; 16384; nvswitch 8, rail 2048+",
        "superpod-b200; 512; nvswitch 8, rail 64+",
        "atlas-900-a2-cluster; 7968; hccs 8, roce 996+",
        "gb200-nvl72; 64; nvlink5 64",
        "gb200-nvl72; 288; nvlink5 72, scale-out 4+",
        "atlas-960-superpod; 30976; ub-rack 64, ub-clos 242, uboe 2+",
        "meta-24k-roce; 16384; nvswitch 8, t0-rack 2, t1-pod 128, t2-aggregation 8+",
        "tpu-v5e-pod; 32; ici 32",
        "tpu-v5e-pod; 1024; ici 256, dcn 4+"})
    void partsKeepWholeInnerGroupsAndCopiesJoinOutside(String id, int chips, String shape) {
        Pod pod = catalog.joined(catalog.pod(id), chips);
        assertThat(shape(pod)).isEqualTo(shape);
        assertThat(pod.chips()).isEqualTo(chips);
        assertThat(pod.name()).contains(String.valueOf(chips));
        assertThat(pod.assumptions().getLast()).contains(String.valueOf(chips));
    }

    @Test
    void theSameNumberOfChipsIsTheSamePod() {
        Pod pod = catalog.pod("cloudmatrix384");
        assertThat(catalog.joined(pod, 384)).isSameAs(pod);
    }

    @Test
    void aPartOfAFullMeshHasFewerLinks() {
        // 3 of 7 links of 28 GB/s
        assertThat(gigabytes(catalog.joined(catalog.pod("atlas-800-a2"), 4))).containsExactly(84.0);
        assertThat(gigabytes(catalog.joined(catalog.pod("atlas-800-a2"), 2))).containsExactly(28.0);
        assertThat(gigabytes(catalog.joined(catalog.pod("dgx-h100"), 2))).containsExactly(450.0);
    }

    @Test
    void aTorusSliceIsAsCubeLikeAsItCanBe() {
        assertThat(catalog.joined(catalog.pod("tpu-v5e-pod"), 32).levels().getFirst().dims()).containsExactly(4, 8);
        assertThat(catalog.joined(catalog.pod("tpu-v5p-pod"), 64).levels().getFirst().dims()).containsExactly(4, 4, 4);
    }

    @Test
    void powerOfAPartIsItsShareAndMarkedAsAnEstimate() {
        Pod part = catalog.joined(catalog.pod("cloudmatrix384"), 192);
        assertThat(part.power()).hasValueSatisfying(p -> {
            assertThat(p.si()).isEqualTo(559e3 / 2);
            assertThat(p.confidence()).isEqualTo(Confidence.ESTIMATE);
        });
    }

    @Test
    void aPodWithoutScaleOutCannotGrow() {
        assertThatThrownBy(() -> catalog.joined(catalog.pod("vr-nvl144"), 144)).isInstanceOf(InputException.class)
                .hasMessageContaining("no scale-out level");
    }

    @Test
    void chipsThatDoNotSpreadEvenlyAreRefusedWithTheNearestThatDo() {
        assertThatThrownBy(() -> catalog.joined(catalog.pod("dgx-h100"), 17)).isInstanceOf(InputException.class)
                .hasMessageContaining("17 chips cannot be spread evenly")
                .extracting(e -> ((InputException) e).mend()).asString().isEqualTo("Maybe 16 or 18.");
        assertThatThrownBy(() -> catalog.joined(catalog.pod("dgx-h100"), 0)).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "h100-sxm; 1; ''; ''",
        "h100-sxm; 4; SWITCH; 450",
        "ascend-910b2; 8; FULL_MESH; 196",
        "ascend-910b2; 2; FULL_MESH; 28",
        "mi300x; 4; FULL_MESH; 192",
        "l40s; 4; PCIE; 32",
        "a100-pcie-80; 2; PCIE; 32",
        "rtx-pro-6000-server; 8; PCIE; 64",
        "ascend-910c; 1; DIE_PAIR; 224",
        "ascend-910c; 4; DIE_PAIR SWITCH; 224 196",
        "ascend-910c-die; 2; DIE_PAIR; 224",
        "ascend-910c-die; 16; DIE_PAIR SWITCH; 224 196",
        "ascend-950pr; 4; FULL_MESH; 159",
        "gb200; 36; SWITCH; 900"})
    void anAdHocServerUsesTheLinksOfTheChip(String chip, int chips, String wirings, String rates) {
        Pod pod = catalog.adHoc(chip, chips);
        assertThat(pod.chips()).isEqualTo(chips);
        assertThat(pod.levels().stream().map(l -> l.wiring().name()).collect(Collectors.joining(" "))).isEqualTo(wirings);
        assertThat(pod.levels().stream().map(l -> "%.0f".formatted(l.bandwidth().si() / 1e9)).collect(Collectors.joining(" "))).isEqualTo(rates);
    }

    @Test
    void anAdHocServerBeyondOneServerNamesTheMissingLevelAndPods() {
        assertThatThrownBy(() -> catalog.adHoc("h100-sxm", 16)).isInstanceOf(InputException.class)
                .hasMessageContaining("level between servers is missing")
                .extracting(e -> ((InputException) e).mend()).asString().contains("dgx-h100", "--chips 16");
        assertThatThrownBy(() -> catalog.adHoc("ascend-960", 8)).hasMessageContaining("no level that joins");
        assertThatThrownBy(() -> catalog.adHoc("l20", 0)).isInstanceOf(InputException.class);
    }

    @Test
    void torusLinksAgreeWithThePublishedBisection() {
        // A ring of length L is cut twice, so a torus of N chips has 2 N / L links across the cut of its longest side.
        assertThat(bisection("tpu-v5e-pod")).isEqualTo(1.6e12);
        assertThat(bisection("tpu-v6e-pod")).isEqualTo(3.2e12);
        assertThat(bisection("tpu-v4-pod")).isEqualTo(24e12);
    }

    private double bisection(String id) {
        Level torus = catalog.pod(id).levels().getFirst();
        int longest = torus.dims().stream().max(Integer::compare).orElseThrow();
        double link = torus.bandwidth().si() / (2 * torus.dims().size());
        return 2.0 * torus.groups() / longest * link;
    }

    @Test
    void everySizeThatIsGivenHasExactlyThatManyChipsInGroupsNoLargerThanThePods() {
        Random random = new Random(42);
        int given = 0;
        for (Pod pod : catalog.pods()) {
            for (int i = 0; i < 200; i++) {
                int chips = 1 + random.nextInt(3 * Math.min(pod.chips(), 4096));
                Optional<Pod> resized = attempt(pod, chips);
                resized.ifPresent(r -> {
                    assertThat(r.chips()).as("%s with %d chips", pod.id(), chips).isEqualTo(chips);
                    r.levels().forEach(level -> {
                        Level whole = pod.levels().stream().filter(l -> l.name().equals(level.name())).findFirst().orElseThrow();
                        assertThat(level.scaleOut() || level.groups() <= whole.groups()).isTrue();
                        assertThat(level.bandwidth().si()).isLessThanOrEqualTo(whole.bandwidth().si());
                    });
                });
                given += resized.isPresent() ? 1 : 0;
            }
        }
        assertThat(given).isGreaterThan(1000);
    }

    private Optional<Pod> attempt(Pod pod, int chips) {
        try {
            return Optional.of(catalog.joined(pod, chips));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    @Test
    void anotherTemplateOfAPodIsAskedForBehindItsName() {
        Pod pod = Catalog.bundled().pod("atlas-950-superpod@rack-mesh");

        assertThat(pod.id()).isEqualTo("atlas-950-superpod@rack-mesh");
        assertThat(pod.chips()).isEqualTo(8192);
        assertThat(pod.levels()).extracting(Level::name).containsExactly("board-row", "board-column", "ub-clos", "uboe");
        assertThat(Catalog.bundled().joined(pod, 128).levels()).extracting(Level::groups).containsExactly(8, 8, 2);
        assertThatThrownBy(() -> Catalog.bundled().pod("atlas-950-superpod@clos")).isInstanceOf(InputException.class).hasMessageContaining("no template");
        assertThatThrownBy(() -> Catalog.bundled().pod("dgx-h100@clos")).isInstanceOf(InputException.class);
    }
}
