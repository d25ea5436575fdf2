package dev.podwright.survey;

import dev.podwright.network.collective.Operation;
import java.util.Arrays;
import java.util.List;

/// A measured log beside the prediction of the same exchanges.
///
/// @param file as named
/// @param program that wrote it: `nccl-tests` or `hccl_test`
/// @param system that the prediction is for
/// @param ranks that were measured
/// @param notes on the log, in sentences
public record Agreement(String file, String program, String system, Operation operation, int ranks, List<Row> rows, List<String> notes) {
    private static final double MOST = 0.9;

    /// One line of the log.
    ///
    /// @param bytes as nccl-tests counts them
    /// @param seconds measured
    public record Row(double bytes, double seconds, Timing predicted) {

        /// Predicted over measured, less 1.
        public double error() {
            return predicted.seconds().value() / seconds - 1;
        }

        /// Whether the measured time lies in the interval of the prediction.
        public boolean within() {
            return predicted.seconds().low() <= seconds && seconds <= predicted.seconds().high();
        }
    }

    public Agreement {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /// Median of the errors' sizes.
    public double median() {
        double[] sizes = sizes();
        int half = sizes.length / 2;
        return sizes.length % 2 == 1 ? sizes[half] : (sizes[half - 1] + sizes[half]) / 2;
    }

    /// The size of error that nine in ten rows do not exceed.
    public double ninetieth() {
        double[] sizes = sizes();
        return sizes[(int) Math.ceil(MOST * sizes.length) - 1];
    }

    private double[] sizes() {
        double[] sizes = rows.stream().mapToDouble(r -> Math.abs(r.error())).toArray();
        Arrays.sort(sizes);
        return sizes;
    }
}
