package dev.podwright.app.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.app.Show;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.network.LinkType;
import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.NetworkBuilder;
import dev.podwright.network.Routing;
import dev.podwright.network.Tier;
import dev.podwright.network.topology.Dragonfly;
import dev.podwright.network.topology.HammingMesh;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Topology;
import dev.podwright.network.topology.Wired;
import dev.podwright.network.topology.Wirings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pod gets pictures that tell its true counts and stay on their sheet.
class PodPicturesTest {
    private static final LinkType LINK = new LinkType("link", 1e9, 0);
    /// The superclusters of a million cards take seconds to wire.
    private static final int MOST_RANKS = 30_000;

    static Stream<Pod> pods() {
        return Catalog.bundled().pods().stream().filter(p -> p.ranks() <= MOST_RANKS);
    }

    static Wired wired(Topology topology) {
        return new Wired(topology.build("test"), IntStream.range(0, topology.cards()).toArray(), new int[0], new Routing.Spray(), List.of());
    }

    private static Picture only(Topology topology) {
        Wired wired = wired(topology);
        List<Picture> pictures = PodPictures.of(wired, List.of(), Traffic.none(wired.network()));
        assertThat(pictures).hasSize(1);
        return pictures.getFirst();
    }

    private static long dots(Picture picture, Look look) {
        return picture.marks().stream().filter(m -> m instanceof Mark.Dot && m.look() == look).count();
    }

