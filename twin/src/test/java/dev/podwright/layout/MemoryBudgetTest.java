package dev.podwright.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.model.Parameters;
import dev.podwright.model.Quantization;
import dev.podwright.units.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBudgetTest {
    private static final Chip H100 = Catalog.bundled().chip("h100-sxm");
    private static final Architecture LLAMA = Models.named("llama-3.1-70b");
    private static final Architecture DEEPSEEK = Models.named("deepseek-v3");
    private static final Quantization FP8 = new Quantization(Precision.FP8, Precision.FP8, Precision.BF16);

    @Test
    void weightsOfOneRankAreAllParameters() {
        double weights = term(budget(LLAMA, new ServingLayout(1, 1, 1, 1)), "weights");
        assertThat(weights).isEqualTo(2.0 * Parameters.total(LLAMA));
    }

    @ParameterizedTest
    @CsvSource({"2,1", "4,1", "8,1", "1,2", "1,8", "4,2"})
    void weightsOfAllRanksAddUpToTheParameters(int tensor, int pipeline) {
        ServingLayout layout = new ServingLayout(tensor, 1, pipeline, 1);
        double all = term(budget(LLAMA, layout), "weights") * layout.ranks();
        // Norms are on every tensor rank; the last stage, which holds the head, stands for the first, which holds the embedding.
        double twoBytes = 2.0 * Parameters.total(LLAMA);
        assertThat(all).isGreaterThanOrEqualTo(twoBytes);
        double head = Parameters.headBytes(LLAMA, Quantization.BF16, layout.split()) * layout.ranks();
        assertThat(all - twoBytes).isLessThan(pipeline == 1 ? 0.001 * twoBytes : head);
    }

    @Test
    void expertsAreDividedOnceByExpertParallelism() {
        double one = term(MemoryBudget.of(DEEPSEEK, FP8, new ServingLayout(1, 32, 1, 32), H100, 8192, 4096), "weights");
        double two = term(MemoryBudget.of(DEEPSEEK, FP8, new ServingLayout(1, 64, 1, 64), H100, 8192, 4096), "weights");
        // 58 layers x 256 experts x 3 matrices x 7168 x 2048, one byte each
        double experts = 58.0 * 256 * 3 * 7168 * 2048;
        assertThat(one - two).isCloseTo(experts / 64, within(1.0));
    }

    @Test
    void theCacheOfAGroupedQueryModelIsTwoWidthsPerLayerAndToken() {
        MemoryBudget budget = budget(LLAMA, new ServingLayout(1, 1, 1, 1));
        // 80 layers x 2 x 8 heads x 128 x 2 bytes = 327,680 bytes per token
        assertThat(budget.cachePerSequence()).isEqualTo(4096 * 327_680.0);
    }

    @Test
    void tensorRanksBeyondTheKeyValueHeadsHoldCopies() {
        double eight = budget(LLAMA, new ServingLayout(8, 1, 1, 1)).cachePerSequence();
        double sixteen = budget(LLAMA, new ServingLayout(16, 1, 1, 1)).cachePerSequence();
        assertThat(sixteen).isEqualTo(eight);
    }

    @Test
    void whatDoesNotFitNamesItsLargestTerm() {
        MemoryBudget budget = budget(LLAMA, new ServingLayout(1, 1, 1, 1));
        assertThat(budget.fits()).isFalse();
        assertThat(budget.largest().name()).isEqualTo("weights");
        assertThat(budget.shortfall()).isEqualTo(budget.fixedBytes() + budget.cachePerSequence() - budget.usable());
    }

    private static MemoryBudget budget(Architecture model, ServingLayout layout) {
        return MemoryBudget.of(model, Quantization.BF16, layout, H100, 8192, 4096);
    }

    private static double term(MemoryBudget budget, String name) {
        return budget.fixed().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow().bytes();
    }
}
