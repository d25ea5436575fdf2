package dev.podwright.kernel;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.ModuleFit;
import dev.podwright.model.Operator;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prices whole blocks of operators as frameworks run them one kernel after the other, gaps included.
public final class Modules {
    private static final double PERCENT = 100;
    private static final double MICRO = 1e6;

    private final List<ModuleFit> fits;

    public Modules(Calibration calibration) {
        this.fits = calibration.modules();
    }

    /// The shape of a block.
    ///
    /// @param tokens new tokens of all sequences
    /// @param context tokens of each sequence when done
    /// @param heads query heads of the rank
    public record Shape(double tokens, double context, double heads) {

        /// In octaves, as the residual of a [ModuleFit] sees it.
        public double[] features() {
            return new double[] {octaves(tokens), octaves(context), octaves(heads)};
        }

        private static double octaves(double size) {
            return Math.log(size) / Math.log(2);
        }
    }

    /// The cost of a block: its operators, and what the block takes beyond their sum or below it.
    ///
    /// @param kernels prices single operators, of the block's framework where there are any
    /// @param wanted whose block; the nearest fit stands in where it has none: of its framework, then of its chip. The interval then holds
    ///     the plain sum of the operators too.
    public Cost price(Kernels kernels, ModuleFit.Subject wanted, List<Operator> operators, Shape shape) {
        List<Cost> parts = operators.stream().map(kernels::price).toList();
        Cost plain = Cost.sequence(wanted.block(), "sum of its operators", parts);
        Optional<ModuleFit> nearest = fits.stream().filter(f -> f.subject().block().equals(wanted.block()))
                .min(Comparator.<ModuleFit>comparingInt(f -> strangeness(f.subject(), wanted)).thenComparing(f -> f.subject().kernel())
                        .thenComparing(f -> f.subject().chip()));
        return nearest.map(fit -> fitted(fit, wanted, plain, shape)).orElse(plain);
    }

    private static Cost fitted(ModuleFit fit, ModuleFit.Subject wanted, Cost plain, Shape shape) {
        double[] features = shape.features();
        double seconds = Math.max(plain.ideal(), fit.law(plain.seconds(), shape.tokens()) * Math.exp(fit.residual().at(features)));
        double factor = Math.exp(fit.errors().at(features));
        Spread own = new Spread(fit.spread().low() * factor, fit.spread().high() * factor);
        Bound bound = plain.seconds() < seconds / 2 ? Bound.LATENCY : plain.bound();
        if (fit.subject().equals(wanted)) {
            return Cost.leaf(plain.name(), seconds, plain.ideal(), bound, own, String.format(Locale.ROOT,
                    "%.0f us of operators, fitted on %,d rows of %s %s (%s), held out %.0f/%.0f %%", MICRO * plain.seconds(), fit.rows(),
                    fit.subject().chip(), fit.subject().block(), fit.subject().kernel(), PERCENT * fit.medianError(), PERCENT * fit.p90Error()));
        }
        double apart = Math.log(plain.seconds() / seconds);
        Spread wide = new Spread(Math.min(own.low(), apart), Math.max(own.high(), apart));
        return Cost.leaf(plain.name(), seconds, plain.ideal(), bound, wide,
                "borrowed from %s (%s), wider interval".formatted(fit.subject().chip(), fit.subject().kernel()));
    }

    /// 0 the very one, 1 another version, 2 another chip, 3 another framework, 4 neither.
    private static int strangeness(ModuleFit.Subject fit, ModuleFit.Subject wanted) {
        boolean chip = fit.chip().equals(wanted.chip());
        if (fit.framework().equals(wanted.framework())) {
            return chip ? fit.kernel().equals(wanted.kernel()) ? 0 : 1 : 2;
        }
        return chip ? 3 : 4;
    }
}
