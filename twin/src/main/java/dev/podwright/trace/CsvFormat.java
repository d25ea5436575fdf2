package dev.podwright.trace;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Traces as CSV: Azure's and BurstGPT's.
final class CsvFormat implements TraceFormat {
    private static final int SHOWN = 120;

    private final int columns;
    private final int time;
    private final int input;
    private final int output;
    /// Of the arrivals; absent where these are seconds.
    private final Optional<Dates> dates;
    private final int[] from;
    private final int[] to;

    private CsvFormat(List<String> names, int time, int input, int output, Optional<Dates> dates) {
        this.columns = names.size();
        this.time = time;
        this.input = input;
        this.output = output;
        this.dates = dates;
        this.from = new int[columns];
        this.to = new int[columns];
    }

    /// @throws InputException if the heading is that of no trace known here
    static CsvFormat of(String name, String heading) {
        List<String> columns = Arrays.stream(heading.split(",", -1)).map(String::strip).toList();
        if (columns.contains("TIMESTAMP") || columns.contains("ContextTokens")) {
            return new CsvFormat(columns, column(name, columns, "TIMESTAMP"), column(name, columns, "ContextTokens"),
                    column(name, columns, "GeneratedTokens"), Optional.of(new Dates()));
        }
        if (columns.contains("Request tokens") || columns.contains("Timestamp")) {
            return new CsvFormat(columns, column(name, columns, "Timestamp"), column(name, columns, "Request tokens"),
                    column(name, columns, "Response tokens"), Optional.empty());
        }
        throw new InputException("%s, line 1: this is the heading of no trace known here: \"%s\".".formatted(name, heading.length() > SHOWN ? heading.substring(0, SHOWN) + "…" : heading),
                Traces.KNOWN);
    }

    private static int column(String name, List<String> columns, String wanted) {
        int at = columns.indexOf(wanted);
        if (at < 0) {
            throw new InputException("%s, line 1: there is no column %s, only %s.".formatted(name, wanted, String.join(", ", columns)),
                    (Traces.KNOWN + " " + Nearest.maybe(wanted, columns)).strip());
        }
        return at;
    }

    @Override
    public boolean heading() {
        return true;
    }

    @Override
    public int segmentTokens() {
        return 0;
    }

    @Override
    public void read(Lines line, TraceColumns into) {
        byte[] bytes = line.bytes();
        int cells = 0;
        int start = line.from();
        for (int i = start; i <= line.to(); i++) {
            if (i == line.to() || bytes[i] == ',') {
                if (cells < columns) {
                    from[cells] = start;
                    to[cells] = i;
                }
                cells++;
                start = i + 1;
            }
        }
        if (cells != columns) {
            throw into.wrong("%d cells for %d columns".formatted(cells, columns), "Is the file cut short?");
        }
        into.add(dates.isPresent() ? date(bytes, into) : number(bytes, time, into), number(bytes, input, into), number(bytes, output, into), null, 0);
    }

    private double date(byte[] bytes, TraceColumns into) {
        double seconds = dates.get().seconds(bytes, from[time], to[time]);
        if (Double.isNaN(seconds)) {
            throw into.wrong("\"%s\" is not a date and time".formatted(Text.of(bytes, from[time], to[time])), "Such as 2023-11-16 18:15:46.68.");
        }
        return seconds;
    }

    private double number(byte[] bytes, int cell, TraceColumns into) {
        double number = Text.number(bytes, from[cell], to[cell]);
        if (!Double.isFinite(number)) {
            throw into.wrong("\"%s\" is not a number".formatted(Text.of(bytes, from[cell], to[cell])), "");
        }
        return number;
    }

    @Override
    public String time(double seconds) {
        return dates.isPresent() ? Dates.text(seconds) : "%.3f s".formatted(seconds);
    }
}
