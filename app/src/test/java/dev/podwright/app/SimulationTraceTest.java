package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Ran;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Served;
import dev.podwright.simulation.Setup;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Timelines are what Perfetto expects: one JSON document, slices that never overlap on a track, beginnings with their ends.
class SimulationTraceTest {
    @TempDir
    private Path folder;

    private static List<Node> events(byte[] json) {
        return Document.parse("timeline.json", json).get("traceEvents").list();
    }

    @Test
    void aRunIsAWholeTrace() throws IOException {
        Path file = folder.resolve("timeline.json");
        CommandRun run = CommandRun.of(("simulate --model llama-3.1-8b --chip a100-sxm-80 --chips 2 --tp 1 --replicas 2 --input 900 --output 60 --rate 30 --count 200 --timeline " + file).split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        Map<Double, Double> ends = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        Map<Double, Double> counted = new HashMap<>();
        int slices = 0;
        for (Node event : events(Files.readAllBytes(file))) {
            switch (event.get("ph").text()) {
                case "X" -> {
                    slices++;
                    double start = event.get("ts").number();
                    double track = event.get("pid").number();
                    assertThat(start).isGreaterThanOrEqualTo(ends.getOrDefault(track, 0.0) - 1e-3);
                    ends.put(track, start + event.get("dur").number());
                    assertThat(event.get("args").get("steps").number()).isPositive();
                }
                case "b" -> open.merge(event.get("id").number() + event.get("name").text(), 1, Integer::sum);
                case "e" -> open.merge(event.get("id").number() + event.get("name").text(), -1, Integer::sum);
                case "C" -> {
                    double track = event.get("pid").number();
                    assertThat(event.get("ts").number()).isGreaterThanOrEqualTo(counted.getOrDefault(track, 0.0));
                    counted.put(track, event.get("ts").number());
                }
                default -> assertThat(event.get("ph").text()).isEqualTo("M");
            }
        }
        assertThat(slices).isGreaterThan(100);
        assertThat(ends).hasSize(2);
        assertThat(open).hasSize(200 * 4).allSatisfy((_, balance) -> assertThat(balance).isZero());
    }

    @Test
    void aLongRunIsCutAndSaysSo() throws IOException {
        Setup setup = Setup.of(new Pool(Pool.Role.BOTH, 1, EngineRules.VLLM, null, 100), Router.ROUND_ROBIN, Clients.OPEN, 1);
        StringWriter out = new StringWriter();
        SimulationTrace trace = new SimulationTrace(Path.of("timeline.json"), out, setup, 20);
        for (int i = 0; i < 30; i++) {
            trace.ran(new Ran(0, i, 1, 1, 1, 0, i, i, 0));
            trace.finished(new Served(i, 0, 0, i, i, i + 0.5, i + 1, 1, 0, 1, 0, 0));
        }
        trace.finish();
        Node document = Document.parse("timeline.json", out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(document.get("traceEvents").list()).hasSizeBetween(20, 30);
        assertThat(trace.cut()).isTrue();
        assertThat(out.toString()).contains("\"complete\":false");
    }
}
