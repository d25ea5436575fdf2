package dev.podwright.kernel;

import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Chip;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;

/// The number formats of an operator: what it reads its bulk in (weights, or cached keys and values), and what the machine may multiply in.
public final class Formats {
    private Formats() {}

    /// The format whose peak limits an operator. Attention of a prompt over an FP8 cache may multiply in FP8 though queries come and results go in
    /// 16 bits: TensorRT-LLM and, on Blackwell, vLLM do (ai-dynamo/aiconfigurator@095f58a5, whose rows exceed the 16-bit rate of other
    /// libraries), so only the FP8 peak is a limit.
    public static Precision limit(OperatorClass kind, Precision storage, Precision compute, Chip chip) {
        boolean prompt = kind == OperatorClass.PREFILL_ATTENTION || kind == OperatorClass.LATENT_PREFILL;
        boolean sixteen = KernelFit.filed(compute) == Precision.BF16;
        return prompt && sixteen && storage == Precision.FP8 && chip.supports(Precision.FP8) ? Precision.FP8 : compute;
    }

    public static Precision storage(Operator operator) {
        return switch (operator) {
            case Operator.Gemm gemm -> gemm.weights();
            case Operator.Experts experts -> experts.weights();
            case Operator.PrefillAttention prefill -> prefill.kv();
            case Operator.DecodeAttention decode -> decode.kv();
            case Operator.LatentDecode decode -> decode.kv();
            case Operator.Cast cast -> cast.compute();
            case Operator.Stream stream -> stream.compute();
        };
    }
}
