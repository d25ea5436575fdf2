package dev.podwright.trace;

import java.util.random.RandomGenerator;
import org.hipparchus.special.Gamma;

/// The law of the time between two arrivals.
///
/// @param law of the gaps
/// @param rate arrivals per second
/// @param variation coefficient of variation of the gaps (standard deviation over mean); 1 for Poisson arrivals
/// @param shape of the gamma or Weibull law
/// @param unit mean of the law at scale 1
public record Gaps(Law law, double rate, double variation, double shape, double unit) {
    private static final int HALVINGS = 60;
    private static final double MOST_SHAPE = 1e3;
    private static final double LEAST_SHAPE = 0.05;

    /// Laws that production traces were found to follow (ServeGen, arXiv 2505.09999).
    public enum Law { POISSON, GAMMA, WEIBULL }

    public Gaps {
        if (!(rate > 0) || !(variation > 0)) {
            throw new IllegalArgumentException("The rate (%s) and the variation (%s) must be above 0.".formatted(rate, variation));
        }
    }

    /// Gaps of a law with a rate and a variation.
    public static Gaps of(Law law, double rate, double variation) {
        return switch (law) {
            case POISSON -> new Gaps(law, rate, 1, 1, 1);
            case GAMMA -> new Gaps(law, rate, variation, 1 / (variation * variation), 1 / (variation * variation));
            case WEIBULL -> {
                double shape = weibullShape(variation);
                yield new Gaps(law, rate, variation, shape, gammaFunction(1 + 1 / shape));
            }
        };
    }

    public static Gaps poisson(double rate) {
        return of(Law.POISSON, rate, 1);
    }

    /// The same law at another rate.
    public Gaps at(double other) {
        return new Gaps(law, other, variation, shape, unit);
    }

    /// Seconds to the next arrival.
    double draw(RandomGenerator random) {
        double drawn = switch (law) {
            case POISSON -> random.nextExponential();
            case GAMMA -> gamma(shape, random);
            case WEIBULL -> Math.pow(random.nextExponential(), 1 / shape);
        };
        return drawn / (unit * rate);
    }

    /// Marsaglia and Tsang 2000, doi 10.1145/358407.358414; below shape 1 by their boost.
    private static double gamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /// The shape whose coefficient of variation is the one wanted: it falls with the shape.
    private static double weibullShape(double variation) {
        double low = LEAST_SHAPE;
        double high = MOST_SHAPE;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            double mean = gammaFunction(1 + 1 / middle);
            double cv = Math.sqrt(Math.max(0, gammaFunction(1 + 2 / middle) / (mean * mean) - 1));
            if (cv > variation) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double gammaFunction(double x) {
        return Gamma.gamma(x);
    }
}
