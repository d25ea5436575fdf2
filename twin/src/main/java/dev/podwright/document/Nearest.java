package dev.podwright.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The names nearest to a mistyped one.
public final class Nearest {
    private static final int MOST = 3;
    /// Names of up to three letters (`tp`, `ep`) differ from everything by few letters: only one may be wrong.
    private static final int SHORT = 3;

    private Nearest() {}

    /// At most three of `known` that contain `name`, stand in it, or differ from it by few letters; best first.
    public static List<String> to(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int tolerance = wanted.length() <= SHORT ? 1 : Math.max(2, wanted.length() / 3);
        record Scored(String name, int score) {}
        return known.stream()
                .distinct()
                .map(k -> new Scored(k, score(wanted, k.toLowerCase(Locale.ROOT))))
                .filter(s -> s.score <= tolerance)
                .sorted(Comparator.comparingInt(Scored::score).thenComparing(Scored::name))
                .limit(MOST)
                .map(Scored::name)
                .toList();
    }

    /// "Maybe a, b or c." or the empty string.
    public static String maybe(String name, Collection<String> known) {
        List<String> near = to(name, known);
        return switch (near.size()) {
            case 0 -> "";
            case 1 -> "Maybe " + near.getFirst() + ".";
            default -> "Maybe " + String.join(", ", near.subList(0, near.size() - 1)) + " or " + near.getLast() + ".";
        };
    }

    private static int score(String wanted, String known) {
        boolean contained = Math.min(wanted.length(), known.length()) >= 2 && (known.contains(wanted) || wanted.contains(known));
        return contained && !known.equals(wanted) ? 1 : distance(wanted, known);
    }

    /// Levenshtein's edit distance, two rows.
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
