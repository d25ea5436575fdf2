package dev.podwright.validation;

import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.kernel.Formats;
import dev.podwright.kernel.Work;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import java.util.Comparator;

/// What one fit is about.
record Subject(String chip, OperatorClass operator, Precision storage, Precision compute) implements Comparable<Subject> {
    private static final Comparator<Subject> ORDER = Comparator.comparing(Subject::chip).thenComparing(Subject::operator)
            .thenComparing(Subject::storage).thenComparing(Subject::compute);

    static Subject of(String chip, Operator operator) {
        return new Subject(chip, Work.of(operator).kind(), KernelFit.filed(Formats.storage(operator)), KernelFit.filed(operator.compute()));
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
