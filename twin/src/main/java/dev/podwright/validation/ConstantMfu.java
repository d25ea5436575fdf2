package dev.podwright.validation;

import dev.podwright.model.FlopConvention;
import dev.podwright.training.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What a table of experience says without any model of the machine: every job reaches the same share of the peak. One
/// constant per chip family and precision, the median MFU (attention counted full) of all measured rows of other models.
final class ConstantMfu {
    private static final double MIDDLE = 0.5;

    private record Known(String family, String precision, String model, double mfu) {}

    private final List<Known> known;

    private ConstantMfu(List<Known> known) {
        this.known = List.copyOf(known);
    }

    /// @param jobs of the rows, in the same order
    static ConstantMfu of(List<TrainingRow> rows, List<TrainingJob> jobs) {
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            known.add(new Known(family(jobs.get(i)), precision(rows.get(i)), rows.get(i).model().id(), rows.get(i).tokens() / atPeak(rows.get(i), jobs.get(i))));
        }
        return new ConstantMfu(known);
    }

    /// Tokens/s of one rank at the constant; empty if no other model was measured on the family in this precision.
    OptionalDouble tokens(TrainingRow row, TrainingJob job) {
        double[] others = known.stream()
                .filter(k -> k.family.equals(family(job)) && k.precision.equals(precision(row)) && !k.model.equals(row.model().id()))
                .mapToDouble(Known::mfu).sorted().toArray();
        return others.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Errors.quantile(others, MIDDLE) * atPeak(row, job));
    }

    private static double atPeak(TrainingRow row, TrainingJob job) {
        return job.peak() / FlopConvention.FULL_ATTENTION.perToken(row.model(), row.recipe().sequence());
    }

    private static String family(TrainingJob job) {
        return job.rankChip().family();
    }

    /// 16 bits are 16 bits.
    private static String precision(TrainingRow row) {
        return switch (row.recipe().quantization().activations()) {
            case FP16, BF16 -> "16 bits";
            case FP32, TF32, FP8, INT8, INT4, MXFP4, NVFP4 -> row.recipe().quantization().activations().label();
        };
    }
}
