package dev.podwright.survey.log;

import dev.podwright.network.collective.Operation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// One table of a log.
///
/// @param file as named
/// @param line of its heading, from 1
/// @param program `nccl-tests` or `hccl_test`
/// @param operation if the log or its name says it
/// @param ranks if the log says it
/// @param busFactor busbw over algbw as printed, if it is: what the operation and the ranks must agree with
/// @param rows the smallest size first, one for each size
/// @param notes what the reader must know, in sentences
public record MeasuredLog(String file, int line, String program, Optional<Operation> operation, OptionalInt ranks, OptionalDouble busFactor, List<Row> rows, List<String> notes) {
    public static final String NCCL_TESTS = "nccl-tests";
    public static final String HCCL_TEST = "hccl_test";

    /// @param bytes as nccl-tests counts them; hccl_test counts alike: for gathers and scatters what all ranks hold together
    /// @param seconds of one execution
    public record Row(double bytes, double seconds) {}

    public MeasuredLog {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }
}
