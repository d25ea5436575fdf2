package dev.podwright.validation;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.kernel.Features;
import dev.podwright.kernel.Formats;
import dev.podwright.kernel.Law;
import dev.podwright.kernel.Traits;
import dev.podwright.kernel.Work;
import java.util.Arrays;
import java.util.List;

/// Samples of one chip as columns of numbers, for the optimiser.
final class Points {
    /// The shortest twentieth of the rows shows the overhead.
    private static final int TWENTIETH = 20;
    private static final double TENTH = 0.1;

    /// Seconds of the arithmetic at the chip's peak.
    final double[] compute;
    /// Seconds of the traffic at the chip's bandwidth.
    final double[] memory;
    /// What is asked of the machine; the counts of the extra terms among it.
    final Work[] work;
    /// Logarithm of the measured seconds.
    final double[] log;
    /// Logarithm of the seconds on the ideal machine.
    final double[] ideal;
    final double[][] features;
    final double[][] traits;

    private Points(int size) {
        compute = new double[size];
        memory = new double[size];
        work = new Work[size];
        log = new double[size];
        ideal = new double[size];
        features = new double[size][];
        traits = new double[size][];
    }

    static Points of(List<Sample> samples, Chip chip) {
        Points points = new Points(samples.size());
        double bandwidth = chip.need(Figure.MEMORY_BANDWIDTH);
        double cores = chip.find(Figure.MATRIX_CORES).map(Quantity::si).orElse(0.0);
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            Work work = Work.of(sample.operator());
            double peak = chip.peak(Formats.limit(work.kind(), Formats.storage(sample.operator()), sample.operator().compute(), chip));
            points.compute[i] = work.flops() / peak;
            points.memory[i] = work.bytes() / bandwidth;
            points.work[i] = work;
            points.log[i] = Math.log(sample.seconds());
            points.ideal[i] = Math.log(Work.ideal(sample.operator(), peak, bandwidth));
            points.features[i] = Features.of(sample.operator());
            points.traits[i] = Traits.of(sample.operator(), cores);
        }
        return points;
    }

    /// Logarithms of measured/predicted.
    double[] ratios(Law law) {
        double[] ratios = new double[size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = log[i] - Math.log(law.seconds(compute[i], memory[i], work[i]));
        }
        return ratios;
    }

    int size() {
        return log.length;
    }

    /// Seconds of short rows.
    double shortest() {
        double[] sorted = log.clone();
        Arrays.sort(sorted);
        return Math.exp(sorted[sorted.length / TWENTIETH]);
    }

    /// A tenth of the geometric mean of seconds per count of an extra term: where the search for the term starts. 0 where no row has it.
    double tenthPerCount(int term) {
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < size(); i++) {
            double count = count(i, term);
            if (count > 0) {
                sum += log[i] - Math.log(count);
                counted++;
            }
        }
        return counted == 0 ? 0 : TENTH * Math.exp(sum / counted);
    }

    /// The count of an extra term of one row.
    double count(int row, int term) {
        return switch (term) {
            case 0 -> work[row].first();
            case 1 -> work[row].second();
            case 2 -> work[row].third();
            default -> work[row].fourth();
        };
    }
}
