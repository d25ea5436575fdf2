package dev.podwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepPartTest {
    @ParameterizedTest
    @CsvSource({"attention.core, ATTENTION_CORE", "attention.q_up, ATTENTION", "attention.all_reduce, EXCHANGE", "moe.experts, EXPERTS", "moe.experts.cast, EXPERTS",
        "moe.shared.down, FEED_FORWARD", "ffn.gate_up, FEED_FORWARD", "moe.router, ROUTING", "moe.combine, ROUTING", "ep.combine, EXCHANGE", "pipeline.send, EXCHANGE",
        "head.all_gather, EXCHANGE", "head.logits, ENDS", "embedding.lookup, ENDS", "something.new, OTHER"})
    void aLeafBelongsToThePartThatItsNameSays(String name, StepPart part) {
        assertThat(StepPart.of(name)).isEqualTo(part);
    }
}
