package dev.podwright.survey.log;

import dev.podwright.document.InputException;
import dev.podwright.network.collective.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The output of hccl_test: columns of size, time, size over time without any bus factor, and the result of the check, between bars. The ranks stand
/// only in the command that started it, if somebody kept that (`mpirun -n 8 ./bin/all_reduce_test`).
final class HcclTest {
    private static final String BEGINNING = "the minbytes is";
    private static final Pattern RANKS = Pattern.compile("mpirun\\b.*?\\s-(?:n|np)\\s+([0-9]{1,7})\\b");
    private static final int COLUMNS = 4;

    private final String file;
    private final List<MeasuredLog> done = new ArrayList<>();
    private Optional<Operation> operation;
    private OptionalInt ranks = OptionalInt.empty();
    private Sweep sweep;

    HcclTest(String file) {
        this.file = file;
        this.operation = Sweep.operation(file);
    }

    static boolean isHeading(String line) {
        return line.startsWith("data_size") && line.contains("|");
    }

    List<MeasuredLog> read(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (isHeading(line)) {
                end();
                sweep = new Sweep(file, MeasuredLog.HCCL_TEST, i + 1);
            } else if (sweep != null && !line.isEmpty() && Character.isDigit(line.charAt(0))) {
                row(i + 1, line, i == lines.size() - 1);
            } else {
                if (line.startsWith(BEGINNING)) {
                    end();
                }
                heading(line);
            }
        }
        end();
        return done;
    }

    private void heading(String line) {
        operation = Sweep.operation(line).or(() -> operation);
        Matcher matcher = RANKS.matcher(line);
        if (matcher.find()) {
            end();
            ranks = OptionalInt.of(Integer.parseInt(matcher.group(1)));
        }
    }

    private void row(int at, String line, boolean last) {
        String[] cells = line.split("\\s*\\|\\s*");
        if (cells.length != COLUMNS) {
            throw new InputException("%s, line %d: the row has %d of %d columns.".formatted(file, at, cells.length, COLUMNS),
                    last ? "The file is cut short: remove the last line, or run it again." : "Give the output of hccl_test as it was printed.");
        }
        if (cells[COLUMNS - 1].equals("failed")) {
            sweep.wrongResult();
            return;
        }
        sweep.row(at, Figures.of(file, at, cells[0]), Figures.of(file, at, cells[1]), Figures.of(file, at, cells[2]));
    }

    private void end() {
        if (sweep != null) {
            done.add(sweep.log(operation, ranks));
            sweep = null;
        }
    }
}
