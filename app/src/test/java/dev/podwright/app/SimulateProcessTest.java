package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C ends a simulation with what is known so far.
class SimulateProcessTest {
    @TempDir
    private Path folder;

    @Test
    void anInterruptedRunSaysThatItIsPartialAndLeavesWholeFiles() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "There is no shell to send a signal with.");
        Path requests = folder.resolve("requests.csv");
        Path page = folder.resolve("page.html");
        Process process = new CommandProcess().start(("simulate --model llama-3.1-8b --chip a100-sxm-80 --tp 1 --input 500 --output 100 --rate 10 --count 1000000000 --json"
                + " --requests " + requests + " --html " + page).split(" "));
        while (process.isAlive() && !running(requests)) {
            Thread.sleep(50);
        }
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        CommandProcess.Result result = CommandProcess.result(process);

        assertThat(result.code()).as(result.err()).isEqualTo(130);
        Schemas.assertFits("simulation", result.out());
        Node answer = Document.parse("simulation.json", result.out().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.get("partial").bool()).isTrue();
        assertThat(answer.get("notes").texts()).anyMatch(n -> n.startsWith("Partial"));
        Node all = answer.get("all");
        assertThat(all.get("finished").number() + all.get("unfinished").number()).isEqualTo(all.get("arrived").number()).isPositive();
        List<String> lines = Files.readAllLines(requests);
        assertThat(lines).hasSize(1 + (int) all.get("finished").number());
        assertThat(lines.getLast()).endsWith("finished");
        assertThat(Files.readString(page)).contains("The run was ended early").endsWith("</html>\n");
    }

    /// Something is being written beside the file.
    private boolean running(Path requests) throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(f -> f.getFileName().toString().contains(requests.getFileName().toString()) && f.toFile().length() > 100_000);
        }
    }
}
