package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How well operators of a class were predicted on rows that the fits had not seen: every measured row counts, those that a law is not
/// fitted to (weights warm in the cache, say) as well, each predicted with the fits of its own library.
///
/// @param held what was held out
/// @param operator class of the rows
/// @param chip their chip; empty for all chips together
/// @param rows how many
/// @param bias median of ln(measured/predicted): positive where predictions are too fast
/// @param medianError median of |predicted/measured - 1|
/// @param p90Error its 90th percentile
/// @param coverage share of rows inside their 90 % interval, which was made without them
/// @param halfWidth median half width of the intervals, as a share of the prediction
public record CrossValidation(Held held, OperatorClass operator, String chip, int rows, double bias, double medianError, double p90Error,
                              double coverage, double halfWidth) {

    /// What the fits had not seen of a row.
    public enum Held {
        /// Its shape: the rows of a fifth of the weight shapes (head layouts, expert models) were held out at a time.
        SHAPE,
        /// Its chip: all rows of one chip were held out at a time, and its fits borrowed.
        CHIP;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Held> of(String label) {
            return Arrays.stream(values()).filter(h -> h.label().equals(label)).findFirst();
        }
    }
}
