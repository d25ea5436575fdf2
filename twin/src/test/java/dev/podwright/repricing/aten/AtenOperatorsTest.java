package dev.podwright.repricing.aten;

import static dev.podwright.repricing.Made.bf16;
import static dev.podwright.repricing.Made.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Made;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtenOperatorsTest {
    private static Recognised recognise(Use use) {
        return AtenOperators.recognise(use, Made.kernel(use.kernel()));
    }

    private static Operator only(String operator, String kernel, List<String> scalars, Use.Tensor... inputs) {
        Recognised found = recognise(Made.use(operator, kernel, scalars, inputs));
        assertThat(found).isInstanceOf(Recognised.Computed.class);
        List<Operator> operators = ((Recognised.Computed) found).operators();
        assertThat(operators).hasSize(1);
        return operators.getFirst();
    }

    private static Operator only(String operator, Use.Tensor... inputs) {
        return only(operator, "", List.of(), inputs);
    }

    private static void check(Operator operator, double flops, double bytes) {
        assertThat(operator.flops()).isCloseTo(flops, within(1e-6 * flops));
        assertThat(operator.bytes()).isCloseTo(bytes, within(1e-6 * bytes));
    }

    @Test
    void products_multiply_rows_by_columns() {
        // 2 x 128 x 512 x 256 FLOP; two bytes of 128 x 256, 256 x 512 and 128 x 512.
        double flops = 2.0 * 128 * 512 * 256;
        double bytes = 2.0 * (128 * 256 + 256 * 512 + 128 * 512);
        check(only("aten::mm", bf16(128, 256), bf16(256, 512)), flops, bytes);
        check(only("aten::addmm", bf16(512), bf16(128, 256), bf16(256, 512)), flops, bytes);
        check(only("aten::linear", bf16(4, 32, 256), bf16(512, 256), bf16(512)), flops, bytes);
        check(only("aten::matmul", bf16(4, 32, 256), bf16(256, 512)), flops, bytes);
        check(only("aten::bmm", bf16(8, 128, 256), bf16(8, 256, 512)), 8 * flops, 8 * bytes);
        check(only("aten::baddbmm", bf16(8, 128, 512), bf16(8, 128, 256), bf16(8, 256, 512)), 8 * flops, 8 * bytes);
        check(only("aten::matmul", bf16(2, 4, 128, 256), bf16(2, 4, 256, 512)), 8 * flops, 8 * bytes);
        check(only("aten::mv", bf16(512, 256), bf16(256)), 2.0 * 512 * 256, 2.0 * (512 * 256 + 256 + 512));
    }

    @Test
    void products_in_eight_bits_write_sixteen() {
        Use.Tensor a = tensor("float8_e4m3fn", 128, 256);
        Use.Tensor b = tensor("float8_e4m3fn", 256, 512);
        double flops = 2.0 * 128 * 512 * 256;
        double bytes = 128 * 256 + 256 * 512 + 2.0 * 128 * 512;
        Operator scaled = only("aten::_scaled_mm", a, b, tensor("float"), tensor("float"));
        check(scaled, flops, bytes);
        assertThat(scaled.compute()).isEqualTo(Precision.FP8);
        check(only("_C::cutlass_scaled_mm", bf16(128, 512), a, b, tensor("float", 1), tensor("float", 1)), flops, bytes);
        assertThat(only("aten::_int_mm", tensor("signed char", 128, 256), tensor("signed char", 256, 512)).compute()).isEqualTo(Precision.INT8);
    }

    @Test
    void the_kernel_tells_whether_32_bits_are_rounded_to_tf32() {
        assertThat(only("aten::mm", "cutlass_80_tensorop_s1688gemm_128x256", List.of(), tensor("float", 8, 8), tensor("float", 8, 8)).compute()).isEqualTo(Precision.TF32);
        assertThat(only("aten::mm", "ampere_sgemm_128x64_tn", List.of(), tensor("float", 8, 8), tensor("float", 8, 8)).compute()).isEqualTo(Precision.FP32);
    }

    @Test
    void a_product_in_double_precision_has_no_price() {
        assertThat(recognise(Made.use("aten::mm", "dgemm", List.of(), tensor("double", 8, 8), tensor("double", 8, 8))))
                .isEqualTo(new Recognised.Unshaped(Kernel.Nature.PRODUCT, "Products of double by double have no price."));
    }

    @Test
    void a_convolution_is_the_product_of_places_and_window() {
        // 224 / 2 = 112 a side: 2 x 32 x 112 x 112 x 64 x (3 x 7 x 7).
        Operator forward = only("aten::cudnn_convolution", "implicit_convolve", List.of("[3, 3]", "[2, 2]", "[1, 1]", "1"), bf16(32, 3, 224, 224), bf16(64, 3, 7, 7));
        assertThat(forward.flops()).isEqualTo(2.0 * 32 * 112 * 112 * 64 * 147);
        Operator plain = only("aten::convolution", "conv", List.of("", "[2, 2]", "[3, 3]", "[1, 1]", "False", "[0, 0]", "1"), bf16(32, 3, 224, 224), bf16(64, 3, 7, 7));
        assertThat(plain.flops()).isEqualTo(forward.flops());
        Recognised backward = recognise(Made.use("aten::convolution_backward", "conv", List.of(), bf16(32, 64, 112, 112), bf16(32, 3, 224, 224), bf16(64, 3, 7, 7)));
        assertThat(((Recognised.Computed) backward).operators().stream().mapToDouble(Operator::flops).sum()).isEqualTo(2 * forward.flops());
        assertThat(recognise(Made.use("aten::cudnn_convolution", "conv", List.of(), bf16(32, 3, 224, 224), bf16(64, 3, 7, 7)))).isInstanceOf(Recognised.Unshaped.class);
    }

    @Test
    void depthwise_convolution_passes_memory() {
        Operator depthwise = only("aten::convolution", "conv", List.of("", "[1]", "[3]", "[1]", "False", "[0]", "64"), bf16(2, 64, 1000), bf16(64, 1, 4));
        // 1000 + 2 x 3 - 4 + 1 places of the result.
        check(depthwise, 2.0 * 2 * 1003 * 64 * 4, 2.0 * (2 * 64 * 1000 + 2 * 1003 * 64 + 64 * 4));
    }

    @Test
    void causal_attention_meets_half_of_the_pairs() {
        double pairs = 1024.0 * 1025 / 2;
        double flops = 4 * 2 * 16 * 128 * pairs;
        double bytes = 2.0 * 2 * 1024 * (16 + 4) * 2 * 128;
        check(only("flash_attn::_flash_attn_forward", "flash", List.of("*", "*", "True"), bf16(2, 1024, 16, 128), bf16(2, 1024, 4, 128), bf16(2, 1024, 4, 128)), flops, bytes);
        check(only("aten::_scaled_dot_product_flash_attention", "flash", List.of("*", "True", "False"), bf16(2, 16, 1024, 128), bf16(2, 4, 1024, 128), bf16(2, 4, 1024, 128)), flops, bytes);
        check(only("aten::_scaled_dot_product_cudnn_attention", "flash", List.of("", "False", "*", "True"), bf16(2, 16, 1024, 128), bf16(2, 4, 1024, 128), bf16(2, 4, 1024, 128)), flops, bytes);
        // Packed: two sequences, their ends told by three numbers.
        check(only("flash_attn::_flash_attn_varlen_forward", "flash", List.of("1024", "1024", "*", "*", "True"), bf16(2048, 16, 128), bf16(2048, 4, 128), bf16(2048, 4, 128),
                tensor("int", 3), tensor("int", 3)), flops, bytes);
    }

    @Test
    void full_attention_meets_all_pairs() {
        Operator full = only("aten::_flash_attention_forward", "flash", List.of("", "", "1024", "1024", "*", "False"), bf16(2, 1024, 16, 128), bf16(2, 1024, 16, 128), bf16(2, 1024, 16, 128));
        assertThat(full.flops()).isCloseTo(4.0 * 2 * 16 * 128 * 1024 * 1024, within(1.0));
        Operator cross = only("aten::_flash_attention_forward", "flash", List.of("", "", "64", "1024", "*", "False"), bf16(2, 64, 16, 128), bf16(2, 1024, 16, 128), bf16(2, 1024, 16, 128));
        assertThat(cross.flops()).isCloseTo(4.0 * 2 * 16 * 128 * 64 * 1024, within(1.0));
    }

    @Test
    void a_mask_that_is_not_told_is_said_to_be_assumed() {
        Recognised found = recognise(Made.use("aten::_flash_attention_forward", "flash", List.of(), bf16(2, 64, 16, 128), bf16(2, 64, 16, 128), bf16(2, 64, 16, 128)));
        assertThat(((Recognised.Computed) found).assumed()).contains("causal");
    }

    @Test
    void the_way_back_has_five_products_for_two() {
        Use.Tensor[] tensors = {bf16(2, 16, 1024, 128), bf16(2, 16, 1024, 128), bf16(2, 16, 1024, 128), bf16(2, 16, 1024, 128), bf16(2, 16, 1024, 128), tensor("float", 2, 16, 1024)};
        Operator backward = only("aten::_scaled_dot_product_flash_attention_backward", "flash", List.of("", "", "1024", "1024", "*", "True"), tensors);
        assertThat(backward.flops()).isCloseTo(2.5 * 4 * 2 * 16 * 128 * 1024.0 * 1025 / 2, within(1.0));
    }

    @Test
    void few_queries_over_a_cache_decode() {
        Operator decode = only("flash_attn::_flash_attn_forward", "flash", List.of("*", "*", "True"), bf16(64, 1, 32, 128), bf16(64, 4096, 8, 128), bf16(64, 4096, 8, 128));
        assertThat(decode).isInstanceOf(Operator.DecodeAttention.class);
        check(decode, 4.0 * 64 * 32 * 4096 * 128, 2.0 * 64 * 256 * (4096 * 8 + 32));
    }

    @ParameterizedTest
    @CsvSource({"aten::add, 3", "aten::mul, 3", "aten::add_, 3", "aten::copy_, 2", "aten::lt, 2.5", "aten::silu_backward, 3"})
    void elementwise_work_reads_both_and_writes_the_result(String operator, double tensors) {
        assertThat(only(operator, bf16(8, 1024), bf16(8, 1024)).bytes()).isEqualTo(tensors * 2 * 8 * 1024);
    }

    @Test
    void results_are_as_wide_as_their_inputs_together() {
        // A column and a row make a matrix.
        assertThat(only("aten::mul", bf16(512, 1), bf16(1, 256)).bytes()).isEqualTo(2.0 * (512 + 256 + 512 * 256));
        assertThat(only("aten::add", bf16(4, 512, 256), tensor("float", 256)).bytes()).isEqualTo(2.0 * 4 * 512 * 256 + 4 * 256 + 4.0 * 4 * 512 * 256);
        assertThat(only("aten::something_new", "void at::native::vectorized_elementwise_kernel<4>", List.of(), bf16(100)).bytes()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"aten::_softmax, 2", "aten::_log_softmax, 2", "aten::_softmax_backward_data, 3", "aten::sum, 1", "aten::native_layer_norm, 2", "aten::native_layer_norm_backward, 5",
        "aten::fill_, 1", "aten::zero_, 1", "aten::cumsum, 2", "aten::clone, 2", "aten::native_dropout, 2.5", "aten::topk, 1"})
    void a_pass_moves_so_many_times_its_tensor(String operator, double times) {
        assertThat(only(operator, bf16(64, 4096)).bytes()).isEqualTo(times * 2 * 64 * 4096);
    }

    @Test
    void lookups_move_the_rows_that_are_asked_for() {
        assertThat(only("aten::embedding", bf16(32000, 4096), tensor("long", 2, 128)).bytes()).isEqualTo(8.0 * 256 + 2.0 * 2 * 256 * 4096);
        assertThat(only("aten::index_select", bf16(1000, 64), tensor("long", 10)).bytes()).isEqualTo(80 + 2.0 * 2 * 640);
        assertThat(only("aten::gather", tensor("float", 8, 1000), tensor("long", 8, 1)).bytes()).isEqualTo(64 + 2.0 * 4 * 8);
        assertThat(only("aten::index", bf16(1000, 64), tensor("long", 10)).bytes()).isEqualTo(80 + 2.0 * 2 * 640);
    }

    @Test
    void lists_are_joined_and_stepped_through() {
        assertThat(only("aten::cat", bf16(10, 4), bf16(6, 4)).bytes()).isEqualTo(2 * 2.0 * 64);
        Use.Tensor[] adam = {tensor("float", 100), tensor("float", 50), tensor("float", 100), tensor("float", 50), tensor("float", 100), tensor("float", 50), tensor("float", 100),
            tensor("float", 50), tensor("float"), tensor("float")};
        // Four lists of 150 numbers read, three written.
        assertThat(only("aten::_fused_adamw_", adam).bytes()).isEqualTo(4.0 * 150 * 7);
        Use.Tensor[] two = {tensor("float", 100), tensor("float", 50), tensor("float", 100), tensor("float", 50)};
        assertThat(only("aten::_foreach_add_", two).bytes()).isEqualTo(4.0 * 150 * 3);
        Use.Tensor[] one = {tensor("float", 100), tensor("float", 50)};
        assertThat(only("aten::_foreach_mul_", one).bytes()).isEqualTo(4.0 * 150 * 2);
    }

    @Test
    void custom_operators_of_engines_are_read_by_their_public_order() {
        assertThat(only("_C::silu_and_mul", bf16(8, 1024), bf16(8, 2048)).bytes()).isEqualTo(2.0 * 8 * 3072);
        assertThat(only("_C::fused_add_rms_norm", bf16(8, 1024), bf16(8, 1024), bf16(1024)).bytes()).isEqualTo(4 * 2.0 * 8 * 1024);
        Operator experts = only("vllm::inplace_fused_experts", bf16(16, 2048), bf16(8, 2 * 768, 2048), bf16(8, 2048, 768), tensor("float", 16, 2), tensor("int", 16, 2));
        assertThat(experts.flops()).isEqualTo(2.0 * 3 * 32 * 2048 * 768);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemm", "flash", "elementwise", "moe"})
    void without_shapes_the_kernels_name_tells_its_nature(String kernel) {
        Recognised found = recognise(Made.use("", kernel, List.of()));
        assertThat(found).isInstanceOf(Recognised.Unshaped.class);
        assertThat(((Recognised.Unshaped) found).nature()).isEqualTo(Made.kernel(kernel).nature());
    }

    @Test
    void what_nothing_tells_is_unknown() {
        assertThat(recognise(Made.use("mine::op", "mystery", List.of(), bf16(3)))).isInstanceOf(Recognised.Unknown.class);
    }

    @Test
    void strange_shapes_are_refused_rather_than_priced() {
        assertThat(recognise(Made.use("aten::mm", "gemm", List.of(), bf16(3, 4), bf16(5, 6)))).isInstanceOf(Recognised.Unshaped.class);
        assertThat(recognise(Made.use("aten::mm", "gemm", List.of(), bf16(3)))).isInstanceOf(Recognised.Unshaped.class);
        assertThat(recognise(Made.use("aten::mul", "elementwise_kernel", List.of(), bf16(3), bf16(4)))).isInstanceOf(Recognised.Unshaped.class);
        assertThat(recognise(Made.use("aten::_flash_attention_forward", "flash", List.of(), bf16(3), bf16(4), bf16(4)))).isInstanceOf(Recognised.Unshaped.class);
        assertThat(recognise(Made.use("aten::embedding", "indexSelect", List.of(), bf16(3), tensor("long")))).isInstanceOf(Recognised.Unknown.class);
    }
}
