package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.model.Models;
import dev.podwright.plan.StepQuestion.Answer;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.step.Speculation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepQuestionTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static Answer ask(String model, String pod, Batch batch, ServingLayout... layout) {
        Site site = Site.of(Models.named(model), CATALOG.pod(pod), PrecisionWish.NONE, Speculation.NONE, CATALOG, Calibration.bundled());
        return new StepQuestion(site, batch, layout.length == 0 ? Optional.empty() : Optional.of(layout[0])).answer();
    }

    @Test
    void stagesShareTheWorkWithoutLosingThroughput() {
        double two = ask("qwen3-32b", "h20-8", Batch.decode(32, 2000), new ServingLayout(1, 1, 2, 1)).tokensPerSecondPerChip();
        double eight = ask("qwen3-32b", "h20-8", Batch.decode(32, 2000), new ServingLayout(1, 1, 8, 1)).tokensPerSecondPerChip();
        assertThat(eight / two).isBetween(0.9, 1.05);
    }

    @Test
    void withoutALayoutTheOneWithMostTokensPerSecondIsTaken() {
        Answer best = ask("llama-3.1-70b", "h200-8", Batch.decode(64, 4000));
        for (int tensor = 1; tensor <= 8; tensor *= 2) {
            ServingLayout layout = new ServingLayout(tensor, 1, 1, 1);
            assertThat(best.tokensPerSecondPerChip()).isGreaterThanOrEqualTo(
                    tensor == 1 ? 0 : ask("llama-3.1-70b", "h200-8", Batch.decode(64, 4000), layout).tokensPerSecondPerChip());
        }
        assertThat(best.chosen()).isTrue();
    }

    @Test
    void theMemoryThatAnErrorNamesIsMoreThanThereIs() {
        assertThatThrownBy(() -> ask("llama-3.1-405b", "gb200-nvl72", Batch.decode(900, 8000), new ServingLayout(2, 1, 4, 1)))
                .hasMessageMatching("(?s).*tp2 pp4 needs [0-9,.]+ GiB per rank and gb200 has [0-9.]+ usable; the largest term is the key-value cache.*")
                .satisfies(e -> {
                    String[] words = e.getMessage().replace(",", "").split(" ");
                    assertThat(Double.parseDouble(words[3])).isGreaterThan(Double.parseDouble(words[10]));
                });
    }
}
