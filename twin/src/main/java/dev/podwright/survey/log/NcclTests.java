package dev.podwright.survey.log;

import dev.podwright.document.InputException;
import dev.podwright.network.collective.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The output of nccl-tests: a line for each rank, a heading, and a row for each size with time, algbw, busbw and errors out of place and in place. Columns before the
/// times differ between releases and operations, so they are counted from the right. Times out of place count; in place, where those are missing.
final class NcclTests {
    private static final Pattern RANK = Pattern.compile("#\\s+Rank\\s+([0-9]{1,7})\\b.*");
    private static final Pattern START = Pattern.compile("#\\s*nThread\\s.*");
    /// time, algbw, busbw, errors.
    private static final int MEASURED = 4;
    /// At least size, count and type come before.
    private static final int LEADING = 3;
    private static final String ABSENT = "N/A";

    private final String file;
    private final List<MeasuredLog> done = new ArrayList<>();
    private Optional<Operation> operation;
    private final BitSet ranks = new BitSet();
    private int rankLines;
    private Sweep sweep;
    private int times;
    private int columns;
    private boolean whole;

    NcclTests(String file) {
        this.file = file;
        this.operation = Sweep.operation(file);
    }

    static boolean isHeading(String line) {
        return line.startsWith("#") && line.contains("size") && line.contains("time") && line.contains("algbw");
    }

    List<MeasuredLog> read(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (isHeading(line)) {
                heading(i + 1, line);
            } else if (sweep != null && !line.isEmpty() && Character.isDigit(line.charAt(0))) {
                row(i + 1, line, i == lines.size() - 1);
            } else {
                other(line);
            }
        }
        end();
        return done;
    }

    /// A run without MPI prints its heading once for each process.
    private void heading(int at, String line) {
        if (rankLines > 1 && ranks.cardinality() == 1) {
            throw new InputException("%s, line %d: %d processes each measured one rank alone.".formatted(file, at, rankLines), "Build nccl-tests with MPI=1, or run one process with -g %d.".formatted(rankLines));
        }
        end();
        sweep = new Sweep(file, MeasuredLog.NCCL_TESTS, at);
        times = (int) Arrays.stream(line.split("\\s+")).filter("time"::equals).count();
        columns = 0;
        whole = false;
    }

    private void other(String line) {
        if (START.matcher(line).matches()) {
            end();
            ranks.clear();
            rankLines = 0;
        }
        Matcher rank = RANK.matcher(line);
        if (rank.matches()) {
            ranks.set(Integer.parseInt(rank.group(1)));
            rankLines++;
        }
        if (line.startsWith("# Avg bus bandwidth")) {
            whole = true;
        }
        if (line.contains("test starting")) {
            end();
        }
        if (sweep == null) {
            operation = Sweep.operation(line).or(() -> operation);
        }
    }

    private void row(int at, String line, boolean last) {
        String[] cells = line.split("\\s+");
        int measured = MEASURED * times;
        if (columns == 0) {
            columns = Math.max(cells.length, measured + LEADING);
        }
        if (cells.length != columns) {
            throw new InputException("%s, line %d: the row has %d of %d columns.".formatted(file, at, cells.length, columns),
                    last ? "The file is cut short: remove the last line, or run it again." : "Give the output of nccl-tests as it was printed.");
        }
        int from = cells.length - measured;
        if (cells[from].equals(ABSENT) && times > 1) {
            from += MEASURED;
        }
        String errors = cells[from + MEASURED - 1];
        if (!errors.equals(ABSENT) && Figures.of(file, at, errors) >= 1) {
            sweep.wrongResult();
            return;
        }
        double algorithmBandwidth = Figures.of(file, at, cells[from + 1]);
        sweep.row(at, Figures.of(file, at, cells[0]), Figures.of(file, at, cells[from]), algorithmBandwidth);
        sweep.bus(algorithmBandwidth, Figures.of(file, at, cells[from + 2]));
    }

    private void end() {
        if (sweep == null) {
            return;
        }
        if (!whole) {
            sweep.note("The log has no last line with the average: the run was cut short.");
        }
        done.add(sweep.log(operation, ranks.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ranks.length())));
        sweep = null;
    }
}
