package dev.podwright.network.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopologyFuzzTest {
    private static final List<String> LINES = List.of("ring:8:400,mesh:4:100,switch:51:50", "switch:8:4x112.5,tree:64:50:rails:leaf=32:radix=64:latency=5us:oversubscription=2",
            "dragonfly:4:8:4:33:50", "mesh:8:371,mesh:8:371:spares=1,mesh:4:106", "torus:4x4x4:300:cube=4,tree:9:12:planes=3:switches=7:apart", "pair:2:224,switch:8:7x28,switch:48:196:switches=16");
    private static final List<String> FILES = List.of("""
            name: a
            cards: 8
            relay: true
            switches: {leaf: 2, spine: 2}
            links:
              - {from: npu:0-3, to: leaf:0, bandwidth: 50GB/s, latency: 1us}
              - {from: npu:4-7, to: leaf:1, bandwidth: 50}
              - {from: leaf:*, to: spine:*, bandwidth: 400Gbit/s, cables: 2}
            """, """
            format: podwright-topology/1
            levels:
              - {name: a, wiring: torus, groups: 16, dims: [4, 4], bandwidth: 450GB/s, shape: {cube: 4}}
              - {name: b, wiring: fat_tree, groups: 9, bandwidth: 50GB/s, latency: 2us, shape: {planes: 2, leaf: 8, radix: 12, tiers: [x, y]}}
              - tree:64:25
            """, """
            dragonfly: {per_router: 2, routers: 4, global: 2, groups: 9, bandwidth: 50GB/s, latency: 1us}
            """);
    private static final String LETTERS = "0123456789:,x=-*[]{}.sGBab 9999";
    private static final int ROUNDS = 1000;

    private final TopologyReader reader = new TopologyReader("any");

    @Test
    void whateverIsWrittenIsReadOrRefusedInWords() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            String line = mutated(LINES.get(random.nextInt(LINES.size())), random);
            check(line, catchThrowable(() -> reader.read("--topology", line)));
            String file = mutated(FILES.get(random.nextInt(FILES.size())), random);
            check(file, catchThrowable(() -> reader.document("net.yaml", Document.parse("net.yaml", file.getBytes(StandardCharsets.UTF_8)))));
        }
    }

    private static void check(String input, Throwable thrown) {
        if (thrown != null) {
            assertThat(thrown).as(input).isInstanceOf(InputException.class);
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int change = 1 + random.nextInt(3); change > 0; change--) {
            int at = random.nextInt(mutated.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, letter);
                default -> mutated.setCharAt(at, letter);
            }
        }
        return mutated.toString();
    }
}
