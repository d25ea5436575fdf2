package dev.podwright.network.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podwright.catalog.Level;
import dev.podwright.document.InputException;
import dev.podwright.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyReaderTest {
    private final TopologyReader reader = new TopologyReader("h100-sxm");

    @TempDir
    private Path folder;

    @Test
    void levelsAreWrittenInOneLine() {
        Given given = reader.read("--topology", "ring:8:400,mesh:4:100,switch:512:50");
        Network network = given.wired().network();

        assertThat(given.pod().orElseThrow().levels()).extracting(Level::name).containsExactly("ring", "mesh2", "switch3");
        assertThat(network.tier("card").size()).isEqualTo(16_384);
        assertThat(network.tier("switch3").size()).isEqualTo(1);
        assertThat(network.types()).extracting(t -> t.name() + " " + t.bandwidth() / 1e9).containsExactly("ring 200.0", "mesh2 33.33333333333333", "card-switch3 50.0");
    }

    @Test
    void linksOfACardMayBeCounted() {
        Network network = reader.read("--topology", "switch:72:18x50,tree:128:100:rails:latency=5us:name=ib").wired().network();

        assertThat(network.tier("switch").size()).isEqualTo(128 * 18);
        assertThat(network.tier("leaf").size()).isEqualTo(72 * 4);
        assertThat(network.type(0).bandwidth()).isEqualTo(50e9);
    }

    @Test
    void alibabasDualPlaneNetworkIsALine() {
        Network network = reader.read("--topology", "switch:8:450,tree:1920:2x25:rails:leaf=128:switches=60:oversubscription=1.0666666667").wired().network();

        assertThat(network.tier("card").size()).isEqualTo(15_360);
        assertThat(network.tier("leaf").size()).as("16 leaf switches in each of 15 segments").isEqualTo(240);
        assertThat(network.tier("spine").size()).as("60 of each plane").isEqualTo(120);
        assertThat(network.types().getLast().bandwidth()).isCloseTo(50e9, org.assertj.core.data.Offset.offset(1e6));
    }

    @Test
    void aDragonflyHasThePublishedSize() {
        Given given = reader.read("--topology", "dragonfly:4:8:4:33:50");

        assertThat(given.wired().ranks()).hasSize(4 * 8 * 33);
        assertThat(given.wired().network().tier("router").size()).isEqualTo(8 * 33);
        assertThat(given.pod().orElseThrow().ranks()).isEqualTo(4 * 8 * 33);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rng:8:400               | "rng" is not a kind of level                      | ring
            ring:8                  | lacks its bandwidth                               | KIND:COUNT:BANDWIDTH
            switch:0:50             | joins nothing                                     | at least 1
            switch:8:0              | is not a number above 0                           | above 0
            switch:8:50TB           | TB is a size, but this is a bandwidth             | GB/s
            switch:8:fast           | "fast" is not a bandwidth                         | GB/s
            mesh:4:2x100            | 2x100 gives a card 2 links, but it has 3          | 3x100
            ring:4x4:100            | a ring has one count                              | torus:4x4
            switch:8:50:plans=2     | "plans=2" says nothing                            | planes
            mesh:4:50:rails         | unknown field rails                               | spares
            switch:8:50,            | "" is not a kind                                  | ring
            switch:99999:50,switch:99999:50 | at most                                   |
            mesh:99999:50           | needs 4,999,850,001 cables                        | check the counts
            switch:8:50:planes=999999999 | cables                                       | check the counts
            dragonfly:4:8:4:34:50   | 34 is not at most 33                              | 33
            dragonfly:4:8:50        | has 3 numbers, not 5                              | P:A:H:G
            """)
    void malformedLinesAreNamed(String line, String problem, String mend) {
        InputException error = catchThrowableOfType(InputException.class, () -> reader.read("--topology", line));

        assertThat(error).hasMessageContaining(problem);
        assertThat(error.mend()).contains(mend == null ? "" : mend);
    }

    @Test
    void aFileOfLevelsIsThatOfTheCatalogue() throws IOException {
        Path file = file("net.yaml", """
                format: podwright-topology/1
                name: ours
                levels:
                  - {name: nvswitch, wiring: switch, groups: 8, bandwidth: 450GB/s}
                  - tree:64:50:rails
                """);
        Given given = reader.read("--topology", file.toString());

        assertThat(given.name()).isEqualTo("ours");
        assertThat(given.pod().orElseThrow().ranks()).isEqualTo(512);
        assertThat(given.wired().network().tier("leaf").size()).isEqualTo(16);
    }

    @Test
    void cablesAreListedOneByOneOrInRanges() throws IOException {
        Given given = reader.file(file("net.yaml", """
                name: ours
                cards: 8
                switches: {leaf: 2, spine: 2}
                links:
                  - {from: npu:0-3, to: leaf:0, bandwidth: 50GB/s, latency: 1us}
                  - {from: npu:4-7, to: leaf:1, bandwidth: 50}
                  - {from: leaf:*, to: spine:*, bandwidth: 400Gbit/s, cables: 2}
                """));
        Network network = given.wired().network();

        assertThat(network.links()).isEqualTo(2 * (8 + 8));
        assertThat(network.types()).extracting(t -> t.name()).containsExactly("card-leaf", "card-leaf", "leaf-spine");
        assertThat(given.pod()).isEmpty();
    }

    @Test
    void cablesMayStandInATable() throws IOException {
        Network network = reader.file(file("net.csv", """
                # two cards
                from,to,bandwidth,latency
                gpu:0,switch:0,50,1
                gpu:1,switch:0,0.05TB/s,
                """)).wired().network();

        assertThat(network.tier("card").size()).isEqualTo(2);
        assertThat(network.capacity(2)).isEqualTo(50e9);
        assertThat(network.type(0).latency()).isEqualTo(1e-6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpu:0,sw:0,50;gpu:1,sw:0,0       | line 3, field bandwidth: 0.0 is not a number above 0   | above 0
            gpu:0,sw:0,50;gpu:1,sw:0         | line 3: there are 2 fields, not 3                      | bandwidth
            gpu:0,sw:0,50;gpu:2,sw:0,50      | card:1 has no link                                     | Join it
            gpu:0,sw:0,50;sw:0,gpu:0,50      | line 3: the cable of sw:0 and card:0 stands here again; it is in | cables: 2
            gpu:0,sw:0,50;gpu:1,sw:1,50;gpu:2,sw:1,50 | no way leads from card:0 to card:1 and 1 other cards | two parts of 1 and 2
            gpu:0,sw:0,50;gpu:0,gpu:0,50     | leads from card:0 to itself                            | two ends
            gpu-0,sw:0,50                    | line 2, field from: "gpu-0" is not a card or switch    | card:0
            a:0,b:0,50                       | no cable ends at a card                                | card:0
            """)
    void malformedTablesAreNamed(String rows, String problem, String mend) throws IOException {
        Path file = file("net.csv", "from,to,bandwidth\n" + rows.replace(';', '\n') + "\n");
        InputException error = catchThrowableOfType(InputException.class, () -> reader.file(file));

        assertThat(error).hasMessageContaining("net.csv").hasMessageContaining(problem);
        assertThat(error.mend()).contains(mend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            links: [{from: card:0, to: lef:0, bandwidth: 50GB/s}]        | there is no tier "lef"            | leaf
            links: [{from: card:9, to: leaf:0, bandwidth: 50GB/s}]       | there is no card:9                | card:0 to card:1
            links: [{from: card:*, to: leaf:0, bandwith: 50GB/s}]        | unknown field bandwith            | bandwidth
            links: [{from: card:*, to: leaf:0, bandwidth: 0GB/s}]        | is not a number above 0           | above 0
            levels: []                                                   | has both levels and links         | one of
            """)
    void malformedListsAreNamed(String links, String problem, String mend) throws IOException {
        String more = links.startsWith("levels") ? "links: []\n" : "";
        Path file = file("net.yaml", "cards: 2\nswitches: {leaf: 1}\n" + links + "\n" + more);
        InputException error = catchThrowableOfType(InputException.class, () -> reader.file(file));

        assertThat(error).hasMessageContaining("net.yaml").hasMessageContaining(problem);
        assertThat(error.mend()).contains(mend);
    }

    @Test
    void aFileOfNothingIsRefused() throws IOException {
        Path file = file("net.yaml", "name: nothing\n");
        InputException error = catchThrowableOfType(InputException.class, () -> reader.file(file));

        assertThat(error).hasMessageContaining("no levels and no links");
        assertThat(List.of(error.mend())).containsExactly("Write one of levels, dragonfly, links.");
    }

    @Test
    void theExamplesAreRead() {
        Network planes = reader.file(example("eight-planes-128.yaml")).wired().network();

        assertThat(planes.links() / 2).as("16 meshes of 28, 1,024 cables of cards, 512 to L2 and 512 to the top").isEqualTo(2496);
        assertThat(planes.tier("card").transit()).isFalse();
        assertThat(reader.file(example("two-racks.csv")).wired().ranks()).hasSize(4);
        assertThat(reader.file(example("rails.yaml")).pod().orElseThrow().ranks()).isEqualTo(512);
    }

    private static Path example(String name) {
        return Path.of("..", "examples", "topologies", name);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
