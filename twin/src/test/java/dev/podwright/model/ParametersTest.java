package dev.podwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final Quantization FP8 = new Quantization(Precision.FP8, Precision.FP8, Precision.FP8);

    @Test
    void llama_caches_eight_heads_of_keys_and_values() {
        // 80 layers x 2 x 8 heads x 128 x 2 bytes
        assertThat(Parameters.kvBytesPerToken(Models.named("llama-3.1-70b"), Quantization.BF16, Split.NONE, 1000)).isEqualTo(327_680);
    }

    @Test
    void deepseek_caches_one_latent_per_token() {
        // 61 layers x (512 + 64) x 2 bytes, 1 byte in FP8
        Architecture a = Models.named("deepseek-v3");
        assertThat(Parameters.kvBytesPerToken(a, Quantization.BF16, Split.NONE, 1000)).isEqualTo(70_272);
        assertThat(Parameters.kvBytesPerToken(a, FP8, Split.NONE, 1000)).isEqualTo(35_136);
    }

    @Test
    void sparse_attention_caches_index_keys_too() {
        // 61 x (512 + 64 + 128) x 2
        assertThat(Parameters.kvBytesPerToken(Models.named("deepseek-v3.2"), Quantization.BF16, Split.NONE, 1000)).isEqualTo(85_888);
    }

    @Test
    void sliding_windows_cap_the_cache() {
        // 18 windowed layers keep 128 tokens, 18 full layers all; 8 heads x 64 x 2 x 2 bytes per token and layer
        double layer = 8 * 64 * 2 * 2;
        assertThat(Parameters.kvBytes(Models.named("gpt-oss-120b"), Quantization.BF16, Split.NONE, 10_000))
                .isEqualTo(18 * layer * 128 + 18 * layer * 10_000);
        assertThat(Parameters.kvBytes(Models.named("gpt-oss-120b"), Quantization.BF16, Split.NONE, 100)).isEqualTo(36 * layer * 100);
    }

    @Test
    void linear_layers_keep_a_state_that_does_not_grow() {
        // Qwen3-Next: 36 linear layers with 32 x 128 x 128 FP32 and 3 x 8192 BF16; 12 full layers with 2 heads of 256
        double state = 36 * (32 * 128 * 128 * 4 + 3 * (2 * 16 * 128 + 32 * 128) * 2);
        double perToken = 12 * 2 * 256 * 2 * 2;
        Architecture a = Models.named("qwen3-next-80b-a3b");
        assertThat(Parameters.kvBytes(a, Quantization.BF16, Split.NONE, 1000)).isEqualTo(state + 1000 * perToken);
    }

    @Test
    void key_value_heads_fewer_than_ranks_are_replicated() {
        Architecture a = Models.named("qwen3-235b-a22b");
        double whole = Parameters.kvBytes(a, Quantization.BF16, Split.NONE, 1000);
        assertThat(Parameters.kvBytes(a, Quantization.BF16, new Split(4, 1, 1, 1, 1), 1000)).isEqualTo(whole / 4);
        assertThat(Parameters.kvBytes(a, Quantization.BF16, new Split(8, 1, 1, 1, 1), 1000)).isEqualTo(whole / 4);
    }

    @Test
    void flops_of_a_dense_token_are_two_per_weight_and_four_per_key() {
        Architecture a = Models.named("llama-3.1-8b");
        double layer = 4096.0 * (4096 + 2 * 1024 + 4096) + 3.0 * 4096 * 14336;
        double head = 4096.0 * 128256;
        assertThat(Parameters.flopsPerToken(a, 1000)).isEqualTo(2 * (32 * layer + head) + 32 * 4.0 * 4096 * 1000);
    }

    @Test
    void flops_of_a_deepseek_token_are_those_of_its_active_weights() {
        Architecture a = Models.named("deepseek-v3");
        double attention = 7168.0 * 1536 + 1536.0 * 128 * 192 + 7168.0 * 576 + 512.0 * 128 * 256 + 128.0 * 128 * 7168;
        double dense = 3.0 * 7168 * 18432;
        double mixture = 9 * 3.0 * 7168 * 2048 + 7168.0 * 256;
        double linear = 61 * attention + 3 * dense + 58 * mixture + 7168.0 * 129280;
        assertThat(Parameters.flopsPerToken(a, 4096)).isEqualTo(2 * linear + 61 * 2.0 * 128 * (192 + 128) * 4096);
    }

    @Test
    void windows_and_selections_cap_the_flops_of_attention() {
        Architecture sparse = Models.named("deepseek-v3.2");
        double far = Parameters.flopsPerToken(sparse, 100_000) - Parameters.flopsPerToken(sparse, 50_000);
        assertThat(far).isEqualTo(61 * 2.0 * 64 * 128 * 50_000);
        Architecture mistral = Models.named("mistral-7b");
        assertThat(Parameters.flopsPerToken(mistral, 8192)).isEqualTo(Parameters.flopsPerToken(mistral, 4096));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-3.1-70b", "qwen3-32b", "bloom-176b", "gemma-2-27b", "mistral-7b", "pangu-ultra-135b"})
    void shares_of_all_ranks_make_the_model_and_replicas_of_its_vectors(String name) {
        Architecture a = Models.named(name);
        int ranks = 8;
        double whole = Parameters.weightBytes(a, Quantization.BF16, Split.NONE);
        assertThat(whole).isEqualTo(2.0 * Parameters.total(a));
        double shares = ranks * Parameters.weightBytes(a, Quantization.BF16, new Split(ranks, ranks, 1, 1, ranks));
        double vectors = a.layers().stream().mapToDouble(l -> Weights.of(a, l, Split.NONE).wide()).sum() + 2.0 * a.hidden() + a.looseParameters();
        assertThat(shares).isBetween(whole, whole + 2 * (ranks - 1) * vectors);
    }

    @Test
    void experts_divide_by_expert_parallelism_and_the_rest_does_not() {
        Architecture a = Models.named("deepseek-v3");
        double whole = Parameters.weightBytes(a, FP8, Split.NONE);
        double experts = 58.0 * 256 * 3 * 7168 * 2048;
        assertThat(whole - Parameters.weightBytes(a, FP8, new Split(1, 1, 32, 1, 1))).isCloseTo(experts * 31 / 32, within(1.0));
        double router = 58.0 * (7168 + 1) * 256;
        assertThat(Parameters.weightBytes(a, FP8, Split.NONE)).isGreaterThan(Parameters.total(a) + router);
    }

    @Test
    void parameters_outside_the_experts_keep_their_own_precision() {
        Architecture a = Models.named("gpt-oss-120b");
        Quantization shipped = a.shipped().orElseThrow();
        assertThat(shipped.outside()).contains(Precision.BF16);
        double experts = 36.0 * 128 * 3 * 2880 * 2880;
        double expected = experts * 4.25 / 8 + (Parameters.total(a) - experts) * 2;
        assertThat(Parameters.weightBytes(a, shipped, Split.NONE)).isCloseTo(expected, within(1.0));
        // the published checkpoint has 60.8 GiB (arXiv 2508.10925, section 2.1)
        assertThat(expected / Math.pow(2, 30)).isCloseTo(60.8, within(0.7));
    }

    @Test
    void draft_layers_are_counted_apart() {
        Architecture a = Models.named("deepseek-v3");
        // the module of DeepSeek-V3 has 11.5 B parameters of its own (README of the weights)
        assertThat(a.draftLayer()).contains(a.layers().getLast());
        assertThat(Parameters.drafts(a) / 1e9).isCloseTo(11.5, within(0.15));
        assertThat(Parameters.draftBytes(a, FP8, Split.NONE)).isPositive();
        assertThat(Parameters.drafts(Models.named("llama-3.1-8b"))).isZero();
    }

    @Test
    void layers_without_a_half_count_the_other() {
        Architecture a = new Architecture("half", "llama", 64, 100, true, List.of(new Layer(Attention.NONE, new FeedForward.Dense(128, true, false), 1, false),
                new Layer(new Attention.Linear(2, 4, 16, 16, 4), FeedForward.NONE, 1, false)), 0, false, 0, Optional.empty(), Optional.empty(), 0, List.of());
        double mlp = 3 * 64 * 128 + 64;
        double delta = 64 * (2 * 32 + 2 * 64 + 2 * 4) + 64 * 64 + 4 * (2 * 32 + 64) + 2 * 4 + 16 + 64;
        assertThat((double) Parameters.total(a)).isEqualTo(mlp + delta + 64 * 100 + 64);
    }

    @Test
    void compressed_attention_keeps_one_entry_per_stretch() {
        // 30 layers with an entry of 512 and an index key of 128 per 4 tokens, 31 with 512 per 128, windows of 128
        Architecture a = Models.named("deepseek-v4-pro");
        double context = 1 << 20;
        double expected = 2 * (30 * context / 4 * (512 + 128) + 31 * context / 128 * 512 + 61 * 128 * 512.0);
        assertThat(Parameters.kvBytes(a, Quantization.BF16, Split.NONE, context)).isEqualTo(expected);
        assertThat(expected / Math.pow(2, 30)).isCloseTo(9.62, within(0.01));
    }
}
