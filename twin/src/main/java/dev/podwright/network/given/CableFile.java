package dev.podwright.network.given;

import dev.podwright.catalog.Quantity;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Place;
import dev.podwright.network.topology.Wired;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads cables from a CSV file: `from,to,bandwidth` and, where wanted, `latency`, `cables`, `type`; ends such as `card:0` or `leaf:3`; bare bandwidths are
/// GB/s, bare latencies microseconds. How many cards and switches there are follows from their numbers.
final class CableFile {
    private static final List<String> COLUMNS = List.of("from", "to", "bandwidth", "latency", "cables", "type");
    private static final int NEEDED = 3;
    private static final Pattern END = Pattern.compile("([A-Za-z][A-Za-z0-9_]*):([0-9]{1,7})");
    private static final Pattern BARE = Pattern.compile("[-+0-9.eE]+");

    private final String file;
    private final Cables cables;
    private List<String> columns = List.of();

    private CableFile(String file) {
        this.file = file;
        this.cables = new Cables(Path.of(file).getFileName().toString());
    }

    static Wired read(Path path) {
        return new CableFile(path.toString()).read(Document.lines(path));
    }

    private Wired read(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
            if (columns.isEmpty()) {
                columns = header(i + 1, cells);
            } else {
                row(i + 1, cells);
            }
        }
        return cables.wired(file, Optional.empty());
    }

    private List<String> header(int line, List<String> cells) {
        List<String> seen = new ArrayList<>();
        for (String cell : cells) {
            if (!COLUMNS.contains(cell) || seen.contains(cell)) {
                String maybe = Nearest.maybe(cell, COLUMNS);
                throw new InputException("%s: %s column \"%s\".".formatted(new Place(file, line, ""), seen.contains(cell) ? "a second" : "unknown", cell),
                        maybe.isEmpty() || seen.contains(cell) ? "The first line names the columns: " + String.join(", ", COLUMNS) + "." : maybe);
            }
            seen.add(cell);
        }
        COLUMNS.stream().limit(NEEDED).filter(c -> !seen.contains(c)).findFirst().ifPresent(missing -> {
            throw new InputException("%s: the column %s is missing.".formatted(new Place(file, line, ""), missing),
                    "The first line names the columns: " + String.join(", ", COLUMNS) + ".");
        });
        return seen;
    }

    private void row(int line, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new InputException("%s: there are %d fields, not %d.".formatted(new Place(file, line, ""), cells.size(), columns.size()),
                    "Fill the columns " + String.join(", ", columns) + ".");
        }
        String parallel = cell(cells, "cables", "1");
        if (!parallel.matches("[1-9][0-9]{0,5}")) {
            throw new InputException("%s: \"%s\" is not a number of cables.".formatted(new Place(file, line, "cables"), parallel), "Write a whole number of at least 1.");
        }
        String latency = cell(cells, "latency", "");
        cables.add(new Place(file, line, ""), end(new Place(file, line, "from"), cell(cells, "from", "")), end(new Place(file, line, "to"), cell(cells, "to", "")),
                Quantity.bandwidth(new Place(file, line, "bandwidth"), unit(cell(cells, "bandwidth", ""), "GB/s")).si(),
                latency.isEmpty() ? 0 : Quantity.time(new Place(file, line, "latency"), unit(latency, "us")).si(), cell(cells, "type", ""), Integer.parseInt(parallel));
    }

    private String cell(List<String> cells, String column, String otherwise) {
        int at = columns.indexOf(column);
        return at < 0 || cells.get(at).isEmpty() ? otherwise : cells.get(at);
    }

    private static String unit(String text, String unit) {
        return BARE.matcher(text).matches() ? text + unit : text;
    }

    private Cables.End end(Place place, String text) {
        Matcher m = END.matcher(text);
        if (!m.matches()) {
            throw new InputException("%s: \"%s\" is not a card or switch.".formatted(place, text), "Write card:0 or leaf:3.");
        }
        String tier = Cables.CARD_WORDS.contains(m.group(1)) ? Cables.CARD : m.group(1);
        int number = Integer.parseInt(m.group(2));
        if (number >= Cables.MOST_CARDS) {
            throw new InputException("%s: %s has too high a number.".formatted(place, text), "Number them from 0, below %,d.".formatted(Cables.MOST_CARDS));
        }
        cables.tier(tier, number + 1);
        return new Cables.End(tier, number);
    }
}
