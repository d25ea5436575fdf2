package dev.podwright.survey.log;

import dev.podwright.document.InputException;
import dev.podwright.network.collective.Operation;
import dev.podwright.survey.OperationNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A table while it is being read.
final class Sweep {
    /// Programs of nccl-tests end in `_perf`, those of hccl_test in `_test`.
    private static final Pattern PROGRAM = Pattern.compile("([a-z_]+?)(?:v)?_(?:perf|test)\\b");
    private static final double MICROSECONDS = 1e6;
    private static final double GIGA = 1e9;
    /// Bandwidths are printed with two decimals or more: below this they are too coarse to check anything.
    private static final double COARSE = 1;
    private static final double ROUNDING = 0.02;
    /// Until 2020 nccl-tests printed (p-1)/p of it for gathers and scatters (NVIDIA/nccl-tests issue 45): a half, at least.
    private static final double LEAST_SHARE = 0.5;

    private final String file;
    private final String program;
    private final int line;
    private final Map<Double, Double> rows = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Double> factors = new ArrayList<>();
    private int wrong;
    private int repeated;

    Sweep(String file, String program, int line) {
        this.file = file;
        this.program = program;
        this.line = line;
    }

    /// The operation that a line or the name of a file speaks of.
    static Optional<Operation> operation(String text) {
        Matcher matcher = PROGRAM.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            Optional<Operation> found = OperationNames.find(matcher.group(1));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// GB/s as printed, where the program prints a bus bandwidth.
    void bus(double algorithmBandwidth, double busBandwidth) {
        if (algorithmBandwidth >= COARSE) {
            factors.add(busBandwidth / algorithmBandwidth);
        }
    }

    /// @param algorithmBandwidth GB/s as printed: it must be size over time
    void row(int at, double bytes, double microseconds, double algorithmBandwidth) {
        if (!(microseconds > 0) || !(bytes >= 0) || Double.isInfinite(microseconds) || Double.isInfinite(bytes)) {
            throw new InputException("%s, line %d: %s bytes in %s us.".formatted(file, at, bytes, microseconds), "Sizes are at least 0 and times above 0; run it again.");
        }
        double computed = bytes * MICROSECONDS / microseconds / GIGA;
        double share = algorithmBandwidth / computed;
        if (algorithmBandwidth >= COARSE && !(share > LEAST_SHARE - ROUNDING && share < 1 + ROUNDING)) {
            throw new InputException("%s, line %d: %.0f bytes in %s us are %.2f GB/s, not %s.".formatted(file, at, bytes, microseconds, computed, algorithmBandwidth),
                    "The columns are not those of %s; give its output as it was printed.".formatted(program));
        }
        if (bytes > 0 && rows.put(bytes, microseconds / MICROSECONDS) != null) {
            repeated++;
        }
    }

    void wrongResult() {
        wrong++;
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    MeasuredLog log(Optional<Operation> operation, OptionalInt ranks) {
        if (wrong > 0) {
            notes.add("%d rows with wrong results are left out.".formatted(wrong));
        }
        if (repeated > 0) {
            notes.add("%d sizes stand there more than once; the last counts.".formatted(repeated));
        }
        List<Double> ordered = factors.stream().sorted().toList();
        OptionalDouble factor = ordered.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(ordered.get(ordered.size() / 2));
        return new MeasuredLog(file, line, program, operation, ranks, factor, rows.entrySet().stream().map(r -> new MeasuredLog.Row(r.getKey(), r.getValue())).toList(), notes);
    }
}
