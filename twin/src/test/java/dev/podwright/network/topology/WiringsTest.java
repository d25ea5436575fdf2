package dev.podwright.network.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.network.Network;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WiringsTest {
    private static final Catalog CATALOG = Catalog.bundled();
    /// Two of the pods have a million cards; what holds for their SuperPoDs holds for them.
    private static final int MANY = 100_000;

    static Stream<Pod> pods() {
        return CATALOG.pods().stream().flatMap(pod -> pod.levels().getLast().scaleOut() && pod.chips() * 2 < MANY
                ? Stream.of(pod, CATALOG.joined(pod, 2 * pod.chips())) : Stream.of(pod)).filter(p -> p.ranks() < MANY);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyCardReachesEveryOther(Pod pod) {
        Wired wired = Wirings.of(pod);

        assertThat(Graph.reached(wired.network(), wired.ranks()[0])).isEqualTo(wired.network().nodes());
    }

    @ParameterizedTest
    @MethodSource("pods")
    void theLinksOfACardIntoALevelAddUpToTheLevelsBandwidth(Pod pod) {
        Wired wired = Wirings.of(pod);
        Network network = wired.network();
        double expected = Run.of(pod.levels()).stream().mapToDouble(r -> r.levels().getFirst().bandwidth().si()).sum();

        for (int rank : new int[] {0, wired.ranks().length / 2, wired.ranks().length - 1}) {
            double sum = Graph.links(network, wired.ranks()[rank]).filter(l -> !network.type(l).name().equals("card-spare")).mapToDouble(network::capacity).sum();
            assertThat(sum).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void whatIsNotOversubscribedLeadsUpAsWideAsDown(Pod pod) {
        Network network = Wirings.of(pod).network();
        double taper = pod.levels().stream().mapToDouble(Level::oversubscription).reduce(1, (a, b) -> a * b);
        if (Graph.cables(network).containsKey("leaf-spine")) {
            assertThat(Graph.total(network, "leaf-spine") * taper).isGreaterThanOrEqualTo(0.999 * Graph.total(network, "card-leaf"));
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void partsAndCopiesOfAPodAreWhole(Pod pod) {
        for (int chips : new int[] {1, 2, 3, 4, 6, 8, 12, 16, 24, 64, 72, 96, 144, 256, 480, 1000, 1024, 2048, 3072}) {
            Pod resized;
            try {
                resized = CATALOG.joined(pod, chips);
            } catch (InputException e) {
                continue;
            }
            Wired wired = Wirings.of(resized);

            assertThat(wired.ranks()).as("%s of %d", pod.id(), chips).hasSize(chips * pod.ranksPerChip());
            assertThat(Graph.reached(wired.network(), 0)).as("%s of %d", pod.id(), chips).isEqualTo(wired.network().nodes());
        }
    }

    @Test
    void cloudMatrixHasThePublishedSwitchesAndCables() {
        Network network = network("cloudmatrix384");

        assertThat(network.tier("card").size()).isEqualTo(768);
        assertThat(network.tier("l1").size()).isEqualTo(336);
        assertThat(network.tier("l2").size()).isEqualTo(112);
        assertThat(Graph.cables(network)).isEqualTo(Map.of("sio", 384, "card-l1", 5376, "l1-l2", 5376));
        assertThat(Graph.degrees(network, "l1")).containsExactly(32);
        assertThat(Graph.degrees(network, "l2")).containsExactly(48);
        assertThat(Graph.link(network, "l1-l2").bandwidth()).isEqualTo(28e9);
        assertThat(Graph.link(network, "card-l1").latency() + Graph.link(network, "l1-l2").latency()).isCloseTo(5.5e-6 / 2, within(1e-12));
    }

    @Test
    void atlas960IsATwoLevelClos() {
        Network network = network("atlas-960-superpod");

        assertThat(network.tier("leaf").size()).isEqualTo(242);
        assertThat(network.tier("spine").size()).isEqualTo(64);
        assertThat(Graph.cables(network)).isEqualTo(Map.of("card-leaf", 15_488, "leaf-spine", 15_488));
        assertThat(Graph.link(network, "leaf-spine").bandwidth()).isCloseTo(1097.6e9, within(1e6));
        assertThat(Wirings.of(CATALOG.pod("atlas-960-superpod")).assumptions()).anyMatch(a -> a.contains("not published"));
    }

    @ParameterizedTest
    @CsvSource({"256, 8, 4, 0", "512, 16, 8, 0", "1024, 32, 16, 0", "2048, 64, 32, 0", "4096, 128, 128, 64", "8192, 256, 256, 128", "16384, 512, 512, 256"})
    void superPodsHaveTheSwitchesOfTheReferenceArchitecture(int chips, int leaves, int spines, int cores) {
        Network network = Wirings.of(CATALOG.joined(CATALOG.pod("superpod-b200"), chips)).network();

        assertThat(network.tier("leaf").size()).isEqualTo(leaves);
        assertThat(network.tier("spine").size()).isEqualTo(spines);
        assertThat(network.tiers().stream().filter(t -> t.name().equals("core")).mapToInt(t -> t.size()).sum()).isEqualTo(cores);
        assertThat(network.types().stream().filter(t -> t.name().contains("spine")).map(t -> t.bandwidth())).allMatch(b -> b == 50e9);
        assertThat(Graph.degrees(network, "leaf")).containsExactly(64);
        if (chips >= 512) {
            assertThat(Graph.degrees(network, "spine")).containsExactly(64);
        }
    }

    @Test
    void cardRofAServerHangsOnLeafRofItsUnit() {
        Network network = Wirings.of(CATALOG.joined(CATALOG.pod("superpod-b200"), 512)).network();

        for (int card : new int[] {0, 3, 8 + 3, 31 * 8 + 7, 32 * 8, 63 * 8 + 5}) {
            int leaf = network.tier("leaf").first() + card / 256 * 8 + card % 8;
            assertThat(Graph.links(network, card).map(network::to)).contains(leaf);
        }
    }

    @Test
    void theUbMeshHasDegreeTwentyDiameterFourAndASpareInEachRack() {
        Wired wired = Wirings.of(CATALOG.pod("ub-mesh-pod"));
        Network network = wired.network();

        assertThat(Graph.links(network, 0).filter(l -> network.to(l) < 1024)).hasSize(20);
        assertThat(Graph.farthest(network, 0, 1024)).isEqualTo(4);
        assertThat(wired.spares()).hasSize(16);
        assertThat(Graph.links(network, wired.spares()[1]).map(network::to)).containsExactlyInAnyOrderElementsOf(
                IntStream.range(64, 128).boxed().toList());
    }

    @Test
    void eightUbMeshPodsMeetInHighRadixSwitches() {
        Network network = Wirings.of(CATALOG.joined(CATALOG.pod("ub-mesh-pod"), 8192)).network();

        assertThat(network.tier("lrs").size()).isEqualTo(4 * 128);
        assertThat(network.tier("hrs").size()).isEqualTo(4 * 32);
        assertThat(Graph.degrees(network, "hrs")).containsExactly(128);
        assertThat(Graph.link(network, "lrs-hrs").bandwidth()).as("x4 of 512 lanes").isCloseTo(53e9, within(1e3));
    }

    @Test
    void theRackOfNvl72Has18SwitchChips() {
        Network network = network("gb200-nvl72");

        assertThat(network.tier("nvswitch").size()).isEqualTo(18);
        assertThat(Graph.link(network, "card-nvswitch").bandwidth()).isEqualTo(50e9);
        assertThat(Graph.degrees(network, "nvswitch")).containsExactly(72);
    }

    @Test
    void deepSeeksPlanesNeverMeet() {
        Network training = network("deepseek-h800-2048");
        Network full = Wirings.of(CATALOG.joined(CATALOG.pod("deepseek-h800-2048"), 16_384)).network();

        assertThat(full.tier("leaf").size() + full.tier("spine").size()).isEqualTo(768);
        assertThat(full.tier("spine").size()).isEqualTo(8 * 32);
        assertThat(training.tier("leaf").size()).isEqualTo(64);
        int spine = training.tier("spine").first();
        List<Integer> leaves = Graph.links(training, spine).map(training::to).distinct().toList();
        assertThat(leaves.stream().flatMap(leaf -> Graph.links(training, leaf).map(training::to)).filter(n -> n < 2048).map(card -> card % 8))
                .containsOnly(0);
    }

    @Test
    void metasPodsAreThreeTiersOfWhichTheUppermostIsThin() {
        Network network = network("meta-24k-roce");

        assertThat(network.tier("rtsw").size()).isEqualTo(1536);
        assertThat(network.tier("ctsw").size()).isEqualTo(8 * 16);
        assertThat(Graph.total(network, "rtsw-ctsw")).isCloseTo(24_576 * 50e9, within(1e6));
        assertThat(Graph.total(network, "ctsw-atsw") * 7).isCloseTo(24_576 * 50e9, within(1e6));
    }

    @Test
    void aPartOfATorusHasNoWrapLinksUnlessItIsMadeOfWholeCubes() {
        Network part = Wirings.of(CATALOG.joined(CATALOG.pod("tpu-v5e-pod"), 64)).network();
        Network cubes = Wirings.of(CATALOG.joined(CATALOG.pod("tpu-v4-pod"), 512)).network();
        Network thin = Wirings.of(CATALOG.joined(CATALOG.pod("tpu-v4-pod"), 8)).network();

        assertThat(Graph.cables(part)).isEqualTo(Map.of("ici", 2 * 8 * 7));
        assertThat(Graph.cables(network("tpu-v5e-pod"))).isEqualTo(Map.of("ici", 2 * 256));
        assertThat(Graph.cables(cubes)).isEqualTo(Map.of("ici", 3 * 512));
        assertThat(Graph.cables(thin)).isEqualTo(Map.of("ici", 3 * 4));
    }

    @Test
    void eightCardsOfTheA2AreAFullMeshOf28Links() {
        Network network = network("atlas-800-a2");

        assertThat(Graph.cables(network)).isEqualTo(Map.of("hccs", 28));
        assertThat(Graph.link(network, "hccs").bandwidth()).isEqualTo(28e9);
    }

    @Test
    void hpnPodsHaveTwoPlanesOf120LeavesAnd60AggregationSwitches() {
        Network network = network("alibaba-hpn");

        assertThat(network.tier("tor").size()).isEqualTo(2 * 120);
        assertThat(network.tier("aggregation").size()).isEqualTo(2 * 60);
        assertThat(Graph.degrees(network, "tor")).containsExactly(128 + 60);
        assertThat(Graph.link(network, "tor-aggregation").bandwidth()).isCloseTo(50e9, within(1e7));
        assertThat(Wirings.of(CATALOG.joined(CATALOG.pod("alibaba-hpn"), 1024)).network().tier("tor").size()).isEqualTo(16);
    }

    @Test
    void theAtlasMayBeWiredAsMeshesInTheRackBelowPlanes() {
        Network network = network("atlas-950-superpod@rack-mesh");

        assertThat(Graph.cables(network)).isEqualTo(Map.of("board-row", 8192 * 7 / 2, "board-column", 8192 * 7 / 2, "card-leaf", 4 * 8192, "leaf-spine", 4 * 128 * 64));
        assertThat(network.types()).allMatch(t -> Math.abs(t.bandwidth() - 53e9) < 1e6);
    }

    @Test
    void aMillionCardsAreBuilt() {
        Wired wired = Wirings.of(CATALOG.pod("atlas-960-supercluster"));

        assertThat(wired.ranks()).hasSize(1_006_720);
        assertThat(wired.network().tier("leaf").size()).isEqualTo(65 * 242);
    }

    private static Network network(String pod) {
        return Wirings.of(CATALOG.pod(pod)).network();
    }
}
