package dev.podwright.profile.ascend;

import dev.podwright.document.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A CSV file with a heading (RFC 4180, any line ends, empty lines skipped), plain or gzip, read row by row in bounded memory: such files have millions of rows.
/// Written out because messages name the line of a damaged row, which the CSV parser of Jackson does not tell once cells hold line ends (docs/dependencies.md).
final class Csv implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int SHOWN = 160;
    private static final int BUFFER = 1 << 16;
    /// A cell (a call stack) is never longer: a quote was left open, or the file is no table.
    private static final int LONGEST_CELL = 1 << 22;
    /// No table has so many columns: a file with more commas in a line is none.
    private static final int MOST_CELLS = 1 << 16;

    private final String file;
    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private int at;
    private int filled;
    private final List<String> heading = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder quoted = new StringBuilder();
    private long line;
    private long reached = 1;

    private Csv(String file, Reader text) {
        this.file = file;
        this.text = text;
    }

    /// Opens a file and reads its heading.
    ///
    /// @throws InputException if it cannot be opened or is empty
    static Csv open(Path path) {
        String file = path.toString();
        Csv csv = null;
        try {
            csv = new Csv(file, new InputStreamReader(stream(path), StandardCharsets.UTF_8));
            if (csv.peek() == BYTE_ORDER_MARK) {
                csv.at++;
            }
            String[] names = csv.next();
            if (names == null) {
                throw new InputException("%s: the file is empty.".formatted(file), "It needs a line of column names. Did the profiler finish writing it?");
            }
            for (String name : names) {
                csv.heading.add(name.strip());
            }
            return csv;
        } catch (NoSuchFileException e) {
            throw new InputException("%s: there is no such file.".formatted(file), "Check the path.", e);
        } catch (IOException e) {
            close(csv);
            throw unreadable(file, 1, e);
        } catch (InputException e) {
            close(csv);
            throw e;
        }
    }

    private static InputStream stream(Path path) throws IOException {
        InputStream raw = Files.newInputStream(path);
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
    }

    String file() {
        return file;
    }

    List<String> heading() {
        return heading;
    }

    /// Line on which the row last read begins, from 1.
    long line() {
        return line;
    }

    /// The cells of the next row; null at the end.
    ///
    /// @throws InputException if the file is damaged: names file and line
    String[] next() {
        try {
            do {
                if (peek() < 0) {
                    return null;
                }
                line = reached;
                row();
            } while (cells.size() == 1 && cells.getFirst().isEmpty());
        } catch (IOException e) {
            throw unreadable(file, reached, e);
        }
        if (!heading.isEmpty() && cells.size() > heading.size() && !cells.subList(heading.size(), cells.size()).stream().allMatch(String::isBlank)) {
            throw wrong("%d cells for %d columns".formatted(cells.size(), heading.size()), "Cells that hold a comma are quoted; was the file edited or cut?");
        }
        return cells.toArray(String[]::new);
    }

    private void row() throws IOException {
        cells.clear();
        while (true) {
            int end = peek() == '"' ? quoted() : plain();
            if (end != ',') {
                return;
            }
            if (cells.size() >= MOST_CELLS) {
                throw wrong("a row of more than %,d cells".formatted(MOST_CELLS), "Is this a table?");
            }
        }
    }

    /// Reads a cell without quotes and what ends it.
    private int plain() throws IOException {
        quoted.setLength(0);
        while (true) {
            int from = at;
            while (at < filled && buffer[at] != ',' && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (at < filled && quoted.isEmpty()) {
                cells.add(new String(buffer, from, at - from));
                return end();
            }
            quoted.append(buffer, from, at - from);
            if (quoted.length() > LONGEST_CELL) {
                throw wrong("a cell does not end", "Is this a table?");
            }
            if (peek() < 0 || buffer[at] == ',' || buffer[at] == '\n' || buffer[at] == '\r') {
                cells.add(quoted.toString());
                return end();
            }
        }
    }

    /// Reads a cell in quotes, in which two stand for one, and what ends it.
    private int quoted() throws IOException {
        quoted.setLength(0);
        at++;
        while (true) {
            int c = peek();
            if (c < 0 || quoted.length() > LONGEST_CELL) {
                throw wrong("a quoted cell does not end", "Is the file cut short?");
            }
            at++;
            if (c == '"') {
                if (peek() != '"') {
                    break;
                }
                at++;
            } else if (c == '\n') {
                reached++;
            }
            quoted.append((char) c);
        }
        // Blanks and tabs behind the quote belong to nothing.
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
        int c = peek();
        if (c >= 0 && c != ',' && c != '\n' && c != '\r') {
            throw wrong("\"%c\" follows a quoted cell".formatted((char) c), "Quotes inside a quoted cell are doubled; is the row damaged?");
        }
        cells.add(quoted.toString());
        return end();
    }

    /// Steps over a comma or the end of a line, and tells which: ',' or '\n'.
    private int end() throws IOException {
        int c = peek();
        if (c < 0) {
            return c;
        }
        at++;
        if (c == '\r' && peek() == '\n') {
            at++;
        }
        reached += c == ',' ? 0 : 1;
        return c == ',' ? c : '\n';
    }

    /// The next character, or -1.
    private int peek() throws IOException {
        if (at == filled) {
            filled = text.read(buffer, 0, BUFFER);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[at];
    }

    InputException wrong(String problem, String mend) {
        return new InputException("%s, line %,d: %s.".formatted(file, line, problem), mend);
    }

    private static InputException unreadable(String file, long line, IOException fault) {
        return switch (fault) {
            case EOFException e -> new InputException("%s: the compressed file is cut short after line %,d.".formatted(file, line), "Copy it again.", e);
            case ZipException e -> new InputException("%s: this is not gzip although its name says so, or it is damaged (%s).".formatted(file, e.getMessage()), "Copy it again, or rename it.", e);
            default -> new InputException("%s, line %,d: the file cannot be read (%s).".formatted(file, line, fault.getMessage()), "Check that it is a file and that you may read it.", fault);
        };
    }

    static String shortened(String text) {
        String first = text == null ? "" : text.lines().findFirst().orElse("");
        return first.length() > SHOWN ? first.substring(0, SHOWN) + "…" : first;
    }

    private static void close(Csv csv) {
        if (csv != null) {
            csv.close();
        }
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            // Everything that was wanted has been read, or a first fault is on its way.
        }
    }
}
