package dev.podwright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnowledgeTest {
    @Test
    void bundledKnowledgeHoldsTogether() {
        assertThat(Knowledge.bundled().check()).isEmpty();
    }
}
