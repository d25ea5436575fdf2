package dev.podwright.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.model.Models;
import org.junit.jupiter.api.Test;

class ServingLayoutTest {

    @Test
    void expertsAreDividedByWidthAmongWhatExpertParallelismLeaves() {
        ServingLayout layout = new ServingLayout(4, 2, 1, 2);
        assertThat(layout.ranks()).isEqualTo(8);
        assertThat(layout.expertTensor()).isEqualTo(4);
        assertThat(layout.split().experts()).isEqualTo(2);
    }

    @Test
    void expertParallelismMustDivideTheStage() {
        assertThatThrownBy(() -> new ServingLayout(2, 2, 1, 3)).hasMessageContaining("(3)").hasMessageContaining("(4)");
    }

    @Test
    void conflictsNameTheNumbers() {
        assertThat(new ServingLayout(16, 1, 1, 1).conflict(Models.named("qwen3-30b-a3b")).orElse("")).isEmpty();
        assertThat(new ServingLayout(1, 1, 128, 1).conflict(Models.named("llama-3.1-70b"))).contains("128 pipeline stages for 80 layers");
        assertThat(new ServingLayout(1, 512, 1, 512).conflict(Models.named("deepseek-v3"))).contains("256 experts cannot fill ep 512");
    }

    @Test
    void theFullestStageIsTheLastOfTheLargest() {
        assertThat(Stages.fullest(Models.named("deepseek-v3"), 4).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(16);
    }
}
