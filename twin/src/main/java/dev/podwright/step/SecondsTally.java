package dev.podwright.step;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;

/// Adds up the seconds of a step, in the same order as the cost tree does and so to the same last digit.
final class SecondsTally implements Tally {
    /// A step holds a draft, which holds a layer.
    private static final int DEEPEST = 3;

    private final Kernels kernels;
    private final Fabric fabric;
    private final double[] sums = new double[DEEPEST + 1];
    /// Seconds of collectives that may hide.
    private double beside;
    private boolean hiding;
    private int depth;

    SecondsTally(Kernels kernels, Fabric fabric) {
        this.kernels = kernels;
        this.fabric = fabric;
    }

    @Override
    public void begin(String name, String why) {
        sums[++depth] = 0;
    }

    @Override
    public void beginBeside(String name, String why) {
        begin(name, why);
        hiding = true;
        beside = 0;
    }

    @Override
    public void operator(Operator operator) {
        sums[depth] += kernels.seconds(operator);
    }

    @Override
    public void collective(String name, Collective collective, double times) {
        double seconds = times * fabric.seconds(collective);
        if (hiding) {
            beside += seconds;
        } else {
            sums[depth] += seconds;
        }
    }

    @Override
    public void end(double times) {
        if (hiding) {
            sums[depth] += fabric.exposed(beside, sums[depth]);
            hiding = false;
        }
        double node = times * sums[depth--];
        sums[depth] += node;
    }

    double seconds() {
        return sums[0];
    }
}
