package dev.podwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The traps of single families.
class FamiliesTest {
    private static Layer layer(String model, int index) {
        return Models.named(model).layers().get(index);
    }

    @Test
    void deepseek_begins_with_three_dense_layers() {
        Map<Layer, Integer> kinds = Models.named("deepseek-v3").distinctLayers();
        assertThat(kinds.values()).containsExactly(3, 58);
        assertThat(kinds.keySet().iterator().next().feedForward()).isEqualTo(new FeedForward.Dense(18432, true, false));
    }

    @Test
    void the_light_deepseek_has_no_query_compression() {
        assertThat(((Attention.Latent) layer("deepseek-v2-lite", 0).attention()).queryRank()).isZero();
    }

    @Test
    void gpt_oss_alternates_windows_and_has_sinks() {
        Attention.GroupedQuery first = (Attention.GroupedQuery) layer("gpt-oss-120b", 0).attention();
        Attention.GroupedQuery second = (Attention.GroupedQuery) layer("gpt-oss-120b", 1).attention();
        assertThat(first.window()).isEqualTo(128);
        assertThat(second.window()).isZero();
        assertThat(first.variant().sinks()).isTrue();
        assertThat(((FeedForward.Mixture) layer("gpt-oss-120b", 0).feedForward()).bias()).isTrue();
    }

    @Test
    void qwen_next_attends_in_every_fourth_layer_and_gates_it() {
        assertThat(layer("qwen3-next-80b-a3b", 2).attention()).isInstanceOf(Attention.Linear.class);
        assertThat(((Attention.GroupedQuery) layer("qwen3-next-80b-a3b", 3).attention()).gatedOutput()).isTrue();
        assertThat(((FeedForward.Mixture) layer("qwen3-next-80b-a3b", 3).feedForward()).sharedGate()).isTrue();
    }

    @Test
    void spark_counts_gate_and_up_together_in_one_key() {
        assertThat(layer("iflytekspark-13b", 0).feedForward()).isEqualTo(new FeedForward.Dense(14336, true, false));
        assertThat(Models.named("iflytekspark-13b").layerNorm()).isTrue();
        assertThat(((Attention.GroupedQuery) layer("iflytekspark-13b", 0).attention()).window()).isEqualTo(8192);
    }

    @Test
    void pangu_pro_groups_its_experts() {
        FeedForward.Mixture m = (FeedForward.Mixture) layer("pangu-pro-moe-72b", 0).feedForward();
        assertThat(m.groups()).isEqualTo(8);
        assertThat(m.sharedInter()).isEqualTo(4 * 1344);
    }

    @Test
    void longcat_layers_are_double() {
        assertThat(Models.named("longcat-flash").layers()).hasSize(56);
        assertThat(((FeedForward.Mixture) layer("longcat-flash", 0).feedForward()).identities()).isEqualTo(256);
        assertThat(layer("longcat-flash", 1).feedForward()).isEqualTo(new FeedForward.Dense(12288, true, false));
    }

    @Test
    void step_lists_its_layers_of_experts() {
        Architecture a = Models.named("step-3");
        assertThat(IntStream.range(0, 61).filter(i -> a.layers().get(i).feedForward() instanceof FeedForward.Mixture).boxed())
                .containsExactlyElementsOf(IntStream.rangeClosed(4, 59).boxed().toList());
        assertThat(((Attention.GroupedQuery) a.layers().getFirst().attention()).variant().queryRank()).isEqualTo(2048);
    }

    @Test
    void maverick_routes_in_every_second_layer_and_scout_in_all() {
        assertThat(layer("llama-4-maverick", 0).feedForward()).isEqualTo(new FeedForward.Dense(16384, true, false));
        assertThat(layer("llama-4-maverick", 1).feedForward()).isInstanceOf(FeedForward.Mixture.class);
        assertThat(layer("llama-4-scout", 0).feedForward()).isInstanceOf(FeedForward.Mixture.class);
        assertThat(((Attention.GroupedQuery) layer("llama-4-scout", 3).attention()).window()).isZero();
        assertThat(((Attention.GroupedQuery) layer("llama-4-scout", 2).attention()).window()).isEqualTo(8192);
    }

    @Test
    void nemotron_blocks_pair_into_layers() {
        Architecture a = Models.named("nemotron-3-nano");
        // 52 blocks: 23 Mamba, 6 attention, 23 experts
        assertThat(a.layers()).hasSize(29);
        assertThat(a.layers().stream().filter(l -> l.feedForward() instanceof FeedForward.Mixture)).hasSize(23);
        assertThat(a.layers().stream().filter(l -> l.attention() instanceof Attention.Linear)).hasSize(23);
        assertThat(a.layers().stream().filter(l -> l.feedForward() == FeedForward.NONE || l.feedForward().equals(FeedForward.NONE))).hasSize(6);
    }

    @Test
    void searched_layers_may_lack_attention() {
        Architecture a = Models.named("llama-3.3-nemotron-super-49b-v1");
        assertThat(a.layers().stream().filter(l -> l.attention().equals(Attention.NONE))).hasSize(31);
    }

    @Test
    void gemma_shares_its_table_and_slides() {
        Architecture a = Models.named("gemma-2-27b");
        assertThat(a.tied()).isTrue();
        assertThat(((Attention.GroupedQuery) a.layers().get(0).attention()).window()).isEqualTo(4096);
        assertThat(((Attention.GroupedQuery) a.layers().get(1).attention()).window()).isZero();
        assertThat(a.layers().getFirst().norms()).isEqualTo(4);
    }

    @Test
    void gemma_with_experts_runs_its_dense_part_beside_them() {
        FeedForward.Mixture m = (FeedForward.Mixture) layer("gemma-4-26b-a4b", 0).feedForward();
        assertThat(m.sharedInter()).isEqualTo(2112);
        Attention.GroupedQuery full = (Attention.GroupedQuery) layer("gemma-4-26b-a4b", 5).attention();
        assertThat(full.headDim()).isEqualTo(512);
        assertThat(full.variant().sharedKeyValue()).isTrue();
    }

    @Test
    void parallel_families_say_so() {
        assertThat(layer("gpt-j-6b", 0).parallel()).isTrue();
        assertThat(layer("falcon-180b", 0).parallel()).isTrue();
        assertThat(layer("palm-540b", 0).parallel()).isTrue();
        assertThat(layer("llama-2-7b", 0).parallel()).isFalse();
    }

    @Test
    void learned_positions_are_rows() {
        assertThat(Models.named("opt-175b").positions()).isEqualTo(2050);
        assertThat(Models.named("gpt3-175b").positions()).isEqualTo(2048);
        assertThat(Models.named("llama-2-7b").positions()).isZero();
    }

    @Test
    void glm_reuses_selections_between_layers() {
        long choosing = Models.named("glm-5.2").layers().stream()
                .filter(l -> ((Attention.Latent) l.attention()).indexer().orElseThrow().heads() > 0).count();
        assertThat(choosing).isBetween(15L, 30L);
        assertThat(Models.named("glm-5").distinctLayers()).hasSize(2);
    }

    @Test
    void kimi_mixes_delta_attention_with_latent_attention() {
        Architecture a = Models.named("kimi-k3");
        assertThat(a.layers().stream().filter(l -> l.attention() instanceof Attention.Latent)).hasSize(24);
        assertThat(((FeedForward.Mixture) a.layers().getLast().feedForward()).latent()).isEqualTo(3584);
    }
}
