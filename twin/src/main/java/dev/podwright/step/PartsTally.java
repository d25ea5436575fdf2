package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import java.util.Arrays;

/// Adds up the seconds of a step by part.
final class PartsTally implements Tally {
    private static final int LINEAR = 0;
    private static final int HEAD = 1;
    private static final int PREFILL = 2;
    private static final int DECODE = 3;
    private static final int EXPERTS = 4;
    private static final int PARTS = 5;
    /// A step holds a draft, which holds a layer.
    private static final int DEEPEST = 3;

    private final Kernels kernels;
    private final Fabric fabric;
    private final double[][] sums = new double[DEEPEST + 1][PARTS];
    /// Seconds of collectives that may hide.
    private double beside;
    private boolean hiding;
    private int depth;
    private int headDepth = Integer.MAX_VALUE;

    PartsTally(Kernels kernels, Fabric fabric) {
        this.kernels = kernels;
        this.fabric = fabric;
    }

    @Override
    public void begin(String name, String why) {
        depth++;
        Arrays.fill(sums[depth], 0);
        if (name.equals("head") && headDepth == Integer.MAX_VALUE) {
            headDepth = depth;
        }
    }

    @Override
    public void beginBeside(String name, String why) {
        begin(name, why);
        hiding = true;
        beside = 0;
    }

    @Override
    public void operator(Operator operator) {
        int part = switch (operator) {
            case Operator.PrefillAttention _ -> PREFILL;
            case Operator.DecodeAttention _, Operator.LatentDecode _ -> DECODE;
            case Operator.Experts _ -> depth >= headDepth ? HEAD : EXPERTS;
            case Operator.Gemm _, Operator.Stream _, Operator.Cast _ -> other();
        };
        sums[depth][part] += kernels.seconds(operator);
    }

    @Override
    public void collective(String name, Collective collective, double times) {
        double seconds = times * fabric.seconds(collective);
        if (hiding) {
            beside += seconds;
        } else {
            sums[depth][other()] += seconds;
        }
    }

    private int other() {
        return depth >= headDepth ? HEAD : LINEAR;
    }

    @Override
    public void end(double times) {
        if (hiding) {
            sums[depth][other()] += fabric.exposed(beside, Arrays.stream(sums[depth]).sum());
            hiding = false;
        }
        if (depth == headDepth) {
            headDepth = Integer.MAX_VALUE;
        }
        for (int part = 0; part < PARTS; part++) {
            sums[depth - 1][part] += times * sums[depth][part];
        }
        depth--;
    }

    StepParts parts() {
        return new StepParts(sums[0][LINEAR], sums[0][EXPERTS], sums[0][HEAD], sums[0][PREFILL], sums[0][DECODE]);
    }
}
