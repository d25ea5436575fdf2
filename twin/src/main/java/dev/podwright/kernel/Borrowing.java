package dev.podwright.kernel;

import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Kinship;
import dev.podwright.calibration.Library;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Confidence;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Quantity;
import dev.podwright.units.Precision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a chip without measurements of its own takes a fit from: efficiencies, overhead and terms are used unchanged
/// with the chip's own peak and bandwidth.
public final class Borrowing {
    /// A borrowed fit and how near it stands.
    public record Loan(KernelFit fit, Kinship kinship, boolean samePrecision) {

        /// The law of the lender for other formats on a chip: its compute efficiency is a share of the peak that limited the lender, which may be
        /// another than the one that limits the borrower.
        public Law law(Chip chip, Precision storage, Precision compute) {
            Law law = Law.of(fit);
            double lenders = chip.peak(Formats.limit(fit.operator(), fit.storage(), compute, chip));
            double own = chip.peak(Formats.limit(fit.operator(), storage, compute, chip));
            return law.withComputeEfficiency(Math.min(1, law.computeEfficiency() * lenders / own));
        }
    }

    /// One place to look, in the order of [#ORDER].
    public record Step(Kinship kinship, boolean samePrecision) {}

    private static final int PREFERRED = 3;
    private static final int FOREIGN = 4;
    /// What an octave between chips adds to the error of a fit: matrix products of an A100 are predicted with Hopper's fits, 2.4 octaves away, at 13 %
    /// where Hopper's own error is 4 % (the transfers of the calibration). A short, uncertain table is thus no lender beside a long one.
    private static final double ERROR_PER_OCTAVE = 0.04;

    /// Nearest first. A chip of the same family in the same formats predicts better than the chip itself in other formats:
    /// 11 % against 23 % median error for matrix products (the transfers of the calibration).
    public static final List<Step> ORDER = List.of(
            new Step(Kinship.CHIP, true), new Step(Kinship.FAMILY, true),
            new Step(Kinship.CHIP, false), new Step(Kinship.FAMILY, false),
            new Step(Kinship.VENDOR, true), new Step(Kinship.VENDOR, false),
            new Step(Kinship.ANY, true), new Step(Kinship.ANY, false));

    private final Map<OperatorClass, List<KernelFit>> fits;
    private final Map<String, Chip> chips;
    private final Optional<Library> library;

    /// @param fits all fits there are
    /// @param chips the chips they were made on, by id; fits of other chips are ignored
    public Borrowing(List<KernelFit> fits, Map<String, Chip> chips) {
        this(fits, chips, Optional.empty());
    }

    /// @param library whose fits come first; without one the fits that the product prefers are the only ones
    public Borrowing(List<KernelFit> fits, Map<String, Chip> chips, Optional<Library> library) {
        this.library = library;
        this.chips = Map.copyOf(chips);
        this.fits = fits.stream().filter(f -> chips.containsKey(f.chip()) && foreignness(f) < FOREIGN).collect(Collectors.groupingBy(KernelFit::operator));
    }

    /// The nearest fit for `operator` on `chip`, its own if it has one.
    public Optional<Loan> nearest(Chip chip, OperatorClass operator, Precision storage, Precision compute) {
        return ORDER.stream().flatMap(step -> within(step, chip, operator, storage, compute).stream()).findFirst();
    }

    /// The nearest fit of one step; a chip counts in the nearest kinship only.
    public Optional<Loan> within(Step step, Chip chip, OperatorClass operator, Precision storage, Precision compute) {
        Precision stored = KernelFit.filed(storage);
        Precision computed = KernelFit.filed(compute);
        return fits.getOrDefault(operator, List.of()).stream()
                .filter(f -> kinship(chip, chips.get(f.chip())) == step.kinship)
                .filter(f -> (f.storage() == stored && f.compute() == computed) == step.samePrecision)
                .min(Comparator.<KernelFit>comparingDouble(f -> strangeness(f, stored, computed))
                        .thenComparingInt(this::foreignness)
                        .thenComparingDouble(f -> f.medianError() + ERROR_PER_OCTAVE * distance(chip, chips.get(f.chip())))
                        .thenComparing(Comparator.comparingInt(KernelFit::rows).reversed())
                        .thenComparing(KernelFit::chip)
                        .thenComparing(KernelFit::storage)
                        .thenComparing(KernelFit::compute))
                .map(f -> new Loan(f, step.kinship, step.samePrecision));
    }

    /// How far a fit's library is from the one wanted: 0 the very kernel, 1 its number format, 2 its framework, [#FOREIGN] a
    /// library that the product would not choose.
    private int foreignness(KernelFit fit) {
        if (library.isPresent() && fit.framework().equals(library.get().framework())) {
            return fit.kernel().equals(library.get().kernel()) ? 0 : fit.format().equals(library.get().format()) ? 1 : 2;
        }
        return fit.preferred() ? PREFERRED : FOREIGN;
    }

    static Kinship kinship(Chip chip, Chip other) {
        if (chip.id().equals(other.id())) {
            return Kinship.CHIP;
        }
        if (chip.family().equals(other.family())) {
            return Kinship.FAMILY;
        }
        return chip.vendor().equals(other.vendor()) ? Kinship.VENDOR : Kinship.ANY;
    }

    /// How far the number formats of a fit are from those wanted: octaves of width, of computing first.
    private static double strangeness(KernelFit fit, Precision storage, Precision compute) {
        return 2 * octaves(fit.compute().bytes(), compute.bytes()) + octaves(fit.storage().bytes(), storage.bytes())
                + (fit.compute() == compute ? 0 : 1);
    }

    /// How far two chips are apart: octaves of memory bandwidth and of 16-bit peak. Published figures count: a what-if of the
    /// user's must not change whom the chip resembles.
    private static double distance(Chip chip, Chip other) {
        double bandwidth = octaves(published(chip.figures().get(Figure.MEMORY_BANDWIDTH)), published(other.figures().get(Figure.MEMORY_BANDWIDTH)));
        boolean both = chip.supports(Precision.BF16) && other.supports(Precision.BF16);
        return bandwidth + (both ? octaves(published(chip.peaks().get(Precision.BF16)), published(other.peaks().get(Precision.BF16))) : 0);
    }

    private static double published(Quantity figure) {
        boolean replaced = figure.confidence() == Confidence.USER && !figure.alternatives().isEmpty();
        return replaced ? figure.alternatives().getFirst().si() : figure.si();
    }

    private static double octaves(double a, double b) {
        return Math.abs(Math.log(a / b)) / Math.log(2);
    }
}
