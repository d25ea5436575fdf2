package dev.podwright.trace;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Traces as CSV: Azure's and BurstGPT's.
///
/// @param time column of the arrival
/// @param dates reads arrivals that are dates with a time of day; seconds otherwise
record CsvFormat(int columns, int time, int input, int output, Optional<Dates> dates) implements TraceFormat {
    static CsvFormat of(String name, String heading) {
        List<String> columns = Arrays.stream(heading.split(",", -1)).map(String::strip).toList();
        if (columns.contains("ContextTokens")) {
            return new CsvFormat(columns.size(), column(name, columns, "TIMESTAMP"), column(name, columns, "ContextTokens"),
                    column(name, columns, "GeneratedTokens"), Optional.of(new Dates()));
        }
        return new CsvFormat(columns.size(), column(name, columns, "Timestamp"), column(name, columns, "Request tokens"),
                column(name, columns, "Response tokens"), Optional.empty());
    }

    private static int column(String name, List<String> columns, String wanted) {
        int at = columns.indexOf(wanted);
        if (at < 0) {
            throw new InputException("%s, line 1: there is no column %s.".formatted(name, wanted),
                    "A trace of Azure has TIMESTAMP, ContextTokens, GeneratedTokens; one of BurstGPT Timestamp, Request tokens, Response tokens." + Nearest.maybe(wanted, columns));
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
    public void read(String line, TraceColumns into) {
        String[] cells = new String[columns];
        int found = 0;
        for (int from = 0, end = 0; end >= 0; from = end + 1, found++) {
            end = line.indexOf(',', from);
            if (found < columns) {
                cells[found] = line.substring(from, end < 0 ? line.length() : end);
            }
        }
        if (found != columns) {
            throw into.wrong("%d cells for %d columns".formatted(found, columns), "Is the file cut short?");
        }
        into.add(dates.isPresent() ? date(cells[time], into) : number(cells[time], into), number(cells[input], into), number(cells[output], into), null);
    }

    private double date(String cell, TraceColumns into) {
        double seconds = dates.get().seconds(cell.strip());
        if (Double.isNaN(seconds)) {
            throw into.wrong("\"%s\" is not a date and time".formatted(cell), "Such as 2023-11-16 18:15:46.68.");
        }
        return seconds;
    }

    private static double number(String cell, TraceColumns into) {
        try {
            double number = Double.parseDouble(cell.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, together with infinities
        }
        throw into.wrong("\"%s\" is not a number".formatted(cell), "");
    }
}
