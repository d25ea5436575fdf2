package dev.podwright.repricing.ascend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.knowledge.support.Kernel.Nature;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AscendOperatorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "MatMulV2|136,5120;5120,1536|136,1536",
            "MatMulV3|136,5120;1536,5120|136,1536",
            "MatMulCommon|5120,136;5120,1536|136,1536",
            "MatMul|5120,136;1536,5120|136,1536"})
    void productsAreSettledByTheirResultWhateverIsTransposed(String type, String inputs, String output) {
        assertThat(gemm(use(type, tensors(inputs, "bfloat16"), tensors(output, "bfloat16"))))
                .isEqualTo(new Operator.Gemm(type, 1, 136, 1536, 5120, Precision.BF16, Precision.BF16, Precision.BF16));
    }

    @Test
    void leadingSizesOfActivationsAreRowsAndThoseOfWeightsAreProducts() {
        Operator.Gemm linear = gemm(use("MatMulV2", tensors("4,128,512;512,1024", "half"), tensors("4,128,1024", "half")));
        assertThat(List.of(linear.count(), linear.m(), linear.n(), linear.k())).containsExactly(1.0, 512.0, 1024.0, 512.0);
        Operator.Gemm batched = gemm(use("BatchMatMulV2", tensors("16,8,128;16,128,512", "bfloat16"), tensors("16,8,512", "bfloat16")));
        assertThat(List.of(batched.count(), batched.m(), batched.n(), batched.k())).containsExactly(16.0, 8.0, 512.0, 128.0);
        // Latents back to heads: tokens lead in operand and result, heads lead in the weights.
        Operator.Gemm transposed = gemm(use("TransposeBatchMatMul", tensors("8,16,512;16,512,128", "bfloat16"), tensors("8,2048", "bfloat16")));
        assertThat(List.of(transposed.count(), transposed.m(), transposed.n(), transposed.k())).containsExactly(16.0, 8.0, 128.0, 512.0);
    }

    @Test
    void blocksOfSixteenAreMatricesAgain() {
        // 2304 x 154880 of int8 in blocks of 16 x 32: 154880 / 32 = 4840, 2304 / 16 = 144.
        Use.Tensor weight = new Use.Tensor(List.of(4840L, 144L, 16L, 32L), "int8", "FRACTAL_NZ");
        assertThat(Matrix.of(weight)).isEqualTo(new Matrix(1, 2304, 154880, true));
        Operator.Gemm quantised = gemm(use("QuantBatchMatmulV3", List.of(tensor("8,2304", "int8"), weight, tensor("154880", "float")), tensors("8,154880", "bfloat16")));
        assertThat(quantised).isEqualTo(new Operator.Gemm("QuantBatchMatmulV3", 1, 8, 154880, 2304, Precision.INT8, Precision.INT8, Precision.BF16));
        // Eight experts, five sizes: 8 x (1024 x 512).
        assertThat(Matrix.of(new Use.Tensor(List.of(8L, 32L, 64L, 16L, 16L), "bfloat16", "FRACTAL_NZ"))).isEqualTo(new Matrix(8, 1024, 512, true));
    }

    @Test
    void fillingUpToWholeBlocksIsNoWork() {
        // 100 x 70 stands in blocks as 112 x 80.
        Use.Tensor weight = new Use.Tensor(List.of(5L, 7L, 16L, 16L), "bfloat16", "FRACTAL_NZ");
        Operator.Gemm product = gemm(use("MatMulV2", List.of(tensor("9,100", "bfloat16"), weight), tensors("9,70", "bfloat16")));
        assertThat(List.of(product.m(), product.n(), product.k())).containsExactly(9.0, 70.0, 100.0);
    }

    @Test
    void weightsOfFourBitsStandEightInAWord() {
        Operator.Gemm product = gemm(use("QuantBatchMatmulV3", List.of(tensor("32,4096", "int8"), tensor("4096,1376", "int32")), tensors("32,11008", "bfloat16")));
        assertThat(product).isEqualTo(new Operator.Gemm("QuantBatchMatmulV3", 1, 32, 11008, 4096, Precision.INT4, Precision.INT8, Precision.BF16));
        Operator.Gemm weightOnly = gemm(use("WeightQuantBatchMatmulV2", List.of(tensor("32,4096", "half"), tensor("4096,11008", "int8")), tensors("32,11008", "half")));
        assertThat(weightOnly.weights()).isEqualTo(Precision.INT8);
        assertThat(weightOnly.compute()).isEqualTo(Precision.FP16);
    }

    @Test
    void randomProductsComeBackFromTheirShapesInAnyLayout() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            long m = 1 + random.nextInt(3000);
            long n = 1 + random.nextInt(3000);
            long k = 1 + random.nextInt(3000);
            String a = random.nextBoolean() ? m + "," + k : k + "," + m;
            boolean blocked = random.nextInt(3) == 0;
            Use.Tensor b = blocked ? new Use.Tensor(List.of((n + 15) / 16, (k + 15) / 16, 16L, 16L), "half", "FRACTAL_NZ") : tensor(random.nextBoolean() ? k + "," + n : n + "," + k, "half");
            Operator.Gemm found = gemm(use("MatMulV2", List.of(tensor(a, "half"), b), tensors(m + "," + n, "half")));
            assertThat(found.m()).isCloseTo(m, within(1e-6 * m));
            assertThat(found.n()).isCloseTo(n, within(1e-6 * n));
            assertThat(found.k()).isCloseTo(k, within(1e-6 * k));
        }
    }

    @Test
    void withoutAResultTheCommonSizeIsSummedOver() {
        Operator.Gemm product = gemm(use("MatMulV2", tensors("64,512;1024,512", "bfloat16"), List.of()));
        assertThat(List.of(product.m(), product.n(), product.k())).containsExactly(64.0, 1024.0, 512.0);
        assertThat(recognise(use("MatMulV2", tensors("64,512;1024,77", "bfloat16"), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.PRODUCT));
        assertThat(recognise(use("MatMulV2", tensors("64,512;512,77", "bfloat16"), tensors("64,99", "bfloat16")))).isInstanceOf(Recognised.Unshaped.class);
    }

    @Test
    void groupedProductsReadTheExpertsThatGotRows() {
        Operator.Gemm many = gemm(use("GroupedMatmul", tensors("4096,2048;8,2048,1024", "bfloat16"), tensors("4096,1024", "bfloat16")));
        assertThat(many.count()).isCloseTo(8, within(1e-9));
        assertThat(many.flops()).isCloseTo(2.0 * 4096 * 2048 * 1024, within(1.0));
        Operator.Gemm one = gemm(use("GroupedMatmul", tensors("1,2048;8,2048,1024", "bfloat16"), tensors("1,1024", "bfloat16")));
        assertThat(one.count()).isCloseTo(1, within(1e-9));
        // Gate and up in one, activated: the product is twice as wide as the result.
        Operator.Gemm fused = gemm(use("GroupedMatmulSwigluQuant", List.of(tensor("256,7168", "int8"), new Use.Tensor(List.of(32L, 128L, 448L, 16L, 32L), "int8", "FRACTAL_NZ")), tensors("256,2048", "int8")));
        assertThat(fused.n()).isEqualTo(4096);
        assertThat(fused.k()).isEqualTo(7168);
        // As many tensors as experts.
        Operator.Gemm listed = gemm(use("GroupedMatmul", tensors("64,32;32,16;32,16;32,16;32,16", "bfloat16"), tensors("64,16", "bfloat16")));
        assertThat(listed.count()).isCloseTo(4, within(1e-6));
    }

    @Test
    void attentionOfTrainingIsSettledBySoftmaxMax() {
        List<Use.Tensor> masked = slots(7, Map.of(0, tensor("2,4096,4096", "bfloat16"), 1, tensor("2,4096,1024", "bfloat16"), 2, tensor("2,4096,1024", "bfloat16"), 6, tensor("2048,2048", "bool")));
        List<Use.Tensor> outputs = List.of(tensor("2,32,4096,8", "float"), tensor("2,32,4096,8", "float"));
        Operator.PrefillAttention attention = (Operator.PrefillAttention) computed(use("FlashAttentionScore", masked, outputs));
        assertThat(attention).isEqualTo(new Operator.PrefillAttention("FlashAttentionScore", 2, 4096, 4096, 32, 8, 128, 128, 0, Precision.BF16, Precision.BF16));
        Operator full = computed(use("FlashAttentionScore", masked.subList(0, 3), outputs));
        assertThat(full.flops()).isCloseTo(4.0 * 2 * 32 * 4096 * 4096 * 128, within(1e3));
        // Tokens lead.
        Operator.PrefillAttention turned = (Operator.PrefillAttention) computed(use("FlashAttentionScore", tensors("4096,2,4096;4096,2,1024;4096,2,1024", "bfloat16"), outputs));
        assertThat(turned.kvHeads()).isEqualTo(8);
        List<Use.Tensor> backward = slots(9, Map.of(0, tensor("2,32,4096,128", "bfloat16"), 1, tensor("2,8,4096,128", "bfloat16"), 2, tensor("2,8,4096,128", "bfloat16"), 3, tensor("2,32,4096,128", "bfloat16"), 7,
                tensor("2048,2048", "bool"), 8, tensor("2,32,4096,8", "float")));
        assertThat(computed(use("FlashAttentionScoreGrad", backward, List.of())).flops()).isCloseTo(2.5 * attention.flops(), within(1e3));
        assertThat(recognise(use("FlashAttentionScore", tensors("8192,32,128;8192,8,128;8192,8,128", "bfloat16"), tensors("8192,32,8", "float")))).isInstanceOfSatisfying(Recognised.Unshaped.class,
                u -> assertThat(u.why()).contains("packed"));
    }

    @Test
    void attentionOfInferenceIsPricedWhereItsLengthsAreInItsShapes() {
        Operator.PrefillAttention prompt = (Operator.PrefillAttention) computed(use("PromptFlashAttention", tensors("1,32,1000,128;1,8,1000,128;1,8,1000,128", "half"), List.of()));
        assertThat(prompt.tokens()).isEqualTo(1000);
        assertThat(prompt.kvHeads()).isEqualTo(8);
        Operator.PrefillAttention other = (Operator.PrefillAttention) computed(use("PromptFlashAttention", tensors("1,100,32,128;1,100,8,128;1,100,8,128", "half"), List.of()));
        assertThat(other.tokens()).isEqualTo(100);
        Operator.DecodeAttention step = (Operator.DecodeAttention) computed(use("IncreFlashAttention", tensors("16,32,1,128;16,8,2000,128;16,8,2000,128", "bfloat16"), List.of()));
        assertThat(step).isEqualTo(new Operator.DecodeAttention("IncreFlashAttention", 16, 1, 2000, 32, 8, 128, 128, Precision.BF16, Precision.BF16));
        assertThat(recognise(use("PromptFlashAttention", tensors("1,32,32,128;1,32,32,128;1,32,32,128", "half"), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class,
                u -> assertThat(u.why()).contains("do not tell heads from tokens"));
        List<Use.Tensor> paged = slots(15, Map.of(0, tensor("16,16,1,512", "bfloat16"), 1, tensor("256,1,16,512", "bfloat16"), 2, tensor("256,1,16,512", "bfloat16"), 6, tensor("16", "int64"), 14,
                tensor("16,256", "int32")));
        assertThat(recognise(use("FusedInferAttentionScore", paged, List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.why()).contains("paged cache"));
        assertThat(recognise(use("PagedAttentionMaskNdKernel", List.of(), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.ATTENTION));
    }

    @Test
    void elementwiseWorkMovesWhatItReadsAndWrites() {
        Operator add = computed(use("Add", tensors("128,4096;128,4096", "bfloat16"), tensors("128,4096", "bfloat16")));
        assertThat(add.bytes()).isEqualTo(3 * 128 * 4096 * 2.0);
        Operator norm = computed(use("RmsNorm", tensors("128,4096;4096", "bfloat16"), List.of(tensor("128,4096", "bfloat16"), tensor("128,1", "float"))));
        assertThat(norm.bytes()).isEqualTo(2 * 128 * 4096 * 2.0 + 4096 * 2 + 128 * 4);
        Operator cast = computed(use("Cast", tensors("1000", "float"), tensors("1000", "bfloat16")));
        assertThat(cast.bytes()).isEqualTo(6000);
    }

    @Test
    void gathersReadWhatTheyWriteAndScattersWriteWhatTheyAreGiven() {
        Operator gather = computed(use("GatherV2", List.of(tensor("150000,4096", "bfloat16"), tensor("128", "int64"), tensor("1", "int64")), tensors("128,4096", "bfloat16")));
        assertThat(gather.bytes()).isEqualTo(2 * 128 * 4096 * 2.0);
        Operator scatter = computed(use("ScatterUpdate", List.of(tensor("2000,128,8,128", "bfloat16"), tensor("16", "int64"), tensor("16,8,128", "bfloat16")), tensors("2000,128,8,128", "bfloat16")));
        assertThat(scatter.bytes()).isEqualTo(2 * (16 * 8 * 128 * 2.0 + 16 * 8));
        assertThat(computed(use("DynamicQuant", tensors("128,4096", "bfloat16"), List.of(tensor("128,4096", "int8"), tensor("128", "float")))))
                .isEqualTo(new Operator.Cast("DynamicQuant", 128 * 4096, Precision.BF16, Precision.INT8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RmsNorm", "AddRmsNormBias", "LayerNormV3WithImplMode", "SwiGlu", "Swish", "SwigluQuant", "Gelu", "RotaryMul", "ApplyRotaryPosEmb", "RotaryPositionEmbedding", "Mul", "MulAiCore", "Muls",
        "CastAiCore", "TransData", "Transpose", "ConcatD", "SliceAiCore", "StridedSliceD", "GatherV3", "ReduceSum", "ReduceMean", "SoftmaxV2", "TopKV2", "MoeGatingTopKSoftmax", "MoeInitRoutingV2",
        "MoeFinalizeRoutingV2", "MoeTokenPermute", "ApplyAdamWV2", "ForeachMulScalar", "Pows", "Rsqrt", "AsStrided", "TensorMove", "PadV3", "ArgMaxV2", "MaskedFill", "ZerosLike", "BroadcastTo", "Sort", "Less",
        "LogicalAnd", "AscendQuantV2", "DequantSwigluQuant", "ReshapeAndCacheNdKernel", "KvRmsNormRopeCache", "IndexPutV2", "InterleaveRope", "RealDiv", "ClipByValueV2"})
    void typesThatProfilesShowAreTraffic(String type) {
        assertThat(Traffic.way(type)).isPresent();
    }

    @Test
    void nothingIsDroppedSilently() {
        assertThat(recognise(use("Frobnicate", List.of(), List.of()))).isInstanceOfSatisfying(Recognised.Unknown.class, u -> assertThat(u.why()).contains("Frobnicate"));
        assertThat(recognise(on("AI_VECTOR_CORE", "_triton_rope"))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.TRAFFIC));
        assertThat(recognise(on("AI_CPU", "Sort"))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.why()).contains("AI CPU"));
        assertThat(recognise(on("AI_CPU", "allreduceAicpuKernel"))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.EXCHANGE));
        assertThat(recognise(use("MlaPrologV2", List.of(), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.PRODUCT));
        assertThat(recognise(use("GroupedMatmul", List.of(), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.EXPERTS));
        assertThat(recognise(use("Add", List.of(), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.TRAFFIC));
        assertThat(recognise(use("MatMulV2", List.of(), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.PRODUCT));
    }

    @Test
    void convolutionsAreProductsOfPatchesAndFilters() {
        // 3 x 224 x 224 in patches of 14: 256 patches, 588 inputs each, 1024 channels.
        Use use = use("Conv2D", List.of(new Use.Tensor(List.of(1L, 3L, 224L, 224L), "half", "NCHW"), new Use.Tensor(List.of(1024L, 3L, 14L, 14L), "half", "NCHW")),
                List.of(new Use.Tensor(List.of(1L, 1024L, 16L, 16L), "half", "NCHW")));
        Operator.Gemm product = gemm(use);
        assertThat(List.of(product.m(), product.n(), product.k())).containsExactly(256.0, 1024.0, 588.0);
    }

    @Test
    void collectivesArePricedWhereSizeAndMembersAreKnown() {
        Use.Exchange known = new Use.Exchange("all_reduce", 1e6, 4, "tp", List.of(0, 8, 16, 24));
        assertThat(recognise(exchange("hcom_allReduce_", known, List.of(), List.of()))).isEqualTo(new Recognised.Exchanged(new Collective.AllReduce(1e6, new Group(4, 8))));
        assertThat(recognise(exchange("hcom_allReduce_", new Use.Exchange("all_reduce", 0, 4, "tp", List.of()), List.of(), List.of()))).isInstanceOfSatisfying(Recognised.Unshaped.class,
                u -> assertThat(u.why()).contains("how many bytes"));
        assertThat(recognise(exchange("MatmulAllReduce", new Use.Exchange("all_reduce", 0, 0, "", List.of()), tensors("8,64;64,32", "half"), tensors("8,32", "half"))))
                .isInstanceOfSatisfying(Recognised.Unshaped.class, u -> assertThat(u.nature()).isEqualTo(Nature.PRODUCT));
    }

    @Test
    void tokensGoToTheRanksThatTheCountsTellOf() {
        // 16 experts here, 64 ranks: 1024 counts.
        Use use = exchange("MoeDistributeDispatchV2", new Use.Exchange("dispatch", 0, 0, "", List.of()), List.of(tensor("24,7168", "bfloat16"), tensor("24,8", "int32")),
                List.of(tensor("1536,7168", "int8"), tensor("1536", "float"), tensor("192", "int32"), tensor("16", "int64"), tensor("1024", "int32"), tensor("1", "int32")));
        assertThat(recognise(use)).isEqualTo(new Recognised.Exchanged(new Collective.Dispatch(24, 7168, 8, Group.adjacent(64))));
    }

    private static Operator.Gemm gemm(Use use) {
        return (Operator.Gemm) computed(use);
    }

    private static Operator computed(Use use) {
        Recognised found = recognise(use);
        assertThat(found).isInstanceOf(Recognised.Computed.class);
        assertThat(((Recognised.Computed) found).operators()).hasSize(1);
        return ((Recognised.Computed) found).operators().getFirst();
    }

    private static Recognised recognise(Use use) {
        return AscendOperators.recognise(use);
    }

    private static Use use(String type, List<Use.Tensor> inputs, List<Use.Tensor> outputs) {
        return new Use(Use.Kind.KERNEL, type, "", List.of(), inputs, outputs, List.of(), "AI_CORE", false, Optional.empty(), 0, 1, 1e-4, 1e-4, 1e-4, 0, Map.of());
    }

    private static Use on(String core, String type) {
        return new Use(Use.Kind.KERNEL, type, "", List.of(), List.of(), List.of(), List.of(), core, false, Optional.empty(), 0, 1, 1e-4, 1e-4, 1e-4, 0, Map.of());
    }

    private static Use exchange(String type, Use.Exchange exchange, List<Use.Tensor> inputs, List<Use.Tensor> outputs) {
        return new Use(Use.Kind.EXCHANGE, type, "", List.of(), inputs, outputs, List.of(), "HCCL", false, Optional.of(exchange), 0, 1, 1e-4, 1e-4, 1e-4, 0, Map.of());
    }

    private static List<Use.Tensor> tensors(String shapes, String type) {
        return Arrays.stream(shapes.split(";")).map(s -> tensor(s, type)).toList();
    }

    private static Use.Tensor tensor(String shape, String type) {
        return new Use.Tensor(Arrays.stream(shape.split(",")).map(Long::parseLong).toList(), type, "ND");
    }

    private static List<Use.Tensor> slots(int count, Map<Integer, Use.Tensor> given) {
        List<Use.Tensor> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(given.getOrDefault(i, new Use.Tensor(List.of(), "", "")));
        }
        return slots;
    }
}
