package dev.podwright.kernel;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Library;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Precision;
import dev.podwright.units.Spread;
import dev.podwright.units.Tie;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prices operators on one chip. A law is resolved when it is first needed, after that pricing an operator is arithmetic
/// only. Instances may be shared between threads.
public final class Kernels {
    private static final int FORMATS = Precision.values().length;
    private static final Spread EXACT = Spread.NONE;

    private final Chip chip;
    private final Resolver resolver;
    private final Set<Precision> castInside;
    private final Tie tie;
    /// Two threads that meet resolve the same law twice, which does no harm: pricings are equal and immutable.
    private final Pricing[] pricings = new Pricing[OperatorClass.values().length * FORMATS * FORMATS];

    private Kernels(Chip chip, Resolver resolver, Tie tie) {
        this.chip = chip;
        this.resolver = resolver;
        this.castInside = resolver.castInside();
        this.tie = tie;
    }

    /// @param chip the chip to price on
    /// @param chips the chips that fits may be borrowed from
    /// @param calibration the fits
    /// @throws InputException if the chip's memory bandwidth is not known
    public static Kernels of(Chip chip, List<Chip> chips, Calibration calibration) {
        return new Kernels(chip, new Resolver(chip, chips, calibration, Optional.empty()), calibration.dependence().on(chip.id()));
    }

    /// Prices what one library ran, with its own fits where there are any; otherwise like [#of(Chip, List, Calibration)].
    public static Kernels of(Chip chip, List<Chip> chips, Calibration calibration, Library library) {
        return new Kernels(chip, new Resolver(chip, chips, calibration, Optional.of(library)), calibration.dependence().on(chip.id()));
    }

    private static int index(OperatorClass kind, Precision storage, Precision compute) {
        return (kind.ordinal() * FORMATS + storage.ordinal()) * FORMATS + compute.ordinal();
    }

    /// The chip that operators are priced on.
    public Chip chip() {
        return chip;
    }

    /// A leaf of the cost tree: predicted and ideal seconds, what bounds them, how far they may be off and where the
    /// numbers come from. An operator with nothing to do costs nothing.
    ///
    /// @throws InputException if the chip cannot compute in the operator's format
    public Cost price(Operator operator) {
        Work work = Work.of(operator);
        if (inside(operator)) {
            return Cost.leaf(operator.name(), 0, 0, Bound.LATENCY, EXACT, "inside the measured product");
        }
        if (idle(work)) {
            return Cost.leaf(operator.name(), 0, 0, Bound.LATENCY, EXACT, "nothing to do");
        }
        Pricing pricing = pricing(operator, work.kind());
        double compute = work.flops() / pricing.peak();
        double memory = work.bytes() / pricing.bandwidth();
        Law law = pricing.law();
        double seconds = pricing.seconds(operator, work);
        double ideal = Work.ideal(operator, pricing.peak(), pricing.bandwidth());
        return Cost.leaf(operator.name(), seconds, ideal, bound(law, compute, memory, seconds), pricing.spread(operator).tied(tie), pricing.why());
    }

    /// Seconds only, for searches that price millions.
    public double seconds(Operator operator) {
        Work work = Work.of(operator);
        if (idle(work) || inside(operator)) {
            return 0;
        }
        Pricing pricing = pricing(operator, work.kind());
        return pricing.seconds(operator, work);
    }

    /// A cast whose product was timed with it.
    private boolean inside(Operator operator) {
        return operator instanceof Operator.Cast cast && castInside.contains(cast.to());
    }

    private static boolean idle(Work work) {
        return work.kind() == OperatorClass.STREAM ? work.bytes() <= 0 && work.flops() <= 0 : work.flops() <= 0;
    }

    private Pricing pricing(Operator operator, OperatorClass kind) {
        Precision storage = Formats.storage(operator);
        int index = index(kind, storage, operator.compute());
        Pricing pricing = pricings[index];
        if (pricing == null) {
            pricing = resolver.resolve(kind, storage, operator.compute()).orElseThrow(() -> uncovered(operator, kind));
            pricings[index] = pricing;
        }
        return pricing;
    }

    private InputException uncovered(Operator operator, OperatorClass kind) {
        chip.peak(operator.compute());
        return new InputException("No calibration covers %s, so %s cannot be predicted.".formatted(kind.label(), operator.name()),
                "Make one with podwright calibrate.");
    }

    /// Overhead and extra terms together against the roofline; inside the roofline the larger limit.
    private static Bound bound(Law law, double compute, double memory, double seconds) {
        if (law.roof(compute, memory) < seconds / 2) {
            return Bound.LATENCY;
        }
        return compute / law.computeEfficiency() >= memory / law.memoryEfficiency() ? Bound.COMPUTE : Bound.MEMORY;
    }
}
