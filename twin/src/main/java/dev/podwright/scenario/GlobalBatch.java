package dev.podwright.scenario;

import dev.podwright.model.Architecture;
import dev.podwright.model.Parameters;
import dev.podwright.workload.Recipe;
import java.util.List;
import java.util.stream.IntStream;

/// The batch of an optimiser step where nobody says one.
///
/// Pretraining takes what published models of the size took: 0.5M tokens up to 1e9 parameters, 1M up to 5e9, 2M up to 2e10
/// (GPT-3, arXiv 2005.14165, table 2.1), 4M up to 2e11 (GPT-3 175B 3.2M; Llama 2, arXiv 2307.09288, section 2.2, 4M), 16M above
/// (Llama 3 405B, arXiv 2407.21783, section 3.4.1, its last stage). Fine-tuning takes 128 sequences (Tülu 3, arXiv 2411.15124,
/// section 4.3). The number of sequences is then a power of two times the odd part of the numbers of ranks, so that it
/// can be dealt evenly.
public final class GlobalBatch {
    private static final double MILLION = 1e6;
    private static final double TUNING_SEQUENCES = 128;
    /// An odd part that outgrows the batch itself is no help.
    private static final double LARGEST_ODD_SHARE = 0.25;

    /// Tokens for models of up to so many parameters.
    private record Step(double parameters, double tokens) {}

    private static final List<Step> STEPS = List.of(new Step(1e9, 0.5 * MILLION), new Step(5e9, MILLION), new Step(2e10, 2 * MILLION),
            new Step(2e11, 4 * MILLION), new Step(Double.POSITIVE_INFINITY, 16 * MILLION));

    private GlobalBatch() {}

    /// Sequences per optimiser step.
    public static double of(Architecture model, Recipe.Phase phase, double sequence, List<Target> targets) {
        double sequences = switch (phase) {
            case PRETRAIN -> tokens(Parameters.total(model)) / sequence;
            case SFT, LORA -> TUNING_SEQUENCES;
        };
        double odd = targets.stream().map(t -> oddPart(t.pod().ranks())).reduce(1, GlobalBatch::leastCommonMultiple);
        double unit = odd <= LARGEST_ODD_SHARE * sequences ? odd : 1;
        return Math.max(1, unit * Math.pow(2, Math.rint(Math.log(sequences / unit) / Math.log(2))));
    }

    private static double tokens(double parameters) {
        return STEPS.stream().filter(s -> parameters <= s.parameters).findFirst().orElseThrow().tokens;
    }

    private static int oddPart(int ranks) {
        return ranks >> Integer.numberOfTrailingZeros(ranks);
    }

    private static int leastCommonMultiple(int a, int b) {
        int common = IntStream.rangeClosed(1, Math.min(a, b)).filter(d -> a % d == 0 && b % d == 0).max().orElse(1);
        return (int) Math.min(Integer.MAX_VALUE, (long) a / common * b);
    }
}
