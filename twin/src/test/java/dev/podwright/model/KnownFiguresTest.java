package dev.podwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownFiguresTest {
    @Test
    void llama_caches_eight_heads_of_both_keys_and_values() {
        assertThat(Parameters.kvBytesPerToken(Models.named("llama-3.1-70b"), Quantization.BF16, Split.NONE, 1000)).isEqualTo(327_680);
    }
    @Test
    void deepseek_caches_one_latent_per_token() {
        assertThat(Parameters.kvBytesPerToken(Models.named("deepseek-v3"), Quantization.BF16, Split.NONE, 1000)).isEqualTo(70_272);
        System.out.println(Parameters.total(Models.named("deepseek-v3"))+" "+Parameters.active(Models.named("deepseek-v3")) );
        for (String n : Models.names()) System.out.println(n+" "+Parameters.total(Models.named(n))+" "+Parameters.active(Models.named(n))+" "+Models.named(n).shipped() );
    }
}
