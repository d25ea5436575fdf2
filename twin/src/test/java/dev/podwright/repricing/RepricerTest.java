package dev.podwright.repricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepricerTest {
    private static final Machine H100 = Made.machine("h100-sxm", 8);
    private static final Machine B2 = Made.machine("ascend-910b2", 8);

    private static final Operator PRODUCT = new Operator.Gemm("aten::mm", 1, 4096, 4096, 4096, Precision.BF16, Precision.BF16, Precision.BF16);

    private static Use mm(double secondsEach, long count) {
        return Made.use("aten::mm", "nvjet_gemm", List.of(), count, secondsEach * count, Made.bf16(4096, 4096), Made.bf16(4096, 4096));
    }

    private static RepricedUse only(Use use, Machine target) {
        return Made.repricer().reprice(Made.profile(List.of(use)), H100, target).uses().getFirst();
    }

    @Test
    void a_product_at_its_predicted_time_takes_the_predicted_time_on_the_target() {
        double seconds = H100.kernels().seconds(PRODUCT);
        Repricing repricing = Made.repricer().reprice(Made.profile(List.of(mm(seconds, 10))), H100, B2);
        assertThat(repricing.uses().getFirst().onTarget().value()).isCloseTo(10 * B2.kernels().seconds(PRODUCT), within(1e-9));
        assertThat(repricing.uses().getFirst().within()).isTrue();
        assertThat(repricing.reproduced()).isEqualTo(1);
        assertThat(repricing.uses().getFirst().method()).isEqualTo(RepricedUse.Method.SHAPE);
        assertThat(repricing.notes()).noneMatch(n -> n.contains("another chip"));
    }

    @Test
    void a_planted_slow_product_is_seen() {
        double seconds = H100.kernels().seconds(PRODUCT);
        Repricing repricing = Made.repricer().reprice(Made.profile(List.of(mm(3 * seconds, 10))), H100, B2);
        assertThat(repricing.reproduced()).isZero();
        assertThat(repricing.notes().getFirst()).contains("Only 0 %").contains("another chip");
        assertThat(SelfCheck.of(repricing.uses()).getFirst().nature()).isEqualTo(Kernel.Nature.PRODUCT);
        assertThat(SelfCheck.of(repricing.uses()).getFirst().ratio()).isCloseTo(1.0 / 3, within(1e-9));
        // The target may do as badly: the interval reaches from the prediction to three times it.
        assertThat(repricing.uses().getFirst().onTarget().high()).isGreaterThanOrEqualTo(30 * B2.kernels().seconds(PRODUCT) - 1e-9);
    }

    @Test
    void one_slow_kernel_among_good_ones_costs_its_share() {
        double seconds = H100.kernels().seconds(PRODUCT);
        Use slow = Made.use("aten::mm", "nvjet_gemm", List.of(), 10, 30 * seconds, Made.bf16(4096, 4096), Made.bf16(4096, 4095));
        assertThat(Made.repricer().reprice(Made.profile(List.of(mm(seconds, 30), slow)), H100, B2).reproduced()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void the_kernels_of_one_call_share_one_price() {
        double seconds = H100.kernels().seconds(PRODUCT);
        Use main = Made.use("aten::mm", "nvjet_gemm", List.of(), 10, 8 * seconds, Made.bf16(4096, 4096), Made.bf16(4096, 4096));
        Use sum = Made.use("aten::mm", "void cublasLt::splitKreduce_kernel<32>", List.of(), 10, 2 * seconds, Made.bf16(4096, 4096), Made.bf16(4096, 4096));
        List<RepricedUse> uses = Made.repricer().reprice(Made.profile(List.of(main, sum)), H100, B2).uses();
        assertThat(uses.get(0).onTarget().value() + uses.get(1).onTarget().value()).isCloseTo(10 * B2.kernels().seconds(PRODUCT), within(1e-9));
        assertThat(uses.get(1).onTarget().value()).isCloseTo(2 * B2.kernels().seconds(PRODUCT), within(1e-9));
        assertThat(uses).allMatch(RepricedUse::within);
    }

    @Test
    void the_host_tells_how_often_an_operator_of_two_kernels_ran() {
        Use first = Made.use("aten::native_layer_norm_backward", "layer_norm_grad_norm", List.of(), 10, 1e-3, Made.bf16(4096, 4096));
        Use second = Made.use("aten::native_layer_norm_backward", "gamma_beta_norm", List.of(), 10, 1e-3, Made.bf16(4096, 4096));
        Profile made = Made.profile(List.of(first, second));
        Profile counted = new Profile("made", Profile.Format.KINETO, "", OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of(), 2e-3, made.uses(), Timeline.NONE,
                List.of(new HostOperator("aten::native_layer_norm_backward", 10, 20, 0, 2e-3)), List.of());
        double price = B2.kernels().seconds(new Operator.Stream("", 5 * 2.0 * 4096 * 4096, 12.0 * 4096 * 4096, Precision.BF16));
        assertThat(Made.repricer().reprice(counted, H100, B2).targetStep().value()).isCloseTo(10 * price, within(1e-9));
    }

    private static double callsOf(List<HostOperator> operators, Use... uses) {
        Profile made = Made.profile(List.of(uses));
        Profile counted = new Profile("made", Profile.Format.KINETO, "", OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of(), 1, made.uses(), Timeline.NONE, operators, List.of());
        Recogniser recogniser = new Recogniser(Profile.Format.KINETO, Made::kernel);
        List<Recognised> recognised = counted.uses().stream().map(recogniser::recognise).toList();
        List<Kernel.Nature> natures = IntStream.range(0, recognised.size()).mapToObj(i -> recogniser.nature(counted.uses().get(i), recognised.get(i))).toList();
        List<Call> calls = Call.of(counted, recognised, natures, true);
        assertThat(calls).hasSize(1);
        return calls.getFirst().calls();
    }

    @Test
    void calls_are_counted_by_what_runs_once() {
        Use.Tensor[] convolution = {Made.bf16(32, 64, 112, 112), Made.bf16(32, 3, 224, 224), Made.bf16(64, 3, 7, 7)};
        assertThat(callsOf(List.of(), Made.use("aten::convolution_backward", "conv_dgrad", List.of(), 10, 1, convolution),
                Made.use("aten::convolution_backward", "conv_wgrad", List.of(), 10, 1, convolution))).isEqualTo(10);
        Use.Tensor[] experts = {Made.bf16(16, 2048), Made.bf16(8, 2 * 768, 2048), Made.bf16(8, 2048, 768), Made.tensor("float", 16, 2), Made.tensor("int", 16, 2)};
        assertThat(callsOf(List.of(), Made.use("vllm::inplace_fused_experts", "fused_moe_kernel", List.of(), 20, 1, experts),
                Made.use("vllm::inplace_fused_experts", "act_and_mul_elementwise", List.of(), 10, 1, experts))).isEqualTo(10);
        Use.Tensor[] lists = {Made.tensor("float", 100), Made.tensor("float", 100), Made.tensor("float", 100), Made.tensor("float", 100)};
        assertThat(callsOf(List.of(new HostOperator("aten::_fused_adamw_", 5, 50, 0, 1)), Made.use("aten::_fused_adamw_", "multi_tensor_apply_elementwise", List.of(), 50, 1, lists))).isEqualTo(5);
        Use.Tensor[] attention = {Made.bf16(2, 64, 16, 128), Made.bf16(2, 64, 16, 128), Made.bf16(2, 64, 16, 128), Made.bf16(2, 64, 16, 128)};
        assertThat(callsOf(List.of(), Made.use("flash_attn::_flash_attn_backward", "flash_bwd_dot_do_o", List.of("True"), 10, 1, attention),
                Made.use("flash_attn::_flash_attn_backward", "flash_bwd_dq_dk_dv_loop", List.of("True"), 10, 1, attention))).isEqualTo(10);
        Use.Tensor[] product = {Made.bf16(64, 64), Made.bf16(64, 64)};
        assertThat(callsOf(List.of(), Made.use("aten::mm", "nvjet_gemm_one", List.of(), 10, 1, product), Made.use("aten::mm", "nvjet_gemm_other", List.of(), 7, 1, product))).isEqualTo(17);
    }

    @Test
    void what_a_chip_cannot_compute_in_has_the_price_of_what_stands_in() {
        Operator wide = new Operator.Gemm("", 1, 4096, 4096, 4096, Precision.FP32, Precision.FP32, Precision.FP32);
        assertThat(B2.price(wide).orElseThrow().seconds()).isGreaterThan(3 * B2.kernels().seconds(PRODUCT));
        assertThat(B2.price(PRODUCT).orElseThrow()).isEqualTo(B2.kernels().price(PRODUCT).named("aten::mm"));
    }

    @Test
    void fp8_becomes_int8_where_there_is_none_and_says_so() {
        Use use = Made.use("aten::_scaled_mm", "gemm", List.of(), Made.tensor("float8_e4m3fn", 4096, 4096), Made.tensor("float8_e4m3fn", 4096, 4096));
        Operator eight = new Operator.Gemm("", 1, 4096, 4096, 4096, Precision.INT8, Precision.INT8, Precision.BF16);
        Repricing repricing = Made.repricer().reprice(Made.profile(List.of(use)), H100, B2);
        assertThat(repricing.uses().getFirst().onTarget().low()).isLessThanOrEqualTo(B2.kernels().seconds(eight));
        assertThat(repricing.uses().getFirst().why()).contains("no fp8").contains("int8");
        assertThat(repricing.notes()).anyMatch(n -> n.contains("no fp8") && n.contains("100.0 %"));
    }

    @Test
    void a_fused_kernel_without_shapes_is_scaled_by_bandwidth() {
        Use use = Made.use("", "triton_poi_fused_elementwise_0", List.of(), 1, 1e-3);
        RepricedUse repriced = only(use, B2);
        assertThat(repriced.method()).isEqualTo(RepricedUse.Method.RATIO);
        Operator gigabyte = new Operator.Stream("", 2e9, 0, Precision.BF16);
        assertThat(repriced.factor()).isCloseTo(B2.kernels().seconds(gigabyte) / H100.kernels().seconds(gigabyte), within(0.05));
    }

    @Test
    void the_unknown_lies_between_bandwidth_and_peak() {
        RepricedUse unknown = only(Made.use("", "mystery", List.of(), 1, 1e-3), B2);
        RepricedUse traffic = only(Made.use("", "elementwise", List.of(), 1, 1e-3), B2);
        assertThat(unknown.onTarget().low()).isLessThanOrEqualTo(traffic.onTarget().value());
        assertThat(unknown.onTarget().high()).isGreaterThanOrEqualTo(traffic.onTarget().value());
        assertThat(unknown.onTarget().high()).isGreaterThan(989 / 354.0 * 1e-3);
        assertThat(Made.repricer().reprice(Made.profile(List.of(Made.use("", "mystery", List.of(), 7, 1e-3))), H100, B2).notes()).anyMatch(n -> n.startsWith("7 tasks of 0.001"));
    }

    @Test
    void an_exchange_is_priced_on_the_pod_and_its_waiting_kept() {
        Collective collective = new Collective.AllReduce(64e6, Group.adjacent(8));
        double here = H100.fabric().seconds(collective);
        Use use = new Use(Use.Kind.EXCHANGE, "ncclDevKernel_AllReduce", "", List.of(), List.of(), List.of(), List.of(), "", false,
                Made.exchange("all_reduce", 64e6, 8, List.of(), 1, 1).exchange(), 0, 10, 10 * (here + 1e-3), here, here + 2e-3, 0, Map.of());
        RepricedUse repriced = only(use, B2);
        assertThat(repriced.onTarget().value()).isCloseTo(10 * (B2.fabric().seconds(collective) + 1e-3), within(1e-9));
        assertThat(repriced.within()).isTrue();
        assertThat(Exchanges.recognise(Made.exchange("reduce_scatter", 1e6, 4, List.of(0, 8, 16, 24), 1, 1)))
                .isEqualTo(new Recognised.Exchanged(new Collective.ReduceScatter(1e6, new Group(4, 8))));
        assertThat(Exchanges.recognise(Made.exchange("all_to_all", 0, 8, List.of(), 1, 1))).isInstanceOf(Recognised.Unshaped.class);
    }

    @Test
    void an_exchange_of_more_ranks_than_the_target_has_is_scaled_and_said() {
        Repricing repricing = Made.repricer().reprice(Made.profile(List.of(Made.exchange("all_reduce", 64e6, 64, List.of(), 10, 1e-2))), H100, B2);
        assertThat(repricing.uses().getFirst().method()).isEqualTo(RepricedUse.Method.RATIO);
        assertThat(repricing.notes()).anyMatch(n -> n.contains("too few ranks"));
        Repricing alone = Made.repricer().reprice(Made.profile(List.of(Made.exchange("all_reduce", 64e6, 64, List.of(), 10, 1e-2))), Made.machine("h100-sxm", 1), Made.machine("ascend-910b2", 1));
        assertThat(alone.uses().getFirst().method()).isEqualTo(RepricedUse.Method.AS_MEASURED);
        assertThat(alone.uses().getFirst().why()).startsWith("Taken over as measured.");
    }

    @Test
    void copies_over_the_host_link_go_by_its_bandwidth_or_stay_as_measured() {
        RepricedUse slow = only(Made.copy("Memcpy HtoD (Pageable -> Device)", 1e6, 1, 1), B2);
        assertThat(slow.onTarget().value()).isEqualTo(1.0);
        RepricedUse inside = only(Made.copy("Memcpy DtoD (Device -> Device)", 1e9, 1, 1e-3), B2);
        assertThat(inside.onTarget().value()).isCloseTo(B2.kernels().seconds(new Operator.Stream("", 2e9, 0, Precision.BF16)), within(1e-9));
    }

    @Test
    void a_profile_priced_on_its_own_chip_takes_what_is_predicted_not_what_was_measured() {
        double seconds = H100.kernels().seconds(PRODUCT);
        Repricing repricing = Made.repricer().reprice(Made.profile(List.of(mm(2 * seconds, 10))), H100, H100);
        assertThat(repricing.targetStep().value()).isCloseTo(10 * seconds, within(1e-9));
        assertThat(repricing.step()).isCloseTo(20 * seconds, within(1e-9));
    }
}
