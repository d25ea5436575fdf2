package dev.podwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.units.Precision;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedTensorsTest {
    private static final Quantization BF16 = Quantization.BF16;
    private static final Quantization FP8 = new Quantization(Precision.FP8, Precision.FP8, Precision.BF16);

    /// The 22B model of Korthikanti et al. 2022, table 3: 64 heads, hidden 6144, sequence 2048, micro-batch 4.
    private static final double S = 2048;
    private static final double B = 4;
    private static final double H = 6144;
    private static final double HEADS = 64;
    private static final Layer GPT = new Layer(new Attention.GroupedQuery(64, 64, 96, 0, true, true, false, false),
            new FeedForward.Dense(4 * 6144, false, true));
    private static final Architecture MODEL = architecture(GPT);

    private static SavedTensors gpt(int tensor, boolean sequence, boolean flash) {
        return SavedTensors.of(MODEL, GPT, S * B, S, new Split(tensor, tensor, 1, 1, tensor, sequence ? tensor : 1), BF16, flash);
    }

    @Test
    void a_gpt_layer_keeps_34_sbh_and_5_as2b() {
        // equation 1: s b h (34 + 5 a s / h)
        assertThat(gpt(1, false, false).bytes()).isCloseTo(S * B * H * (34 + 5 * HEADS * S / H), within(1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void tensor_parallelism_leaves_10_sbh_on_every_rank(int t) {
        // equation 2: s b h (10 + 24/t + 5 a s / (h t))
        assertThat(gpt(t, false, false).bytes()).isCloseTo(S * B * H * (10 + 24.0 / t + 5 * HEADS * S / (H * t)), within(1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void sequence_parallelism_divides_everything(int t) {
        // equation 4: s b h / t (34 + 5 a s / h)
        assertThat(gpt(t, true, false).bytes()).isCloseTo(S * B * H / t * (34 + 5 * HEADS * S / H), within(1.0));
    }

    @Test
    void selective_recomputation_leaves_34_sbh_by_t() {
        // equation 6
        assertThat(gpt(8, true, false).bytes(Set.of(Part.CORE_ATTENTION))).isCloseTo(34 * S * B * H / 8, within(1.0));
    }

    /// The abstract of arXiv 2205.05198: activations shrink five times with sequence parallelism and selective recomputation.
    @ParameterizedTest
    @CsvSource({"96, 12288, 5.41", "128, 20480, 4.94", "160, 25600, 4.94"})
    void both_together_shrink_activations_about_five_times(int heads, int hidden, double times) {
        Layer layer = new Layer(new Attention.GroupedQuery(heads, heads, hidden / heads, 0, true, true, false, false),
                new FeedForward.Dense(4 * hidden, false, true));
        Architecture a = new Architecture("test", "gpt", hidden, 51200, true, List.of(layer), 0, true, 2048, Optional.empty(), Optional.empty(), 2048, List.of());
        double before = SavedTensors.of(a, layer, S, S, new Split(8, 8, 1, 1, 8, 1), BF16, false).bytes();
        double after = SavedTensors.of(a, layer, S, S, new Split(8, 8, 1, 1, 8, 8), BF16, false).bytes(Set.of(Part.CORE_ATTENTION));
        assertThat(before / after).isCloseTo(times, within(0.01));
    }

    @Test
    void full_recomputation_leaves_the_input_2_sbh() {
        // table 2, last row
        assertThat(gpt(1, false, false).input()).isEqualTo(2 * S * B * H);
        assertThat(gpt(8, true, false).input()).isEqualTo(2 * S * B * H / 8);
    }

    @Test
    void flash_attention_without_dropout_leaves_out_scores_and_masks() {
        // 34 less the masks behind attention and feed-forward, and four bytes per head and token for the statistics
        assertThat(gpt(1, false, true).bytes()).isEqualTo(32 * S * B * H + 4 * HEADS * S * B);
    }

    @Test
    void fp8_products_keep_their_inputs_in_one_byte() {
        SavedTensors fp8 = SavedTensors.of(MODEL, GPT, S * B, S, Split.NONE, FP8, true);
        // norms' inputs 4, q k v 6, core output 2 beside its copy, gelu input 8; in one byte: qkv 1, output 1, up 1, down 4
        assertThat(fp8.bytes()).isEqualTo((4 + 6 + 2 + 8 + 1 + 1 + 1 + 4) * S * B * H + 4 * HEADS * S * B);
    }

    @Test
    void grouped_keys_and_values_are_kept_once_per_group() {
        Layer llama = new Layer(new Attention.GroupedQuery(32, 8, 128, 0, false, false, false, false), new FeedForward.Dense(14336, true, false));
        SavedTensors saved = SavedTensors.of(architecture(llama), llama, 100, 100, Split.NONE, BF16, true);
        double h = 6144;
        double q = 4096;
        double kv = 1024;
        // norm in and out twice, q, k, v, output's input, gate and up, down's input, statistics
        assertThat(saved.bytes()).isEqualTo(100 * (2 * (4 * h + q + 2 * kv + q + 2 * 14336 + 14336) + 4 * 32));
    }

    @Test
    void latent_attention_keeps_latents_whole_and_heads_divided() {
        Layer layer = Models.named("deepseek-v3").layers().getFirst();
        Architecture a = Models.named("deepseek-v3");
        SavedTensors saved = SavedTensors.of(a, layer, 4096, 4096, new Split(4, 4, 1, 1, 4, 1), BF16, true);
        double attention = 2 * 2 * 7168 + 2 * (2 * 1536 + 2 * 512) + 2 * 32 * (192 + 192 + 128 + 128) + 4 * 32;
        double dense = 2 * 2 * 7168 + 2 * 3 * 18432 / 4.0;
        assertThat(saved.bytes()).isEqualTo(4096 * (attention + dense));
        double up = 2 * 32 * (192 + 192 + 128);
        assertThat(saved.bytes() - saved.bytes(Set.of(Part.LATENT_UP))).isEqualTo(4096.0 * up);
    }

    @Test
    void experts_keep_the_pairs_that_arrive() {
        Architecture a = Models.named("mixtral-8x7b");
        Layer layer = a.layers().getFirst();
        Split split = new Split(1, 1, 8, 1, 1);
        SavedTensors saved = SavedTensors.of(a, layer, 4096, 4096, split, BF16, true);
        // balanced: two experts for each of 8 x 4096 tokens over 8 ranks
        double pairs = 2 * 4096;
        double experts = bytes(saved, "moe.experts");
        assertThat(experts).isEqualTo(2 * pairs * (4096 + 3 * 14336));
        assertThat(saved.bytes() - saved.bytes(Set.of(Part.EXPERTS))).isEqualTo(experts + 2 * 4096 * 8 * 4);
    }

    @ParameterizedTest
    @CsvSource({"8,1", "1,8", "4,2", "2,4"})
    void dividing_experts_by_width_divides_what_they_keep_inside(int experts, int width) {
        Architecture a = Models.named("mixtral-8x7b");
        SavedTensors saved = SavedTensors.of(a, a.layers().getFirst(), 4096, 4096, new Split(1, 1, experts, width, 1), BF16, true);
        assertThat(bytes(saved, "moe.experts.down")).isEqualTo(2.0 * 2 * 4096 * 14336);
        assertThat(bytes(saved, "moe.experts.input")).isEqualTo(2.0 * 2 * 4096 * 4096 * width);
    }

    static List<String> bundled() {
        return Models.names();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void dividing_or_recomputing_more_never_keeps_more(String name) {
        Random random = new Random(name.hashCode());
        Architecture a = Models.named(name);
        for (Layer layer : a.distinctLayers().keySet()) {
            int t = 1 << random.nextInt(4);
            double sequence = 1 << (9 + random.nextInt(7));
            boolean flash = random.nextBoolean();
            Quantization q = random.nextBoolean() ? BF16 : FP8;
            double one = SavedTensors.of(a, layer, sequence, sequence, new Split(t, t, 1, t, t, 1), q, flash).bytes();
            SavedTensors shared = SavedTensors.of(a, layer, sequence, sequence, new Split(t, t, 1, t, t, t), q, flash);
            SavedTensors more = SavedTensors.of(a, layer, sequence, sequence, new Split(2 * t, 2 * t, 1, 2 * t, 2 * t, 2 * t), q, flash);
            assertThat(shared.bytes()).isLessThanOrEqualTo(one);
            assertThat(more.bytes()).isLessThanOrEqualTo(shared.bytes());
            EnumSet<Part> parts = EnumSet.noneOf(Part.class);
            double kept = shared.bytes();
            for (Part part : Part.values()) {
                parts.add(part);
                assertThat(shared.bytes(parts)).isLessThanOrEqualTo(kept);
                kept = shared.bytes(parts);
            }
            assertThat(kept).isGreaterThanOrEqualTo(shared.input());
            assertThat(shared.widest()).isLessThanOrEqualTo(shared.bytes());
        }
    }

    private static double bytes(SavedTensors saved, String prefix) {
        return saved.tensors().stream().filter(t -> t.name().startsWith(prefix)).mapToDouble(Saved::bytes).sum();
    }

    private static Architecture architecture(Layer layer) {
        return new Architecture("test", "gpt", (int) H, 51200, true, List.of(layer), 0, true, 2048, Optional.empty(), Optional.empty(), 2048, List.of());
    }
}
