package dev.podwright.network.given;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One level in one word: `switch:512:50`, `torus:4x4x4:300`, `mesh:4:3x100:latency=1us`.
final class LevelLine {
    static final String FORM = "Write levels from the inside out as KIND:COUNT:BANDWIDTH, such as ring:8:400,mesh:4:100,switch:512:50; the bandwidth is that of all links of a card together, in GB/s unless it has a unit.";
    /// Short words and the catalogue's own.
    private static final Map<String, String> KINDS = kinds();
    private static final Set<String> FIGURES = Set.of("latency", "oversubscription", "efficiency");
    private static final Set<String> COUNTS = Set.of("planes", "leaf", "radix", "switches", "spares", "cube");
    private static final Set<String> FLAGS = Set.of("rails", "apart");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}(x[0-9]{1,9})*");
    private static final Pattern BANDWIDTH = Pattern.compile("(?:([0-9]{1,6})x)?([0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*([A-Za-z].*)?");

    private final String place;
    private final String text;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Object> shape = new LinkedHashMap<>();

    private LevelLine(String place, String text) {
        this.place = place;
        this.text = text;
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("ring", "torus");
        kinds.put("torus", "torus");
        kinds.put("mesh", "full_mesh");
        kinds.put("full_mesh", "full_mesh");
        kinds.put("switch", "switch");
        kinds.put("tree", "fat_tree");
        kinds.put("fat_tree", "fat_tree");
        kinds.put("pair", "die_pair");
        kinds.put("die_pair", "die_pair");
        kinds.put("pcie", "pcie");
        return kinds;
    }

    /// A level as the catalogue has it.
    ///
    /// @param index of the level, for a name that no other level has
    static Node read(String place, String text, int index) {
        return new LevelLine(place, text.strip()).level(index);
    }

    private Node level(int index) {
        List<String> parts = Arrays.asList(text.split(":", -1));
        String kind = parts.getFirst();
        if (!KINDS.containsKey(kind)) {
            String maybe = Nearest.maybe(kind, KINDS.keySet());
            throw new InputException("%s: \"%s\" is not a kind of level (in %s).".formatted(place, kind, text),
                    maybe.isEmpty() ? "Known: " + String.join(", ", KINDS.keySet()) + "." : maybe);
        }
        if (parts.size() < 3) {
            throw new InputException("%s: %s lacks its %s.".formatted(place, text, parts.size() == 1 ? "count and bandwidth" : "bandwidth"), FORM);
        }
        fields.put("name", index == 0 ? kind : kind + (index + 1));
        fields.put("wiring", KINDS.get(kind));
        List<Integer> lengths = lengths(parts.get(1));
        if (lengths.size() > 1 && !kind.equals("torus")) {
            throw new InputException("%s: a %s has one count, not %s.".formatted(place, kind, parts.get(1)), "Only a torus has several lengths: torus:%s:….".formatted(parts.get(1)));
        }
        int members = product(lengths);
        fields.put("groups", members);
        if (KINDS.get(kind).equals("torus")) {
            fields.put("dims", lengths);
        }
        bandwidth(parts.get(2), kind, lengths, members);
        parts.subList(3, parts.size()).forEach(this::option);
        if (!shape.isEmpty()) {
            fields.put("shape", shape);
        }
        return Document.of("%s, %s".formatted(place, text), fields);
    }

    private List<Integer> lengths(String count) {
        if (!COUNT.matcher(count).matches()) {
            throw new InputException("%s: \"%s\" is not a count (in %s).".formatted(place, count, text), FORM);
        }
        List<Integer> lengths = new ArrayList<>();
        for (String length : count.split("x")) {
            int whole = Integer.parseInt(length);
            if (whole < 1) {
                throw new InputException("%s: %s joins nothing.".formatted(place, text), "Give a count of at least 1.");
            }
            lengths.add(whole);
        }
        return lengths;
    }

    private int product(List<Integer> lengths) {
        long product = 1;
        for (int length : lengths) {
            product *= length;
            if (product > Integer.MAX_VALUE) {
                throw new InputException("%s: %s is larger than anything that exists.".formatted(place, text), FORM);
            }
        }
        return (int) product;
    }

    /// `50`, `50GB/s`, or `18x50`: so many links of so much each.
    private void bandwidth(String written, String kind, List<Integer> lengths, int members) {
        Matcher m = BANDWIDTH.matcher(written);
        double each;
        try {
            each = m.matches() ? Double.parseDouble(m.group(2)) : Double.NaN;
        } catch (NumberFormatException e) {
            each = Double.NaN;
        }
        if (Double.isNaN(each)) {
            throw new InputException("%s: \"%s\" is not a bandwidth (in %s).".formatted(place, written, text), FORM);
        }
        int links = m.group(1) == null ? 1 : Integer.parseInt(m.group(1));
        String unit = m.group(3) == null ? "GB/s" : m.group(3);
        fields.put("bandwidth", "%s%s".formatted(links * each, unit));
        if (m.group(1) == null) {
            return;
        }
        switch (KINDS.get(kind)) {
            case "switch", "fat_tree" -> shape.put("planes", links);
            case "torus" -> need(links, 2 * lengths.size(), written);
            case "full_mesh" -> need(links, members - 1, written);
            default -> need(links, 1, written);
        }
    }

    private void need(int links, int right, String written) {
        if (links != right) {
            throw new InputException("%s: %s gives a card %d links, but it has %d (in %s).".formatted(place, written, links, right, text),
                    "Write %dx%s.".formatted(right, written.substring(written.indexOf('x') + 1)));
        }
    }

    private void option(String option) {
        int at = option.indexOf('=');
        String key = at < 0 ? option : option.substring(0, at);
        String value = at < 0 ? "" : option.substring(at + 1);
        if (FLAGS.contains(key) && at < 0) {
            shape.put(key, true);
        } else if (key.equals("name") && !value.isEmpty()) {
            fields.put(key, value);
        } else if (FIGURES.contains(key) && !value.isEmpty()) {
            fields.put(key, value);
        } else if (COUNTS.contains(key) && value.matches("[0-9]{1,9}")) {
            shape.put(key, Integer.parseInt(value));
        } else {
            List<String> known = new ArrayList<>(List.of("name"));
            known.addAll(FIGURES);
            known.addAll(COUNTS);
            known.addAll(FLAGS);
            String maybe = known.contains(key) ? "" : Nearest.maybe(key, known);
            throw new InputException("%s: \"%s\" says nothing about a level (in %s).".formatted(place, option, text),
                    maybe.isEmpty() ? "Options are latency=2us, oversubscription=2, planes=8, leaf=32, radix=64, switches=16, spares=1, cube=4, name=…, rails, apart." : maybe);
        }
    }
}
