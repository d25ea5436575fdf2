package dev.podwright.step;

import dev.podwright.calibration.TrainingOverheads;
import dev.podwright.calibration.TrainingTerm;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.Recompute;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.model.Operator;
import dev.podwright.step.PassItem.Transfer;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.Optional;

/// How much longer operators and exchanges take in a training framework than by themselves.
final class Slowing {
    /// Starting kernels was fitted to whole iterations, whose interval counts its error.
    private static final Spread HOST_SPREAD = Spread.factor(2);

    private final TrainingSoftware software;
    private final TrainingOverheads overheads;
    private final Kernels kernels;
    private final Fabric fabric;

    Slowing(TrainingSoftware software, TrainingOverheads overheads, Kernels kernels, Fabric fabric) {
        this.software = software;
        this.overheads = overheads;
        this.kernels = kernels;
        this.fabric = fabric;
    }

    /// @param slowdown of the attention kernel's generation
    double seconds(Operator operator, double slowdown, Block block) {
        double factor = factor(operator, block) * slowdown;
        double seconds = factor * kernels.seconds(operator);
        return factor < 1 ? Math.max(seconds, kernels.price(operator).ideal()) : seconds;
    }

    Cost price(Operator operator, double slowdown, Block block) {
        Cost cost = kernels.price(operator);
        double factor = factor(operator, block);
        if (slowdown == 1 && factor == 1) {
            return cost;
        }
        String why = slowdown == 1 ? cost.why() : cost.why() + ", slowed as " + software.attention().label();
        return Cost.leaf(cost.name(), Math.max(cost.ideal(), factor * slowdown * cost.seconds()), cost.ideal(), cost.bound(), cost.spread(),
                factor == 1 ? why : "%s, x %.2f in training".formatted(why, factor));
    }

    /// Seconds that an exchange adds.
    ///
    /// @param whole its seconds by itself
    /// @param behind seconds of computation by itself that it runs beside
    double exposed(Transfer transfer, double whole, double behind) {
        double left = fabric.exposed(whole, overheads.work() * behind);
        return switch (transfer.kind()) {
            case TENSOR -> overheads.exposed(whole, left, TrainingTerm.HIDDEN_TENSOR);
            case CONTEXT, EXPERTS, PIPELINE, WEIGHTS, GRADIENTS, HOST -> left;
        };
    }

    /// Seconds of an exchange by itself.
    double alone(double whole) {
        return overheads.work() * whole;
    }

    double hostSeconds(Block block, Pass pass, Recompute recompute) {
        if (software.graphs() || !starts(pass, recompute)) {
            return 0;
        }
        return layer(block).map(l -> l.feedForward() instanceof FeedForward.Mixture ? overheads.host() : 0).orElse(0.0);
    }

    Optional<Cost> host(Block block, Pass pass, Recompute recompute) {
        double seconds = hostSeconds(block, pass, recompute);
        return seconds == 0 ? Optional.empty()
                : Optional.of(Cost.leaf("software.overhead", seconds, 0, Bound.LATENCY, HOST_SPREAD, "the host starts kernels one by one"));
    }

    /// Gradients of weights are started with those of inputs.
    private static boolean starts(Pass pass, Recompute recompute) {
        return switch (pass) {
            case FORWARD, BACKWARD_INPUT -> true;
            case RECOMPUTE -> recompute instanceof Recompute.Full;
            case BACKWARD_WEIGHT -> false;
        };
    }

    private double factor(Operator operator, Block block) {
        return overheads.work() * switch (operator) {
            case Operator.Gemm _, Operator.PrefillAttention _, Operator.DecodeAttention _, Operator.LatentDecode _ -> 1;
            case Operator.Experts _ -> layer(block).map(l -> l.feedForward() instanceof FeedForward.Mixture m
                    ? overheads.experts(m.bias(), m.latent() > 0) : 1.0).orElse(1.0);
            case Operator.Stream s when state(s, block) -> overheads.factor(TrainingTerm.STATE);
            case Operator.Stream _, Operator.Cast _ -> overheads.factor(TrainingTerm.ELEMENTWISE);
        };
    }

    private static boolean state(Operator.Stream stream, Block block) {
        return stream.name().startsWith("attention.") && layer(block).map(l -> l.attention() instanceof Attention.Linear).orElse(false);
    }

    private static Optional<Layer> layer(Block block) {
        return switch (block) {
            case Block.Body body -> Optional.of(body.layer());
            case Block.Draft draft -> Optional.of(draft.layer());
            case Block.Embedding _, Block.Head _ -> Optional.empty();
        };
    }
}
