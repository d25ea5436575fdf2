package dev.podwright.app;

import dev.podwright.validation.judge.JudgedRow;
import dev.podwright.validation.judge.Outcome;
import dev.podwright.validation.judge.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Judged rows as CSV, one line for each.
final class RowsFile {
    private static final String HEADER = "id,kind,op,chip,source,metric,measured,predicted,low,high,in_sample,skipped_reason";
    /// More digits than anything is measured with.
    private static final MathContext DIGITS = new MathContext(8);

    private Verdict verdict;

    /// Writes what `judging` hands out while it judges.
    Verdict write(Path file, Function<Consumer<JudgedRow>, Verdict> judging) {
        OutputFile.write(file, out -> {
            out.write(HEADER + "\n");
            try {
                verdict = judging.apply(row -> line(out, row));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
        return verdict;
    }

    private static void line(Writer out, JudgedRow row) {
        try {
            out.write(line(row) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(JudgedRow row) {
        String[] predicted = switch (row.outcome()) {
            case Outcome.Predicted p -> new String[] {number(p.interval().value()), number(p.interval().low()), number(p.interval().high()), ""};
            case Outcome.Insufficient i -> new String[] {"", "", "", "no " + i.column()};
            case Outcome.Unpredictable u -> new String[] {"", "", "", u.reason()};
        };
        return List.of(row.id(), row.kind().label(), row.op(), row.chip(), row.source(), row.metric().label(), number(row.measured()), predicted[0],
                predicted[1], predicted[2], String.valueOf(row.inSample()), predicted[3]).stream().map(RowsFile::cell).collect(Collectors.joining(","));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return value == 0 ? "0" : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /// Quoted where it must be.
    private static String cell(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
