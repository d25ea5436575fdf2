package dev.podwright.calibration;

import dev.podwright.units.Spread;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far off predictions were of rows whose group the fit had not seen.
///
/// @param key engine and kind, such as `vllm/moe`; the kind alone; empty = all rows
/// @param rows how many
/// @param medianError median of |predicted/measured - 1|
/// @param p90Error its 90th percentile
/// @param spread 5 % and 95 % quantiles of ln(measured/predicted)
public record ServingError(Figure figure, Room room, String key, int rows, double medianError, double p90Error, Spread spread) {

    /// What is predicted.
    public enum Figure {
        TPOT,
        TTFT;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Figure> of(String label) {
            return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
        }
    }

    /// How much of the cache the requests in flight want: time to the first token depends on it steeply.
    public enum Room {
        AMPLE,
        TIGHT,
        SHORT;

        /// From half of the cache on, requests may have to wait for it.
        private static final double FROM = 0.5;
        /// Beyond this they surely do.
        private static final double TO = 1.2;

        /// @param pressure tokens wanted over tokens that the cache holds
        public static Room of(double pressure) {
            return pressure < FROM ? AMPLE : pressure <= TO ? TIGHT : SHORT;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Room> of(String label) {
            return Arrays.stream(values()).filter(r -> r.label().equals(label)).findFirst();
        }
    }
}
