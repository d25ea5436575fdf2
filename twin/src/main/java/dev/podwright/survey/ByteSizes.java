package dev.podwright.survey;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes of messages as people write them: `256MiB`, `1KiB..1GiB` (doubling), `1KiB..1GiB*4`, and lists of these. Bare K, M and G are powers of 1024, as
/// nccl-tests reads them.
public final class ByteSizes {
    private static final Map<String, Double> UNITS = new TreeMap<>(Map.ofEntries(
            Map.entry("", 1.0), Map.entry("B", 1.0),
            Map.entry("K", 0x1p10), Map.entry("M", 0x1p20), Map.entry("G", 0x1p30),
            Map.entry("KiB", 0x1p10), Map.entry("MiB", 0x1p20), Map.entry("GiB", 0x1p30), Map.entry("TiB", 0x1p40),
            Map.entry("kB", 1e3), Map.entry("KB", 1e3), Map.entry("MB", 1e6), Map.entry("GB", 1e9), Map.entry("TB", 1e12)));
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([A-Za-z]*)");
    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?:\\*([0-9]+(?:\\.[0-9]+)?))?");
    /// What no rank can hold.
    private static final double MOST = 0x1p50;
    private static final int MOST_SIZES = 1000;

    private ByteSizes() {}

    /// Sizes of a list of sizes and ranges, the smallest first, each once.
    ///
    /// @throws InputException if one is not a size
    public static List<Double> parse(String text) {
        TreeSet<Double> sizes = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (range.matches()) {
                add(sizes, part, one(range.group(1)), one(range.group(2)), range.group(3) == null ? 2 : Double.parseDouble(range.group(3)));
            } else {
                sizes.add(one(part));
            }
        }
        return new ArrayList<>(sizes);
    }

    private static void add(TreeSet<Double> sizes, String text, double from, double to, double factor) {
        if (!(from <= to)) {
            throw new InputException("The sizes %s end before they begin.".formatted(text.strip()), "Write the smaller first, such as 1KiB..1GiB.");
        }
        if (!(factor > 1) || Math.log(to / from) / Math.log(factor) > MOST_SIZES) {
            throw new InputException("The sizes %s are more than %,d.".formatted(text.strip(), MOST_SIZES), "Take a factor of 2 or more, such as 1KiB..1GiB*4.");
        }
        for (double size = from; size <= to * (1 + 1e-9); size *= factor) {
            sizes.add((double) Math.round(size));
        }
    }

    /// One size.
    ///
    /// @throws InputException if it is none
    public static double one(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InputException("\"%s\" is not a size.".formatted(text.strip()), "Write such as 256MiB, 1KiB..1GiB, 1KiB..1GiB*4 or 8,1M.");
        }
        Double unit = UNITS.get(matcher.group(2));
        if (unit == null) {
            String maybe = Nearest.maybe(matcher.group(2), UNITS.keySet().stream().filter(u -> u.length() > 1).toList());
            throw new InputException("\"%s\": there is no unit of size %s.".formatted(text.strip(), matcher.group(2)), maybe.isEmpty() ? "Write such as 64KiB, 256MiB, 1GiB or 100MB." : maybe);
        }
        double bytes = Double.parseDouble(matcher.group(1)) * unit;
        if (!(bytes >= 1 && bytes <= MOST)) {
            throw new InputException("\"%s\" is out of range.".formatted(text.strip()), "Sizes go from 1B to 1024TiB.");
        }
        return bytes;
    }

    /// A size in the largest binary unit that holds it whole, else with three digits in decimal units: `256 MiB`, `1.5 KiB`, `100 MB`.
    public static String show(double bytes) {
        String[] binary = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double amount = bytes;
        while (unit + 1 < binary.length && amount >= 0x1p10 && amount / 0x1p10 * 4 == Math.rint(amount / 0x1p10 * 4)) {
            amount /= 0x1p10;
            unit++;
        }
        if (amount < 0x1p10 * 10) {
            return plain(amount) + " " + binary[unit];
        }
        String[] decimal = {"B", "kB", "MB", "GB", "TB", "PB"};
        unit = 0;
        amount = bytes;
        while (unit + 1 < decimal.length && amount >= 1e3) {
            amount /= 1e3;
            unit++;
        }
        return plain(Math.round(amount * 1e3) / 1e3) + " " + decimal[unit];
    }

    private static String plain(double amount) {
        return amount == Math.rint(amount) ? Long.toString((long) amount) : Double.toString(amount);
    }
}
