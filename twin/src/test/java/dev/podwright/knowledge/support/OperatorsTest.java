package dev.podwright.knowledge.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import dev.podwright.knowledge.support.OperatorSupport.Replacement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private static final String RELEASE = "2.7.1";
    private final Operators operators = Operators.of(Support.bundled(), Substitutes.bundled());

    private OperatorSupport of(String name) {
        return operators.of(name, RELEASE, Generation.A2);
    }

    @ParameterizedTest
    @CsvSource({
        "aten::mm, torch.mm",
        "aten::mm.out, torch.mm",
        "aten::add_, torch.add",
        "aten::_softmax, torch.softmax",
        "aten::_log_softmax_backward_data, torch.nn.functional.log_softmax",
        "aten::native_layer_norm, torch.nn.functional.layer_norm",
        "aten::native_layer_norm_backward, torch.nn.functional.layer_norm",
        "aten::_scaled_dot_product_flash_attention, torch.nn.functional.scaled_dot_product_attention",
        "aten::_flash_attention_forward, torch.nn.functional.scaled_dot_product_attention",
        "aten::convolution, torch.nn.functional.conv2d",
        "aten::_fused_adamw_, torch.optim.AdamW",
        "aten::_foreach_sqrt, torch._foreach_sqrt",
        "aten::linalg_vector_norm, torch.linalg.vector_norm",
        "aten::special_erf, torch.special.erf",
        "aten::embedding_dense_backward, torch.nn.functional.embedding",
        "aten::__and__, torch.bitwise_and",
        "aten::empty_strided, torch.empty_strided",
        "MmBackward0, torch.mm",
        "autograd::engine::evaluate_function: MmBackward0, torch.mm",
        "autograd::engine::evaluate_function: NativeLayerNormBackward0, torch.nn.functional.layer_norm",
        "ScaledDotProductEfficientAttentionBackward0, torch.nn.functional.scaled_dot_product_attention",
        "Optimizer.step#AdamW.step, torch.optim.AdamW",
        "c10d::allreduce_, torch.distributed.all_reduce",
        "c10d::_allgather_base_, torch.distributed.all_gather_into_tensor",
        "nccl:all_reduce, torch.distributed.all_reduce",
        "nccl:_reduce_scatter_base, torch.distributed.reduce_scatter_tensor",
        "_c10d_functional::all_to_all_single, torch.distributed.all_to_all_single",
        "Torch-Compiled Region: 0/0, torch.compile"})
    void anOperatorIsJudgedByTheInterfaceThatStandsForIt(String name, String api) {
        assertThat(of(name).api()).isEqualTo(api);
        assertThat(of(name).verdict()).isNotInstanceOf(Verdict.Unread.class);
        assertThat(of(name).work()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aten::view", "aten::expand", "aten::slice", "aten::unfold", "detach", "aten::to", "aten::type_as", "record_param_comms",
        "autograd::engine::evaluate_function: torch::autograd::AccumulateGrad", "ProfilerStep#12", "nn.Module: Linear_0", "torch/nn/modules/module.py(1739): _call_impl", "cudaLaunchKernel"})
    void viewsAndRangesCostNothing(String name) {
        assertThat(of(name).verdict()).isEqualTo(new Verdict.Supported());
        assertThat(of(name).api()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aten::copy_", "aten::_to_copy", "aten::index", "aten::_foreach_add_", "aten::masked_fill_", "aten::_local_scalar_dense"})
    void whatNoTableNamesButTorchNpuRegistersSaysSo(String name) {
        assertThat(of(name).verdict()).isInstanceOfSatisfying(Verdict.Unread.class, unread -> assertThat(unread.registered()).isTrue());
    }

    @Test
    void whatNeitherNamesIsUnknownAndSaysWhatMayHappen() {
        assertThat(of("aten::_assert_async").verdict()).isInstanceOfSatisfying(Verdict.Unread.class, unread -> {
            assertThat(unread.registered()).isFalse();
            assertThat(unread.why()).contains("CPU", "ERR01007");
        });
        assertThat(of("aten::frobnicate").verdict()).isInstanceOfSatisfying(Verdict.Unread.class, unread -> assertThat(unread.why()).contains("no such operator"));
    }

    @ParameterizedTest
    @CsvSource({
        "flash_attn::_flash_attn_forward, torch_npu.npu_fusion_attention",
        "FlashAttnFuncBackward, torch_npu.npu_fusion_attention",
        "_vllm_fa3_C::fwd, torch_npu.npu_fused_infer_attention_score",
        "_vllm_fa2_C::varlen_fwd, torch_npu.npu_fused_infer_attention_score",
        "vllm::unified_attention_with_output, torch_npu.npu_fused_infer_attention_score",
        "vllm::inplace_fused_experts, torch_npu.npu_grouped_matmul",
        "_C::fused_add_rms_norm, torch_npu.npu_add_rms_norm",
        "_C::rms_norm, torch_npu.npu_rms_norm",
        "_C::silu_and_mul, torch_npu.npu_swiglu",
        "_C::rotary_embedding, torch_npu.npu_rotary_mul",
        "_C_cache_ops::reshape_and_cache_flash, torch_npu.npu_scatter_pa_kv_cache",
        "_moe_C::topk_softmax, torch_npu.npu_moe_gating_top_k_softmax",
        "sgl_kernel::fused_add_rmsnorm, torch_npu.npu_add_rms_norm",
        "flashinfer::batch_decode_run, torch_npu.npu_fused_infer_attention_score",
        "xformers::efficient_attention_forward_cutlass, torch_npu.npu_fusion_attention",
        "te_moe::moe_permute, torch_npu.npu_moe_token_permute",
        "deep_gemm::m_grouped_fp8_gemm_nt_contiguous, torch_npu.npu_grouped_matmul",
        "sgl_kernel::build_tree_kernel_efficient, sgl-kernel-npu",
        "LigerRMSNormFunctionBackward, Liger-Kernel",
        "_LayerNormLinearBackward, MindSpeed",
        "Optimizer.step#FusedAdam.step, torch_npu.optim.NpuFusedAdamW",
        "triton_poi_fused_add_0, torch.compile"})
    void anOperatorOfAThirdPartyHasAReplacementWithASource(String name, String by) {
        OperatorSupport support = of(name);

        assertThat(support.replacement().map(Replacement::by)).contains(by);
        assertThat(support.replacement().map(Replacement::source).orElse("")).isNotBlank();
        assertThat(support.verdict()).isInstanceOf(Verdict.Unread.class);
        assertThat(support.work()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitsandbytes::dequantize_4bit", "mamba_ssm::selective_scan", "my_lab::frobnicate", "quantized::linear", "torch_bnb::x"})
    void whatNoSourceReplacesIsWork(String name) {
        assertThat(of(name).work()).isTrue();
        assertThat(of(name).replacement()).isEmpty();
        assertThat(of(name).verdict()).isInstanceOf(Verdict.Unread.class);
    }

    @Test
    void anOptimiserThatTheTablesDoNotNameIsUnknown() {
        assertThat(of("Optimizer.step#Adafactor.step").api()).isEmpty();
        assertThat(of("Optimizer.step#Adafactor.step").verdict()).isInstanceOf(Verdict.Unread.class);
    }

    @Test
    void aReplacementThatAReleaseDoesNotHaveSaysSo() {
        assertThat(of("causal_conv1d_cuda::fwd").replacement().orElseThrow().note()).isEqualTo("not in torch_npu for PyTorch 2.7.1");
        assertThat(operators.of("causal_conv1d_cuda::fwd", "2.13.0", Generation.A2).replacement().orElseThrow().note()).isEmpty();
    }

    @Test
    void operatorsOfTorchNpuAreKnownByTheirReleases() {
        assertThat(operators.of("npu::npu_fusion_attention_v3", "2.7.1", Generation.A2).verdict()).isInstanceOfSatisfying(Verdict.Unread.class,
                unread -> assertThat(unread.registered()).isFalse());
        assertThat(operators.of("npu::npu_fusion_attention_v3", "2.13.0", Generation.A2).verdict()).isInstanceOfSatisfying(Verdict.Unread.class,
                unread -> assertThat(unread.registered()).isTrue());
    }

    @Test
    void nothingIsClaimedFor310P() {
        for (String name : new String[] {"aten::mm", "aten::view", "aten::copy_", "record_param_comms", "npu::npu_rms_norm"}) {
            assertThat(operators.of(name, RELEASE, Generation.P310).verdict()).as(name).isInstanceOfSatisfying(Verdict.Unread.class,
                    unread -> assertThat(unread.why()).contains("310P"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "::", "aten::", "x::", "a b::c", "Backward0", "autograd::engine::evaluate_function: ", "Optimizer.step#"})
    void oddNamesAreUnknownRatherThanAnError(String name) {
        assertThat(of(name).verdict()).isInstanceOf(Verdict.Unread.class);
        assertThat(of(name).name()).isEqualTo(name);
    }

    @Test
    void aReleaseThatWasNotReadIsRefused() {
        assertThatThrownBy(() -> operators.of("aten::mm", "2.8.0", Generation.A2)).isInstanceOf(InputException.class).hasMessageContaining("2.8.0");
    }
}
