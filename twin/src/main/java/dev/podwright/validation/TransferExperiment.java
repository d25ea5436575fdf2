package dev.podwright.validation;

import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Kinship;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Transfer;
import dev.podwright.catalog.Chip;
import dev.podwright.kernel.Borrowing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Measures how well borrowed fits predict: every fit is taken away in turn and its rows are predicted with what would
/// have been borrowed instead, from each distance.
final class TransferExperiment {
    /// Quantiles that stand for the rows of one case, so that a long table weighs no more than a short one.
    private static final int QUANTILES = 101;

    private final List<KernelFitter.Fitted> fitted;
    private final Map<String, Chip> chips;
    private final Borrowing borrowing;

    TransferExperiment(List<KernelFitter.Fitted> fitted, Map<String, Chip> chips) {
        this.fitted = fitted;
        this.chips = chips;
        this.borrowing = new Borrowing(fitted.stream().map(KernelFitter.Fitted::fit).toList(), chips);
    }

    List<Transfer> run() {
        List<Transfer> transfers = new ArrayList<>();
        for (OperatorClass operator : OperatorClass.values()) {
            for (Borrowing.Step step : Borrowing.ORDER) {
                if (step.kinship() != Kinship.CHIP || !step.samePrecision()) {
                    List<double[]> cases = fitted.stream().filter(f -> f.fit().preferred() && f.fit().operator() == operator)
                            .flatMap(f -> borrow(f, step).stream()).toList();
                    if (!cases.isEmpty()) {
                        Errors errors = Errors.of(cases.stream().flatMapToDouble(Arrays::stream).toArray());
                        transfers.add(new Transfer(operator, step.kinship(), step.samePrecision(), cases.size(), errors.median(),
                                errors.p90(), errors.spread()));
                    }
                }
            }
        }
        return transfers;
    }

    /// Quantiles of ln(measured/predicted) of one fit's rows under the fit borrowed at `step`; empty if there is none.
    private List<double[]> borrow(KernelFitter.Fitted target, Borrowing.Step step) {
        KernelFit own = target.fit();
        Chip chip = chips.get(own.chip());
        return borrowing.within(step, chip, own.operator(), own.storage(), own.compute()).stream()
                .map(loan -> quantiles(KernelModel.of(loan, CrossValidator.subject(own), chip).ratios(Points.of(target.samples(), chip))))
                .toList();
    }

    static double[] quantiles(double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        double[] quantiles = new double[QUANTILES];
        for (int i = 0; i < QUANTILES; i++) {
            quantiles[i] = Errors.quantile(sorted, (double) i / (QUANTILES - 1));
        }
        return quantiles;
    }
}