    private static int lines(Picture picture, Look look) {
        return picture.marks().stream().mapToInt(m -> m instanceof Mark.Lines l && l.look() == look ? l.path().split("M", -1).length - 1 : 0).sum();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyPodOfTheCatalogueIsDrawn(Pod pod) {
        Wired wired = Wirings.of(pod);
        List<Picture> pictures = PodPictures.of(wired, Storey.of(pod), Traffic.none(wired.network()));

        assertThat(pictures).isNotEmpty().allSatisfy(picture -> {
            assertThat(picture.marks()).isNotEmpty().allSatisfy(mark -> inside(picture, mark));
            assertThat(picture.says()).contains("cable").doesNotContain("null", "NaN");
        });
        // The outermost picture counts members and cards that multiply to the pod.
        assertThat(pictures.getLast().title()).endsWith("the whole pod");
        long cards = Arrays.stream(wired.ranks()).distinct().count();
        assertThat(cards).isEqualTo(pod.ranks());
    }

    private static void inside(Picture picture, Mark mark) {
        switch (mark) {
            case Mark.Lines lines -> assertThat(lines.path()).startsWith("M").doesNotContain("NaN");
            case Mark.Fields fields -> assertThat(fields.path()).startsWith("M").doesNotContain("NaN");
            case Mark.Box box -> within(picture, box.x(), box.y(), box.x() + box.width(), box.y() + box.height());
            case Mark.Dot dot -> within(picture, dot.x() - dot.radius(), dot.y() - dot.radius(), dot.x() + dot.radius(), dot.y() + dot.radius());
            case Mark.Words words -> within(picture, words.x(), words.y(), words.x(), words.y());
        }
    }

    private static void within(Picture picture, double left, double top, double right, double bottom) {
        assertThat(List.of(left, top)).allMatch(v -> v >= 0);
        assertThat(right).isLessThanOrEqualTo(picture.width());
        assertThat(bottom).isLessThanOrEqualTo(picture.height());
    }

    @Test
    void aMeshOfEightIsAnOctagonWithAllItsLinks() {
        Picture picture = only(new HammingMesh(List.of(new HammingMesh.Dimension(8, LINK))));

        assertThat(dots(picture, Look.CARD)).isEqualTo(8);
        assertThat(lines(picture, Look.WIRE)).isEqualTo(28);
        assertThat(picture.says()).startsWith("8 cards; 28 link cables of 1.00 GB/s each way");
    }

    @Test
    void aLargeClosTellsItsTrueCounts() {
        Pod pod = Catalog.bundled().pod("atlas-960-superpod");
        Wired wired = Wirings.of(pod);
        List<Picture> pictures = PodPictures.of(wired, Storey.of(pod), Traffic.none(wired.network()));

        assertThat(pictures).extracting(Picture::says).element(1).asString().contains("242 racks × 64 cards", "64 spines", "15,488 leaf-spine cables");
    }

    @Test
    void dragonfliesAreGroupsInACircle() {
        Picture picture = only(new Dragonfly(2, 4, 2, 9, LINK, new LinkType("local", 1e9, 0), new LinkType("global", 1e9, 0)));

        assertThat(picture.says()).startsWith("9 groups × 4 routers × 2 cards. 72 cards; 36 routers");
        assertThat(dots(picture, Look.SWITCH)).isEqualTo(36);
        assertThat(lines(picture, Look.WIRE)).isEqualTo(9 * 6);
        assertThat(lines(picture, Look.FAINT)).isEqualTo(36);
    }

    @Test
    void whatHasFailedIsMarked() {
        Wired wired = wired(new HammingMesh(List.of(new HammingMesh.Dimension(8, LINK))));
        double[] capacity = wired.network().capacities();
        capacity[0] = 0;
        capacity[1] = 0;
        capacity[2] /= 2;
        int lost = wired.network().tiers().getFirst().node(5);
        for (int at = wired.network().firstOut(lost); at < wired.network().firstOut(lost + 1); at++) {
            int link = wired.network().out(at);
            capacity[link] = 0;
            capacity[link ^ 1] = 0;
        }
        Picture picture = PodPictures.of(wired, List.of(), Traffic.none(wired.network().withCapacities(capacity))).getFirst();

        assertThat(dots(picture, Look.LOST)).isEqualTo(1);
        assertThat(lines(picture, Look.DOWN)).isEqualTo(1);
        assertThat(lines(picture, Look.SLOW)).isEqualTo(1);
        assertThat(lines(picture, Look.SILENT)).isEqualTo(7);
    }

    @Test
    void loadsColourTheLinks() {
        Wired wired = wired(new HammingMesh(List.of(new HammingMesh.Dimension(4, LINK))));
        double[] bytes = new double[wired.network().links()];
        bytes[0] = 1e9;
        bytes[2] = .5e9;
        Picture picture = PodPictures.of(wired, List.of(), Traffic.of(new Load(wired.network(), bytes), 1)).getFirst();

        assertThat(lines(picture, Look.HEAT8)).isEqualTo(1);
        assertThat(lines(picture, Look.HEAT4)).isEqualTo(1);
        assertThat(lines(picture, Look.HEAT0)).isEqualTo(4);
    }

    @Test
    void anEdgeListIsDrawnByTier() {
        NetworkBuilder builder = new NetworkBuilder("mine");
        Tier cards = builder.cards(4);
        Tier edge = builder.switches("edge", 2);
        Tier top = builder.switches("top", 1);
        int kind = builder.type(LINK);
        for (int i = 0; i < 4; i++) {
            builder.cable(cards.node(i), edge.node(i / 2), kind);
        }
        builder.cable(edge.node(0), top.node(0), kind);
        builder.cable(edge.node(1), top.node(0), kind);
        builder.cable(edge.node(0), edge.node(1), kind);
        Network network = builder.build();
        Wired wired = new Wired(network, new int[] {0, 1, 2, 3}, new int[0], new Routing.Spray(), List.of());
        Picture picture = PodPictures.of(wired, List.of(), Traffic.none(network)).getFirst();

        assertThat(picture.says()).startsWith("4 cards; 1 top; 2 edges; 7 link cables");
        assertThat(lines(picture, Look.WIRE)).isEqualTo(7);
    }

    @Test
    void ofAlikeGroupsTheOneWithTheFaultIsDrawn() {
        Pod pod = Catalog.bundled().pod("atlas-900-a2-cluster");
        Wired wired = Wirings.of(pod);
        double[] capacity = wired.network().capacities();
        int card = wired.ranks()[8 * 77 + 3];
        for (int at = wired.network().firstOut(card); at < wired.network().firstOut(card + 1); at++) {
            capacity[wired.network().out(at)] = 0;
        }
        List<Picture> pictures = PodPictures.of(wired, Storey.of(pod), Traffic.none(wired.network().withCapacities(capacity)));

        assertThat(pictures).extracting(Picture::title).first().asString().contains("node 77 of 128");
        assertThat(pictures.getLast().marks()).anyMatch(m -> m instanceof Mark.Words w && w.text().equals("node 77"));
    }

    @Test
    void networksOfTheirOwnStandOnTheirOwnFloor() {
        NetworkBuilder builder = new NetworkBuilder("two");
        Tier cards = builder.cards(8);
        Tier leaf = builder.switches("leaf", 2);
        Tier other = builder.switches("ether", 2);
        Tier core = builder.switches("core", 1);
        int kind = builder.type(LINK);
        for (int i = 0; i < 8; i++) {
            builder.cable(cards.node(i), leaf.node(i / 4), kind);
        }
        int ether = builder.type(new LinkType("ether", 1e8, 0));
        for (int i = 0; i < 8; i++) {
            builder.cable(cards.node(i), other.node(i / 4), ether);
        }
        builder.cable(other.node(0), core.node(0), ether);
        builder.cable(other.node(1), core.node(0), ether);
        Network network = builder.build();
        Wired wired = new Wired(network, IntStream.range(0, 8).toArray(), new int[0], new Routing.Spray(), List.of());
        List<Picture> pictures = PodPictures.of(wired, List.of(new Storey("ub", "rack", 4), new Storey("ethernet", "pod", 2)), Traffic.none(network));

        assertThat(pictures).extracting(Picture::says).containsExactly("4 cards; 1 leaf; 4 link cables of 1.00 GB/s each way.",
                "2 racks × 4 cards; 1 core; 2 ethers; 10 ether cables of %s GB/s each way.".formatted(Show.number(.1)));
    }

    @Test
    void latticesAreRecognisedByTheNeighboursOfTheFirst() {
        assertThat(lattice(new HammingMesh(List.of(new HammingMesh.Dimension(8, LINK), new HammingMesh.Dimension(4, LINK))))).contains(new Lattice(List.of(
                new Lattice.Dimension(8, true), new Lattice.Dimension(4, true))));
        assertThat(lattice(new dev.podwright.network.topology.Torus(List.of(4, 6, 5), LINK))).contains(new Lattice(List.of(
                new Lattice.Dimension(4, false), new Lattice.Dimension(6, false), new Lattice.Dimension(5, false))));
        assertThat(Lattice.of(7, new java.util.TreeSet<>(List.of(2, 3)))).isEmpty();
    }

    private static Optional<Lattice> lattice(Topology topology) {
        Wired wired = wired(topology);
        return Floors.lattice(new Floors(wired, List.of(), Traffic.none(wired.network())).all().getFirst());
    }

    @Test
    void oneCardAloneIsNoReasonToFail() {
        Wired wired = wired(new LeafSpine(1, 1, 0, LINK, LINK));
        assertThat(PodPictures.of(wired, List.of(), Traffic.none(wired.network()))).hasSize(1);
    }
}
