package dev.podwright.plan;

import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Level;
import dev.podwright.layout.Recompute;
import dev.podwright.model.Architecture;
import dev.podwright.model.Attention;
import dev.podwright.model.FeedForward;
import dev.podwright.model.Layer;
import dev.podwright.training.TrainingJob;
import dev.podwright.workload.Recipe;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The parallel sizes that a training search considers, within sane bounds.
///
/// @param layers of the model
/// @param heads that tensor ranks divide: the greatest common divisor over the layers
/// @param experts routed experts, 0 for a dense model
/// @param sequence tokens per sequence
/// @param globalBatch sequences per iteration
/// @param domains ranks that are joined without leaving the scale-up fabric, level by level from the inside out
/// @param recomputations what may be computed again, least first
/// @param host whether states may wait in host memory: the bandwidth of its link must be known
record Space(int layers, int heads, int experts, double sequence, int globalBatch, List<Integer> domains, List<Recompute> recomputations,
             boolean host) {
    /// Every layer waits for its tensor-parallel collectives. Published runs stay within a server of 8; supernodes join more.
    static final int MOST_TENSOR = 32;
    /// Below this a rank's share of a sequence is too short to hide the exchange of keys and values; Llama 3 divides
    /// 131,072 tokens by 16 (arXiv 2407.21783, section 3.3.2).
    static final double LEAST_CONTEXT = 8192;
    /// The deepest published pipeline: one trillion parameters over 64 stages (Narayanan et al. 2021, arXiv 2104.04473, table 1).
    static final int MOST_STAGES = 64;
    /// Experts spread over more ranks are not published for training; DeepSeek-V3 takes 64, Pangu Ultra MoE 32 (arXiv
    /// 2412.19437, 2505.04519), serving up to 320.
    static final int MOST_EXPERT_RANKS = 256;

    Space {
        domains = List.copyOf(domains);
        recomputations = List.copyOf(recomputations);
    }

    static Space of(TrainingJob job) {
        Architecture model = job.model();
        return new Space(model.layers().size(), divisor(model, l -> heads(l.attention())), divisor(model, l -> experts(l.feedForward())),
                job.recipe().sequence(), batch(job.recipe()), domains(job.pod().levels()),
                Recomputations.of(model, job.software().flashAttention()), job.rankChip().find(Figure.HOST_BANDWIDTH).isPresent());
    }

    /// Whole sequences of an iteration.
    static int batch(Recipe recipe) {
        return Math.max(1, Math.toIntExact(Math.round(recipe.globalBatch())));
    }

    /// All shapes that use as many of `ranks` as each can: its data-parallel size is the largest divisor of the global batch
    /// that there is room for. Those that leave ranks idle for the sake of the batch are counted in `out`.
    List<Shape> shapes(int ranks, Tally out) {
        List<Shape> shapes = new ArrayList<>();
        for (int tensor : tensorSizes(ranks)) {
            for (int context = 1; context == 1 || sequence / context >= LEAST_CONTEXT; context *= 2) {
                for (int pipeline : stages(ranks, ranks / (tensor * context))) {
                    int room = ranks / (tensor * context * pipeline);
                    int data = largestDivisor(room);
                    if (data < room && (long) room * tensor * context * pipeline == ranks) {
                        unevenBatch(new Shape(tensor, context, room, pipeline, 1, 1), data, out);
                    }
                    addExperts(tensor, context, data, pipeline, shapes);
                }
            }
        }
        return shapes;
    }

    private void unevenBatch(Shape full, int data, Tally out) {
        double margin = (double) full.data() / data;
        out.add(Constraint.BATCH, 1, margin, () -> new Rejection(Constraint.BATCH, Role.TRAINING, "tp%d cp%d dp%d pp%d".formatted(full.tensor(),
                full.context(), full.data(), full.pipeline()), margin, "%,d sequences per iteration cannot be divided among dp %,d; dp %,d leaves %.0f%% of the ranks idle"
                        .formatted(globalBatch, full.data(), data, 100 * (1 - 1 / margin))));
    }

    private void addExperts(int tensor, int context, int data, int pipeline, List<Shape> shapes) {
        if (experts == 0) {
            shapes.add(new Shape(tensor, context, data, pipeline, 1, 1));
            return;
        }
        long stage = (long) tensor * context * data;
        for (int ep = 1; ep <= Math.min(experts, MOST_EXPERT_RANKS); ep *= 2) {
            for (int etp : tensor == 1 ? new int[] {1} : new int[] {1, tensor}) {
                if (experts % ep == 0 && stage % ((long) ep * etp) == 0) {
                    shapes.add(new Shape(tensor, context, data, pipeline, ep, etp));
                }
            }
        }
    }

    /// Divisors of the heads that fill the scale-up domain they lie in evenly.
    private List<Integer> tensorSizes(int ranks) {
        return IntStream.rangeClosed(1, Math.min(MOST_TENSOR, ranks)).filter(t -> heads % t == 0)
                .filter(t -> t == 1 || domains.stream().filter(d -> d >= t).findFirst().filter(d -> d % t == 0).isPresent()).boxed().toList();
    }

    /// Powers of two, once or three times, and divisors of the ranks.
    private List<Integer> stages(int ranks, int most) {
        return IntStream.rangeClosed(1, Math.min(Math.min(layers, MOST_STAGES), most))
                .filter(p -> Integer.bitCount(p) == 1 || p % 3 == 0 && Integer.bitCount(p / 3) == 1 || ranks % p == 0).boxed().toList();
    }

    private int largestDivisor(int most) {
        int divisor = Math.min(most, globalBatch);
        while (globalBatch % divisor != 0) {
            divisor--;
        }
        return divisor;
    }

    /// Ranks that are joined without leaving the scale-up fabric, level by level from the inside out.
    static List<Integer> domains(List<Level> levels) {
        List<Integer> domains = new ArrayList<>();
        int ranks = 1;
        for (Level level : levels) {
            if (!level.scaleOut() && level.groups() > 1) {
                ranks *= level.groups();
                domains.add(ranks);
            }
        }
        return domains;
    }

    /// Layers without the part in question (0) divide by anything.
    private static int divisor(Architecture model, ToIntFunction<Layer> size) {
        return model.distinctLayers().keySet().stream().map(l -> BigInteger.valueOf(size.applyAsInt(l))).reduce(BigInteger.ZERO, BigInteger::gcd).intValue();
    }

    private static int heads(Attention attention) {
        return switch (attention) {
            case Attention.GroupedQuery a -> a.heads();
            case Attention.Latent a -> a.heads();
            case Attention.Compressed a -> a.heads();
            case Attention.Linear a -> a.valueHeads();
        };
    }

    private static int experts(FeedForward feedForward) {
        return switch (feedForward) {
            case FeedForward.Dense _ -> 0;
            case FeedForward.Mixture f -> f.experts();
        };
    }
}
