package dev.podwright.survey;

import dev.podwright.document.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Flows between ranks, drawn or from a file.
///
/// @param starts seconds; null = all at 0
public record FlowList(int[] from, int[] to, double[] bytes, double[] starts) {
    /// What fits the memory of a small machine.
    private static final int MOST = 20_000_000;
    private static final Pattern DRAWN = Pattern.compile("random:([0-9]{1,9}):([^-]+)(?:-(.+))?");
    private static final String FORMS = "Write random:15488:1MB-100MB, or name a CSV file of from,to,bytes or from,to,bytes,start.";
    private static final int START = 3;

    /// Reads what a user wrote: `random:COUNT:SIZE-SIZE` draws pairs of different ranks and sizes between both, each as likely as the other; anything else is
    /// a file with a line `from,to,bytes` or `from,to,bytes,start` (in seconds) for each flow, ranks counted from 0.
    ///
    /// @throws InputException if it is neither, or a rank is not there: it names the line
    public static FlowList read(String text, int ranks, long seed) {
        Matcher drawn = DRAWN.matcher(text);
        if (drawn.matches()) {
            int count = Integer.parseInt(drawn.group(1));
            double least = ByteSizes.one(drawn.group(2));
            double most = drawn.group(3) == null ? least : ByteSizes.one(drawn.group(3));
            if (count < 1 || count > MOST || least > most) {
                throw new InputException("--flows %s: %s.".formatted(text, least > most ? "the sizes end before they begin" : "from 1 to %,d flows can be drawn".formatted(MOST)), FORMS);
            }
            return drawn(count, least, most, ranks, seed);
        }
        if (text.startsWith("random")) {
            throw new InputException("--flows %s cannot be read.".formatted(text), FORMS);
        }
        return file(Path.of(text), ranks);
    }

    private static FlowList drawn(int count, double least, double most, int ranks, long seed) {
        Random random = new Random(seed);
        FlowList list = new FlowList(new int[count], new int[count], new double[count], null);
        for (int i = 0; i < count; i++) {
            list.from[i] = random.nextInt(ranks);
            // Any rank but the sender.
            int other = random.nextInt(ranks - 1);
            list.to[i] = other < list.from[i] ? other : other + 1;
            list.bytes[i] = least + random.nextDouble() * (most - least);
        }
        return list;
    }

    private static FlowList file(Path file, int ranks) {
        FlowList list = new FlowList(new int[1 << 10], new int[1 << 10], new double[1 << 10], new double[1 << 10]);
        int count = 0;
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                boolean heading = number == 1 && !line.isBlank() && Character.isLetter(line.strip().charAt(0));
                if (line.isBlank() || line.startsWith("#") || heading) {
                    continue;
                }
                if (count == MOST) {
                    throw new InputException("%s: there are more than %,d flows.".formatted(file, MOST), "Give fewer.");
                }
                list = count < list.from.length ? list : list.resized(2 * count);
                list.set(count++, file + ", line " + number, line.split(",", -1), ranks);
            }
        } catch (NoSuchFileException e) {
            throw new InputException("--flows: there is no file %s.".formatted(file), FORMS, e);
        } catch (MalformedInputException e) {
            throw new InputException("%s, after line %d: this is not text.".formatted(file, number), FORMS, e);
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read (%s).".formatted(file, e.getMessage()), FORMS, e);
        }
        if (count == 0) {
            throw new InputException("%s: there are no flows in it.".formatted(file), FORMS);
        }
        return list.resized(count);
    }

    private void set(int at, String place, String[] cells, int ranks) {
        if (cells.length != START && cells.length != START + 1) {
            throw new InputException("%s: the flow has %d columns.".formatted(place, cells.length), FORMS);
        }
        from[at] = rank(place, cells[0], ranks);
        to[at] = rank(place, cells[1], ranks);
        if (from[at] == to[at]) {
            throw new InputException("%s: rank %d sends to itself.".formatted(place, from[at]), "Leave the flow out: it crosses no link.");
        }
        bytes[at] = ByteSizes.one(cells[2]);
        starts[at] = cells.length > START ? start(place, cells[START]) : 0;
    }

    private static int rank(String place, String text, int ranks) {
        try {
            int rank = Integer.parseInt(text.strip());
            if (rank >= 0 && rank < ranks) {
                return rank;
            }
        } catch (NumberFormatException e) {
            throw new InputException("%s: \"%s\" is not a rank.".formatted(place, text.strip()), FORMS, e);
        }
        throw new InputException("%s: there is no rank %s.".formatted(place, text.strip()), "They are 0 to %,d.".formatted(ranks - 1));
    }

    private static double start(String place, String text) {
        try {
            double start = Double.parseDouble(text.strip());
            if (start >= 0 && start < Double.POSITIVE_INFINITY) {
                return start;
            }
        } catch (NumberFormatException e) {
            throw new InputException("%s: \"%s\" is not a time.".formatted(place, text.strip()), FORMS, e);
        }
        throw new InputException("%s: a flow cannot begin at %s.".formatted(place, text.strip()), "Give seconds of at least 0.");
    }

    private FlowList resized(int size) {
        return new FlowList(Arrays.copyOf(from, size), Arrays.copyOf(to, size), Arrays.copyOf(bytes, size), Arrays.copyOf(starts, size));
    }
}
