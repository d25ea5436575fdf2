package dev.podwright.kernel;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Forest;
import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Kinship;
import dev.podwright.calibration.Library;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.Residual;
import dev.podwright.calibration.Transfer;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds the time law for every class and pair of formats of one chip.
final class Resolver {
    private static final double PERCENT = 100;

    private final Chip chip;
    private final Calibration calibration;
    private final Borrowing borrowing;
    private final double bandwidth;

    Resolver(Chip chip, List<Chip> chips, Calibration calibration, Optional<Library> library) {
        this.chip = chip;
        this.calibration = calibration;
        Map<String, Chip> byId = chips.stream().collect(Collectors.toMap(Chip::id, Function.identity(), (a, b) -> a));
        byId.put(chip.id(), chip);
        this.borrowing = new Borrowing(calibration.kernels(), byId, library);
        this.bandwidth = chip.need(Figure.MEMORY_BANDWIDTH);
    }

    /// The formats whose products were measured with the cast of their input.
    Set<Precision> castInside() {
        return Arrays.stream(Precision.values())
                .filter(chip::supports)
                .filter(p -> borrowing.nearest(chip, OperatorClass.GEMM, p, p).filter(loan -> loan.fit().castsInput()).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The pricing of a class in its formats; empty if the chip cannot compute in them or no fit can be borrowed.
    Optional<Pricing> resolve(OperatorClass kind, Precision storage, Precision compute) {
        if (kind == OperatorClass.STREAM) {
            return storage == compute ? stream(compute) : Optional.empty();
        }
        if (!chip.supports(compute)) {
            return Optional.empty();
        }
        return borrowing.nearest(chip, kind, storage, compute)
                .map(loan -> new Pricing(loan.law(chip, storage, compute), chip.peak(Formats.limit(kind, storage, compute, chip)), bandwidth, loan.fit().residual(), loan.fit().forest(), cores(), loan.fit().scale(), spread(loan), why(loan)));
    }

    /// Elementwise kernels have no measurements. They stream memory as the chip's widest matrix product streams its weights,
    /// and start as fast as its shortest measured kernel. The spread is that of matrix products priced with a law for other
    /// formats on the same chip: one kind of kernel standing in for another. On a chip without measurements it is the
    /// widest seen.
    private Optional<Pricing> stream(Precision compute) {
        return borrowing.nearest(chip, OperatorClass.GEMM, Precision.BF16, Precision.BF16).map(loan -> {
            KernelFit gemm = loan.fit();
            double overhead = calibration.kernels().stream()
                    .filter(f -> f.chip().equals(gemm.chip()) && f.preferred())
                    .mapToDouble(KernelFit::overhead)
                    .min().orElse(gemm.overhead());
            Law law = new Law(1, gemm.memoryEfficiency(), overhead, 0, 0);
            Spread spread = Optional.of(loan).filter(l -> l.kinship() == Kinship.CHIP)
                    .flatMap(l -> calibration.transfer(OperatorClass.GEMM, Kinship.CHIP, false))
                    .map(t -> join(gemm.spread(), t.spread()))
                    .orElseGet(() -> widest(OperatorClass.GEMM, gemm.spread()));
            return new Pricing(law, vectorPeak(compute), bandwidth, Residual.NONE, Forest.NONE, 0, Residual.NONE, spread,
                    "not measured: memory efficiency of matrix products and shortest kernel of " + gemm.chip());
        });
    }

    private double cores() {
        return chip.find(Figure.MATRIX_CORES).map(Quantity::si).orElse(0.0);
    }

    /// Vector units do elementwise work. A chip whose vector peak nobody published is taken to be limited by memory.
    private double vectorPeak(Precision compute) {
        return Optional.ofNullable(chip.vectorPeaks().get(compute))
                .or(() -> Optional.ofNullable(chip.vectorPeaks().get(Precision.FP32)))
                .map(q -> q.si())
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Spread spread(Borrowing.Loan loan) {
        if (loan.kinship() == Kinship.CHIP && loan.samePrecision()) {
            return loan.fit().spread();
        }
        return calibration.transfer(loan.fit().operator(), loan.kinship(), loan.samePrecision())
                .map(t -> join(loan.fit().spread(), t.spread()))
                .orElseGet(() -> widest(loan.fit().operator(), loan.fit().spread()));
    }

    private Spread widest(OperatorClass kind, Spread own) {
        return calibration.transfers().stream()
                .filter(t -> t.operator() == kind)
                .map(Transfer::spread)
                .sorted(Comparator.comparingDouble(Spread::high))
                .reduce(own, Resolver::join);
    }

    private static Spread join(Spread a, Spread b) {
        return new Spread(Math.min(a.low(), b.low()), Math.max(a.high(), b.high()));
    }

    private String why(Borrowing.Loan loan) {
        KernelFit fit = loan.fit();
        String formats = fit.storage() == fit.compute() ? fit.compute().label() : fit.storage().label() + "/" + fit.compute().label();
        if (loan.kinship() == Kinship.CHIP && loan.samePrecision()) {
            return String.format(Locale.ROOT, "fitted on %,d rows of %s %s (%s), held out %.0f/%.0f %%", fit.rows(), fit.chip(), formats,
                    fit.kernel(), PERCENT * fit.medianError(), PERCENT * fit.p90Error());
        }
        String relation = switch (loan.kinship()) {
            case CHIP -> "same chip";
            case FAMILY -> "same family, " + chip.family();
            case VENDOR -> "same vendor";
            case ANY -> "another vendor";
        };
        return "borrowed from %s %s (%s), wider interval".formatted(fit.chip(), formats, relation);
    }
}
