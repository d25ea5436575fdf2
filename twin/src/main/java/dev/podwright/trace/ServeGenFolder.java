package dev.podwright.trace;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a folder of ServeGen (alibaba/ServeGen): for each client `NAME-trace.csv`, lines of window start (s), requests per second, coefficient
/// of variation of the gaps, `Gamma` or `Weibull`, and two fitted parameters that say the same; and `NAME-dataset.json`, by window the
/// probability of each number of tokens.
final class ServeGenFolder {
    private static final String RATES = "-trace.csv";
    private static final String LENGTHS = "-dataset.json";
    private static final int CELLS = 6;
    /// Where the coefficient of variation cannot be told (one request in a window) gaps are taken to be Poisson's.
    private static final double LEAST_VARIATION = 0.05;
    private static final double MOST_VARIATION = 50;

    private final Path folder;
    private final Reading wanted;

    private ServeGenFolder(Path folder, Reading wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /// @throws InputException if files are missing, cut short or hold anything else; names file and line
    static ServeGen read(Path folder, Reading wanted) {
        return new ServeGenFolder(folder, wanted).read();
    }

    private ServeGen read() {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(p -> p.getFileName().toString().endsWith(RATES)).sorted().toList();
        } catch (IOException e) {
            throw new InputException("%s: the folder cannot be read (%s).".formatted(folder, e.getMessage()), "", e);
        }
        if (files.isEmpty()) {
            throw new InputException("%s: the folder holds no client of ServeGen: no file ends in %s.".formatted(folder, RATES), "Name a folder such as data/reason/deepseek-r1.");
        }
        List<ServeGenClient> clients = new ArrayList<>();
        double end = 0;
        for (Path file : files) {
            List<double[]> windows = new ArrayList<>();
            List<Gaps> gaps = new ArrayList<>();
            rates(file, windows, gaps);
            double[] starts = windows.stream().mapToDouble(w -> w[0]).toArray();
            double last = starts[starts.length - 1];
            end = Math.max(end, last + (starts.length > 1 ? last - starts[starts.length - 2] : 0));
            double to = Math.min(wanted.to(), Math.max(end, last + 1));
            if (asks(starts, gaps, to)) {
                clients.add(lengths(file, starts, gaps.toArray(Gaps[]::new)));
            }
        }
        double to = Math.min(wanted.to(), end);
        if (clients.isEmpty() || to <= wanted.from()) {
            throw new InputException("%s: no client asks anything in the window asked for.".formatted(folder), "The record lasts %.0f s: choose a --window within.".formatted(end));
        }
        ServeGen read = new ServeGen(folder.toString(), clients, wanted.from(), to, wanted.context(), wanted.tooLong() == Reading.TooLong.DROP);
        if (wanted.tooLong() == Reading.TooLong.ERROR && wanted.context() > 0) {
            long longest = new ServeGen(read.name(), clients, read.from(), to, 0, false).longest();
            if (longest > wanted.context()) {
                throw new InputException("%s: requests may have up to %,d tokens, and the model takes %,d.".formatted(folder, longest, wanted.context()),
                        "Leave longer ones out by --too-long drop, as an engine turns them away, or cut them by --too-long cut.");
            }
        }
        return read;
    }

    private boolean asks(double[] starts, List<Gaps> gaps, double to) {
        for (int i = 0; i < starts.length; i++) {
            double end = i + 1 < starts.length ? starts[i + 1] : to;
            if (gaps.get(i) != null && Math.min(end, to) > Math.max(starts[i], wanted.from())) {
                return true;
            }
        }
        return false;
    }

    private static void rates(Path file, List<double[]> windows, List<Gaps> gaps) {
        String name = file.toString();
        Lines lines = Traces.lines(file);
        while (lines.next()) {
            String[] cells = lines.text().split(",", -1);
            if (cells.length != CELLS) {
                throw wrong(name, lines, "%d cells for %d columns".formatted(cells.length, CELLS), "A line is start,rate,variation,law,parameter,parameter. Is the file cut short?");
            }
            double start = number(name, lines, cells[0]);
            double rate = number(name, lines, cells[1]);
            if (!windows.isEmpty() && start <= windows.getLast()[0]) {
                throw wrong(name, lines, "time runs backwards, to %.0f s after %.0f s".formatted(start, windows.getLast()[0]), "Sort the windows by time.");
            }
            if (rate < 0) {
                throw wrong(name, lines, "a rate of %s".formatted(cells[1].strip()), "Requests per second, at least 0.");
            }
            windows.add(new double[] {start});
            gaps.add(rate == 0 ? null : gaps(name, lines, rate, number(name, lines, cells[2]), cells[3].strip()));
        }
        if (windows.isEmpty()) {
            throw new InputException("%s: the file is empty.".formatted(name), "A line is start,rate,variation,law,parameter,parameter.");
        }
    }

