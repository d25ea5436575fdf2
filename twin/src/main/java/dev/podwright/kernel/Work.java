package dev.podwright.kernel;

import dev.podwright.calibration.OperatorClass;
import dev.podwright.model.Operator;

/// What an operator asks of a machine, counted without a chip.
///
/// @param kind the class it is calibrated with
/// @param flops arithmetic the kernel does, tile rounding included; never less than the operator's own
/// @param bytes traffic to memory
/// @param first count of the class's first extra term, 0 where it has none
/// @param second count of its second
/// @param third count of its third
/// @param fourth count of its fourth
public record Work(OperatorClass kind, double flops, double bytes, double first, double second, double third, double fourth) {

    /// Rows of queries that one tile of an attention kernel holds. Query heads that share keys and values stand in one
    /// tile, and the causal diagonal is computed in whole tiles (FlashAttention-2, arXiv 2307.08691). 128 rows for head
    /// dimensions from 128 up (Dao-AILab/flash-attention@07602ad:hopper/tile_size.h), which also fits the others' times.
    static final double QUERY_TILE = 128;

    /// Work of a class of at most two terms.
    Work(OperatorClass kind, double flops, double bytes, double first, double second) {
        this(kind, flops, bytes, first, second, 0, 0);
    }

    /// Most query heads per key head that every library's decode kernel takes together. TensorRT-LLM's times per query head
    /// grow by an order of magnitude between 32 and 48 heads per key head on Hopper and Blackwell alike.
    static final double SHARED = 32;

    public static Work of(Operator operator) {
        return switch (operator) {
            case Operator.Gemm gemm -> new Work(gemm.count() > 1 ? OperatorClass.BATCHED_GEMM : OperatorClass.GEMM,
                    gemm.flops(), gemm.bytes(), gemm.k(), gemm.count() * gemm.m() * gemm.k());
            case Operator.Experts experts -> experts(experts);
            case Operator.PrefillAttention prefill -> prefill(prefill);
            case Operator.DecodeAttention decode -> decode(decode);
            case Operator.LatentDecode decode ->
                    new Work(OperatorClass.LATENT_DECODE, decode.flops(), decode.bytes(), decode.context(), decode.batch());
            case Operator.Cast cast -> new Work(OperatorClass.STREAM, cast.flops(), cast.bytes(), 0, 0);
            case Operator.Stream stream -> new Work(OperatorClass.STREAM, stream.flops(), stream.bytes(), 0, 0);
        };
    }

    private static Work decode(Operator.DecodeAttention op) {
        double lone = op.heads() > SHARED * op.kvHeads() ? op.batch() * op.heads() : 0;
        return new Work(OperatorClass.DECODE_ATTENTION, op.flops(), op.bytes(), op.context(), op.batch() * op.kvHeads(), lone,
                lone * op.context() * (op.headDim() + op.valueDim()));
    }

    private static Work experts(Operator.Experts op) {
        return new Work(OperatorClass.EXPERTS, op.flops(), op.bytes(), op.activeExperts(), op.routed() * (op.hidden() + op.inter()));
    }

    private static Work prefill(Operator.PrefillAttention op) {
        OperatorClass kind = op.headDim() == op.valueDim() ? OperatorClass.PREFILL_ATTENTION : OperatorClass.LATENT_PREFILL;
        double span = op.window() > 0 ? Math.min(op.context(), op.window() + QUERY_TILE) : op.context();
        double shared = op.heads() / op.kvHeads();
        double tiles = Math.ceil(op.tokens() * shared / QUERY_TILE);
        double rows = tiles * QUERY_TILE / shared;
        double mean = op.context() - op.tokens() + (op.tokens() + QUERY_TILE) / 2;
        double seen = op.window() > 0 ? Math.min(mean, op.window() + QUERY_TILE) : mean;
        double flops = 2 * op.batch() * op.heads() * (op.headDim() + op.valueDim()) * rows * seen;
        return new Work(kind, Math.max(op.flops(), flops), op.bytes(), span, op.batch() * op.kvHeads() * tiles,
                op.batch() * op.heads() * Math.ceil(op.tokens() / QUERY_TILE), 0);
    }

    /// Seconds on a machine without any loss: the operator's own FLOPs at the peak or its bytes at full bandwidth.
    public static double ideal(Operator operator, double peak, double bandwidth) {
        return Math.max(operator.flops() / peak, operator.bytes() / bandwidth);
    }
}
