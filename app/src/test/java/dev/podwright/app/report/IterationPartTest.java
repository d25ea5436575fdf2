package dev.podwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IterationPartTest {
    @ParameterizedTest
    @CsvSource({"attention.core.backward, ATTENTION_CORE", "attention.qkv.wgrad.accumulate, ATTENTION", "moe.experts.dgrad, EXPERTS", "ffn.up.wgrad, FEED_FORWARD", "moe.router, ROUTING",
        "head.logits, ENDS", "attention.all_gather, TENSOR", "embedding.sum, TENSOR", "ep.dispatch.etp, TENSOR", "ep.dispatch, EXPERT", "attention.ring, CONTEXT", "attention.heads, CONTEXT",
        "pipeline.send, SENDS", "gradients.reduce_scatter, GRADIENTS", "experts.gradients.all_reduce, GRADIENTS", "weights.all_gather, WEIGHTS", "experts.weights.all_gather, WEIGHTS",
        "activations.offload, HOST", "optimiser.adam, OPTIMISER", "pipeline.bubble, BUBBLE", "vision.patches, OTHER"})
    void aLeafBelongsToThePartThatItsNameSays(String name, IterationPart part) {
        assertThat(IterationPart.of(name, false)).isEqualTo(part);
    }

    @Test
    void whatRunsAgainIsRecomputationExceptItsCommunication() {
        assertThat(IterationPart.of("ffn.up", true)).isEqualTo(IterationPart.AGAIN);
        assertThat(IterationPart.of("ffn.all_gather", true)).isEqualTo(IterationPart.TENSOR);
    }

    @Test
    void partsAddUpToTheIteration() {
        Cost again = Cost.sequence("recompute", "", List.of(leaf("ffn.up", 2), leaf("ffn.all_gather", 1)));
        Cost layer = Cost.sequence("layer", "", List.of(Cost.sequence("forward", "", List.of(leaf("ffn.up", 2))), again)).repeated(3);
        Cost iteration = Cost.sequence("iteration", "", List.of(layer, leaf("pipeline.bubble", 4)));

        assertThat(IterationPart.seconds(iteration, Cost::seconds)).containsEntry(IterationPart.AGAIN, 6.0).containsEntry(IterationPart.TENSOR, 3.0)
                .containsEntry(IterationPart.FEED_FORWARD, 6.0).containsEntry(IterationPart.BUBBLE, 4.0);
        assertThat(IterationPart.seconds(iteration, Cost::seconds).values().stream().mapToDouble(v -> v).sum()).isCloseTo(iteration.seconds(), Offset.offset(1e-9));
    }

    private static Cost leaf(String name, double seconds) {
        return Cost.leaf(name, seconds, 0, Bound.COMPUTE, Spread.NONE, "known");
    }
}