    private static Gaps gaps(String name, Lines lines, double rate, double variation, String law) {
        Gaps.Law found = switch (law) {
            case "Gamma" -> Gaps.Law.GAMMA;
            case "Weibull" -> Gaps.Law.WEIBULL;
            case "Poisson", "Exponential", "" -> Gaps.Law.POISSON;
            default -> throw wrong(name, lines, "the law %s".formatted(law), "Gamma, Weibull or Poisson.");
        };
        return variation > 0 ? Gaps.of(found, rate, Math.clamp(variation, LEAST_VARIATION, MOST_VARIATION)) : Gaps.poisson(rate);
    }

    private static double number(String name, Lines lines, String cell) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        double number = Text.number(bytes, 0, bytes.length);
        if (!Double.isFinite(number)) {
            throw wrong(name, lines, "\"%s\" is not a number".formatted(cell), "");
        }
        return number;
    }

    private static InputException wrong(String name, Lines lines, String problem, String mend) {
        return new InputException("%s, line %,d: %s.".formatted(name, lines.number(), problem), mend);
    }

    private ServeGenClient lengths(Path rates, double[] starts, Gaps[] gaps) {
        String client = rates.getFileName().toString();
        Path file = rates.resolveSibling(client.substring(0, client.length() - RATES.length()) + LENGTHS);
        if (!Files.isRegularFile(file)) {
            throw new InputException("%s: the lengths of this client are missing.".formatted(file), "Each client has a file that ends in %s and one in %s.".formatted(RATES, LENGTHS));
        }
        Map<String, Node> windows = Document.read(file).fields();
        double[] times = windows.entrySet().stream().mapToDouble(e -> start(e.getKey(), e.getValue())).toArray();
        List<Double> known = new ArrayList<>();
        List<ServeGenClient.LengthWindow> lengths = new ArrayList<>();
        int at = 0;
        for (Node node : windows.values()) {
            double time = times[at++];
            double end = at < times.length ? times[at] : Double.POSITIVE_INFINITY;
            // Before the part wanted: read only the window that reaches into it.
            if (end > wanted.from() && time < wanted.to()) {
                window(node).ifPresent(w -> {
                    known.add(time);
                    lengths.add(w);
                });
            }
        }
        if (lengths.isEmpty()) {
            throw new InputException("%s: no window has lengths of prompts and answers.".formatted(file), "");
        }
        return new ServeGenClient(starts, gaps, known.stream().mapToDouble(Double::doubleValue).toArray(), lengths);
    }

    private static double start(String key, Node of) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        double start = Text.number(bytes, 0, bytes.length);
        if (!Double.isFinite(start)) {
            throw of.wrong("a window named by its start in seconds", "");
        }
        return start;
    }

    /// Empty where a client asked nothing.
    private static Optional<ServeGenClient.LengthWindow> window(Node node) {
        Histogram text = Histogram.of(node.find("input_tokens").or(() -> node.find("text_tokens")).orElseGet(() -> node.get("input_tokens")));
        Histogram output = Histogram.of(node.get("output_tokens"));
        if (text == null || output == null) {
            return Optional.empty();
        }
        List<ServeGenClient.Medium> media = new ArrayList<>();
        for (String kind : List.of("image", "audio", "video")) {
            Optional<Histogram> count = node.find(kind + "_count").map(Histogram::of);
            Optional<Histogram> tokens = node.find(kind + "_tokens").map(Histogram::of);
            if (count.isPresent() && tokens.isPresent()) {
                media.add(new ServeGenClient.Medium(kind.equals("image"), count.get(), tokens.get()));
            }
        }
        return Optional.of(new ServeGenClient.LengthWindow(text, output, media));
    }
}
