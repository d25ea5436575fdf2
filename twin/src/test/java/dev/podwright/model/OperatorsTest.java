package dev.podwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private static final Quantization BF16 = Quantization.BF16;
    private static final Quantization FP8 = new Quantization(Precision.FP8, Precision.FP8, Precision.BF16);

    static Stream<String> bundled() {
        return Models.names().stream();
    }

    /// Matrix products of one rank for one batch, every layer, head included.
    private static double products(Architecture a, Batch batch, Split split) {
        return all(a, batch, split, BF16).stream().filter(o -> !(o instanceof Operator.Stream || o instanceof Operator.Cast)).mapToDouble(Operator::flops).sum();
    }

    private static List<Operator> all(Architecture a, Batch batch, Split split, Quantization q) {
        List<Operator> operators = new ArrayList<>(Operators.embedding(a, batch.tokens(), split));
        for (Layer layer : a.layers()) {
            operators.addAll(Operators.attention(a, layer, batch, split, q));
            operators.addAll(Operators.feedForward(a, layer, batch.tokens(), split, q, Routing.balanced(batch.tokens())));
        }
        operators.addAll(Operators.head(a, batch.sampled(), split, q));
        return operators;
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void one_prompt_token_costs_two_flops_per_active_weight_and_its_attention(String name) {
        Architecture a = Models.named(name);
        double recurrent = a.layers().stream().map(Layer::attention).filter(Attention.Linear.class::isInstance)
                .mapToDouble(l -> LinearShapes.flopsPerToken((Attention.Linear) l)).sum();
        assertThat(products(a, Batch.prefill(1, 1), Split.NONE)).isCloseTo(Parameters.flopsPerToken(a, 1) - recurrent, within(1e-9 * Parameters.total(a)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-3.1-70b", "qwen3-32b", "gpt3-175b", "mixtral-8x7b", "qwen3-235b-a22b", "gpt-oss-120b", "step-3", "glm-4.6"})
    void one_decoded_token_costs_two_flops_per_active_weight_and_its_attention(String name) {
        Architecture a = Models.named(name);
        assertThat(products(a, Batch.decode(1, 5000), Split.NONE)).isCloseTo(Parameters.flopsPerToken(a, 5000), within(1e-9 * Parameters.total(a)));
    }

    @Test
    void absorbed_decoding_trades_the_up_projection_for_wider_heads() {
        Architecture a = Models.named("deepseek-v3");
        double context = 5000;
        double wider = 61 * 2.0 * 128 * context * ((2 * 512 + 64) - (128 + 64 + 128));
        assertThat(products(a, Batch.decode(1, context), Split.NONE)).isCloseTo(Parameters.flopsPerToken(a, context) + wider, within(1000.0));
    }

    @Test
    void prompts_of_latent_attention_run_as_plain_heads_after_the_up_projection() {
        Architecture a = Models.named("deepseek-v3");
        List<Operator> ops = Operators.attention(a, a.layers().getFirst(), new Batch(2, 100, 300, 0, 0, 1), new Split(8, 1, 1, 1, 1), BF16);
        assertThat(ops).contains(new Operator.PrefillAttention("attention.core", 2, 100, 300, 16, 16, 192, 128, 0, Precision.BF16, Precision.BF16));
        assertThat(gemm(ops, "attention.kv_up")).satisfies(g -> {
            assertThat(g.m()).isEqualTo(600);
            assertThat(g.n()).isEqualTo(16 * 256);
            assertThat(g.k()).isEqualTo(512);
        });
    }

    @Test
    void a_mixed_batch_has_a_core_for_prompts_and_one_for_decoding() {
        for (String name : List.of("deepseek-v3", "qwen3-8b")) {
            Architecture a = Models.named(name);
            List<Operator> ops = Operators.attention(a, a.layers().getFirst(), new Batch(1, 512, 512, 32, 1000, 1), Split.NONE, BF16);
            assertThat(ops.stream().filter(o -> o.name().equals("attention.core"))).hasSize(2);
        }
    }

    @Test
    void windows_cap_what_decoding_reads() {
        Architecture a = Models.named("gpt-oss-120b");
        Operator windowed = named(Operators.attention(a, a.layers().get(0), Batch.decode(4, 9000), Split.NONE, BF16), "attention.core");
        Operator full = named(Operators.attention(a, a.layers().get(1), Batch.decode(4, 9000), Split.NONE, BF16), "attention.core");
        assertThat(((Operator.DecodeAttention) windowed).context()).isEqualTo(128);
        assertThat(((Operator.DecodeAttention) full).context()).isEqualTo(9000);
    }

    @Test
    void sparse_attention_reads_what_the_indexer_selects() {
        Architecture a = Models.named("deepseek-v3.2");
        List<Operator> ops = Operators.attention(a, a.layers().getFirst(), Batch.decode(4, 9000), Split.NONE, FP8);
        assertThat(((Operator.LatentDecode) named(ops, "attention.core")).context()).isEqualTo(2048);
        assertThat(((Operator.DecodeAttention) named(ops, "attention.indexer.score")).context()).isEqualTo(9000);
        List<Operator> reused = Operators.attention(Models.named("glm-5.2"), Models.named("glm-5.2").layers().get(4), Batch.decode(4, 9000), Split.NONE, FP8);
        assertThat(reused).noneMatch(o -> o.name().startsWith("attention.indexer"));
    }

    @Test
    void long_sparse_prompts_see_no_more_than_the_selection() {
        Architecture a = Models.named("deepseek-v3.2");
        Operator.LatentDecode core = (Operator.LatentDecode) named(
                Operators.attention(a, a.layers().getFirst(), Batch.prefill(1, 8192), Split.NONE, FP8), "attention.core");
        double pairs = 2048.0 * 2049 / 2 + (8192 - 2048) * 2048.0;
        assertThat(core.context() * core.queries()).isCloseTo(pairs, within(1.0));
    }

    @Test
    void casts_stand_before_products_narrower_than_the_model() {
        Architecture a = Models.named("qwen3-8b");
        List<String> names = Operators.attention(a, a.layers().getFirst(), Batch.decode(1, 10), Split.NONE, FP8).stream().map(Operator::name).toList();
        assertThat(names).containsExactly("attention.norm", "attention.qkv.cast", "attention.qkv", "attention.rotary", "attention.core",
                "attention.output.cast", "attention.output");
        assertThat(Operators.attention(a, a.layers().getFirst(), Batch.decode(1, 10), Split.NONE, BF16)).noneMatch(o -> o.name().endsWith(".cast"));
    }

    @Test
    void names_of_a_mixture_are_stable() {
        Architecture a = Models.named("deepseek-v3");
        assertThat(Operators.feedForward(a, a.layers().getLast(), 8, Split.NONE, BF16, Routing.balanced(8))).extracting(Operator::name)
                .containsExactly("moe.norm", "moe.router", "moe.select", "moe.experts", "moe.combine", "moe.shared.gate_up",
                        "moe.shared.activation", "moe.shared.down");
        assertThat(Operators.feedForward(a, a.layers().getFirst(), 8, Split.NONE, BF16, Routing.balanced(8))).extracting(Operator::name)
                .containsExactly("ffn.norm", "ffn.gate_up", "ffn.activation", "ffn.down");
    }

    @Test
    void a_split_divides_the_products_when_it_divides_the_shapes() {
        for (String name : List.of("llama-3.1-70b", "gpt3-175b", "mixtral-8x7b")) {
            Architecture a = Models.named(name);
            double whole = withoutRouter(a, Split.NONE);
            double eighth = withoutRouter(a, new Split(8, 8, 1, 8, 8));
            assertThat(eighth * 8).isCloseTo(whole, within(whole * 1e-9));
        }
    }

    private static double withoutRouter(Architecture a, Split split) {
        return all(a, Batch.decode(16, 1000), split, BF16).stream()
                .filter(o -> !(o instanceof Operator.Stream || o instanceof Operator.Cast) && !o.name().equals("moe.router")).mapToDouble(Operator::flops).sum();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void a_rank_multiplies_one_token_with_the_matrices_it_holds(String name) {
        Architecture a = Models.named(name);
        for (Split split : List.of(Split.NONE, new Split(2, 4, 1, 1, 1), new Split(8, 8, 1, 1, 1), new Split(16, 2, 1, 1, 1))) {
            for (Layer layer : a.distinctLayers().keySet()) {
                Layer mixer = new Layer(layer.attention(), FeedForward.NONE, layer.norms(), false);
                double wide = Parameters.indexer(layer.attention()).map(i -> (double) a.hidden() * i.heads()).orElse(0.0);
                double held = Weights.of(a, mixer, split).attention() + wide;
                double multiplied = flops(Operators.attention(a, mixer, Batch.prefill(1, 1), split, BF16).stream()
                        .filter(Operator.Gemm.class::isInstance).toList()) / 2;
                assertThat(multiplied).as("%s under %s", layer.attention(), split).isCloseTo(held, within(held * 1e-12 + 1e-9));
                if (layer.feedForward() instanceof FeedForward.Dense) {
                    Layer channel = new Layer(Attention.NONE, layer.feedForward(), layer.norms(), false);
                    double dense = flops(Operators.feedForward(a, channel, 1, split, BF16, Routing.balanced(0)).stream()
                            .filter(Operator.Gemm.class::isInstance).toList()) / 2;
                    assertThat(dense).isCloseTo(Weights.of(a, channel, split).dense(), within(dense * 1e-12 + 1e-9));
                }
            }
        }
    }

    @Test
    void experts_of_a_rank_get_their_share_of_the_whole_group() {
        Architecture a = Models.named("deepseek-v3");
        Split split = new Split(1, 1, 32, 1, 1);
        Operator.Experts experts = (Operator.Experts) named(
                Operators.feedForward(a, a.layers().getLast(), 128, split, FP8, Routing.balanced(32 * 128)), "moe.experts");
        assertThat(experts.pairs()).isEqualTo(128 * 8);
        assertThat(experts.localExperts()).isEqualTo(8);
        assertThat(experts.activeExperts()).isCloseTo(8, within(1e-6));
        Operator.Experts hot = (Operator.Experts) named(
                Operators.feedForward(a, a.layers().getLast(), 128, split, FP8, new Routing(32 * 128, 1.5)), "moe.experts");
        assertThat(hot.pairs()).isEqualTo(1.5 * 128 * 8);
    }

    @Test
    void few_tokens_wake_few_experts() {
        // 1 token of 8 among 256 experts wakes 8; two tokens 256 (1 - (1 - 1/32)^2) = 15.75
        Architecture a = Models.named("deepseek-v3");
        FeedForward.Mixture m = (FeedForward.Mixture) a.layers().getLast().feedForward();
        assertThat(Routing.balanced(1).distinct(m, Split.NONE)).isCloseTo(8, within(1e-9));
        assertThat(Routing.balanced(2).distinct(m, Split.NONE)).isCloseTo(15.75, within(1e-9));
        assertThat(Routing.balanced(0).distinct(m, Split.NONE)).isZero();
    }

    @Test
    void identities_take_their_share_of_the_pairs() {
        Architecture a = Models.named("longcat-flash");
        FeedForward.Mixture m = (FeedForward.Mixture) a.layers().getFirst().feedForward();
        assertThat(Routing.balanced(30).pairs(m, Split.NONE)).isEqualTo(30 * 12 * 512 / 768.0);
    }

    @Test
    void linear_attention_updates_a_state_whatever_the_context() {
        Architecture a = Models.named("qwen3-next-80b-a3b");
        Layer linear = a.layers().getFirst();
        Operator near = named(Operators.attention(a, linear, Batch.decode(4, 100), Split.NONE, BF16), "attention.state");
        Operator far = named(Operators.attention(a, linear, Batch.decode(4, 100_000), Split.NONE, BF16), "attention.state");
        assertThat(near).isEqualTo(far);
        assertThat(near.bytes()).isGreaterThan(4 * 2 * 32 * 128 * 128 * 4.0);
    }

    @Test
    void more_tokens_never_cost_less() {
        Random random = new Random(7);
        List<String> names = Models.names();
        for (int i = 0; i < 200; i++) {
            Architecture a = Models.named(names.get(random.nextInt(names.size())));
            Layer layer = a.layers().get(random.nextInt(a.layers().size()));
            double tokens = 1 + random.nextInt(5000);
            double sequences = 1 + random.nextInt(64);
            double context = 1 + random.nextInt(50_000);
            Split split = new Split(1 << random.nextInt(4), 1 << random.nextInt(4), 1, 1, 1);
            Quantization q = random.nextBoolean() ? BF16 : FP8;
            assertThat(flops(Operators.attention(a, layer, Batch.prefill(1, tokens + 1), split, q)))
                    .isGreaterThanOrEqualTo(flops(Operators.attention(a, layer, Batch.prefill(1, tokens), split, q)) * (1 - 1e-12));
            assertThat(flops(Operators.attention(a, layer, Batch.decode(sequences + 1, context), split, q)))
                    .isGreaterThanOrEqualTo(flops(Operators.attention(a, layer, Batch.decode(sequences, context), split, q)));
            assertThat(bytes(Operators.attention(a, layer, Batch.decode(sequences, context + 1), split, q)))
                    .isGreaterThanOrEqualTo(bytes(Operators.attention(a, layer, Batch.decode(sequences, context), split, q)) * (1 - 1e-12));
            assertThat(flops(Operators.feedForward(a, layer, tokens + 1, split, q, Routing.balanced(tokens + 1))))
                    .isGreaterThanOrEqualTo(flops(Operators.feedForward(a, layer, tokens, split, q, Routing.balanced(tokens))));
        }
    }

    @Test
    void no_operator_of_any_model_is_empty_negative_or_infinite() {
        for (String name : Models.names()) {
            Architecture a = Models.named(name);
            for (Operator o : all(a, new Batch(2, 300, 5000, 16, 3000, 2), new Split(8, 8, 8, 1, 8), FP8)) {
                assertThat(o.bytes()).as("%s of %s", o.name(), name).isPositive().isFinite();
                assertThat(o.flops()).as("%s of %s", o.name(), name).isNotNegative().isFinite();
            }
        }
    }

    @Test
    void an_empty_batch_has_no_operators() {
        Architecture a = Models.named("deepseek-v3");
        assertThat(Operators.attention(a, a.layers().getLast(), Batch.decode(0, 0), Split.NONE, BF16)).isEmpty();
        assertThat(Operators.feedForward(a, a.layers().getLast(), 0, Split.NONE, BF16, Routing.balanced(0))).isEmpty();
    }

    @Test
    void backward_products_cost_twice_the_forward_ones() {
        Architecture a = Models.named("mixtral-8x7b");
        for (Operator o : all(a, Batch.prefill(2, 512), Split.NONE, BF16)) {
            double ratio = flops(Operators.backward(o)) / o.flops();
            switch (o) {
                case Operator.Gemm g -> assertThat(ratio).isCloseTo(2, within(1e-12));
                case Operator.Experts e -> assertThat(ratio).isCloseTo(2, within(1e-12));
                case Operator.PrefillAttention p -> assertThat(ratio).isCloseTo(2.5, within(1e-12));
                case Operator.Stream s -> assertThat(Operators.backward(s)).hasSize(1);
                case Operator.Cast c -> assertThat(Operators.backward(c)).hasSize(1);
                case Operator.DecodeAttention d -> throw new AssertionError(d);
                case Operator.LatentDecode d -> throw new AssertionError(d);
            }
        }
        assertThatThrownBy(() -> Operators.backward(new Operator.DecodeAttention("x", 1, 1, 1, 1, 1, 1, 1, Precision.BF16, Precision.BF16)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void weight_gradients_are_added_up_in_the_precision_of_the_sum() {
        Operator forward = new Operator.Gemm("x", 1, 100, 30, 20, Precision.BF16, Precision.BF16, Precision.BF16);
        assertThat(Operators.accumulation(forward, Precision.FP32)).hasValueSatisfying(o -> assertThat(o.bytes()).isEqualTo(30 * 20 * 8));
        assertThat(Operators.accumulation(forward, Precision.BF16)).hasValueSatisfying(o -> assertThat(o.bytes()).isEqualTo(30 * 20 * 4));
        assertThat(Operators.accumulation(new Operator.Stream("x", 1, 1, Precision.BF16), Precision.FP32)).isEmpty();
    }

    @Test
    void an_image_costs_its_patches() {
        VisionTower tower = Models.named("qwen2.5-vl-7b").vision().orElseThrow();
        // 1,120 x 1,120 pixels: 80 x 80 patches of 14, 40 x 40 tokens
        List<Operator> ops = Operators.vision(tower, 1, 1120, 1120, BF16);
        assertThat(gemm(ops, "vision.qkv").m()).isEqualTo(6400);
        assertThat(gemm(ops, "vision.merge_down").m()).isEqualTo(1600);
        assertThat(gemm(ops, "vision.merge_down").n()).isEqualTo(3584);
        List<Operator> cores = ops.stream().filter(o -> o.name().equals("vision.core")).toList();
        assertThat(cores).hasSize(32);
        // 4 layers see all 6,400 patches, 28 see windows of 8 x 8: 2 products of 2 x 1280 per pair
        assertThat(flops(cores)).isCloseTo(4.0 * 1280 * 6400 * (4 * 6400 + 28 * 64), within(1e3));
        assertThat(flops(Operators.vision(tower, 2, 1120, 1120, BF16))).isCloseTo(2 * flops(ops), within(1e3));
    }

    @ParameterizedTest
    @CsvSource({
        // ceil(448 / 28) = 16, ceil(1024 / 28) = 37, ceil(1920 / 28) x ceil(1080 / 28) = 69 x 39
        "qwen2.5-vl-7b,448,448,256", "qwen2.5-vl-7b,1024,1024,1369", "qwen2.5-vl-7b,1920,1080,2691",
        "kimi-k2.5,1920,1080,2691",
        // u = 32: 14 x 14, 32 x 32, 60 x 34
        "qwen3-vl-8b-instruct,448,448,196", "qwen3.5-9b,1024,1024,1024", "qwen3.6-27b,1920,1080,2040",
        // a fixed budget, whatever the size
        "gemma-4-26b-a4b,448,448,280", "gemma-4-26b-a4b,1920,1080,280"})
    void an_image_is_as_many_tokens_as_squares_it_begins(String model, int wide, int high, int tokens) {
        VisionTower tower = Models.named(model).vision().orElseThrow();
        assertThat(tower.tokens(wide, high)).isEqualTo(tokens);
        assertThat(gemm(Operators.vision(tower, 1, wide, high, BF16), "vision.merge_up").m()).isEqualTo(tokens);
    }

    private static double flops(List<Operator> ops) {
        return ops.stream().mapToDouble(Operator::flops).sum();
    }

    private static double bytes(List<Operator> ops) {
        return ops.stream().mapToDouble(Operator::bytes).sum();
    }

    private static Operator named(List<Operator> ops, String name) {
        return ops.stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    }

    private static Operator.Gemm gemm(List<Operator> ops, String name) {
        return (Operator.Gemm) named(ops, name);
    }
}
