package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.model.Models;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bundled model on a pod of each kind of chip: an answer or a clear no, never a fault.
class BundledModelsTest {
    static List<String> models() {
        return Models.names();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aStepIsExplainedOrRefusedClearly(String model) {
        for (String pod : List.of("h20-8", "dgx-a100", "cloudmatrix384")) {
            for (String phase : List.of("--decode", "--prefill")) {
                CommandRun run = CommandRun.of("explain", "--model", model, "--pod", pod, phase, "--json");
                if (run.code() == 0) {
                    assertThat(run.err()).isEmpty();
                    assertThat(run.out()).contains("\"tokens_per_s_per_chip\"").doesNotContain("NaN", "Infinity");
                } else {
                    assertThat(run.code()).as(model + " " + pod + " " + phase + ": " + run.err()).isEqualTo(2);
                    assertThat(run.err()).contains("does not fit").doesNotContain("Exception");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPlanIsMadeOrRefusedClearly(String model) {
        CommandRun run = CommandRun.of("plan", "--model", model, "--pod", "h20-8", "--chips", "8");
        assertThat(run.code()).as(model + ": " + run.err()).isIn(0, 2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(run.code() == 0 ? "Winner: " : "No pod meets the demand.").doesNotContain("NaN", "Infinity");
    }
}
