package dev.podwright.profile.ascend;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.util.List;
import java.util.Locale;

/// Where the columns of one file stand, found by any of the names that releases gave them, whatever the case.
final class Columns {
    private final Csv csv;
    private final List<String> lower;

    Columns(Csv csv) {
        this.csv = csv;
        this.lower = csv.heading().stream().map(Columns::plain).toList();
    }

    /// "Block Dim" and "block_dim" are one name.
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
    }

    /// Its place, or -1.
    int find(String... names) {
        for (String name : names) {
            int at = lower.indexOf(plain(name));
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /// Its place.
    ///
    /// @param use what the column is needed for, such as "the length of each task"
    /// @throws InputException if none of `names` stands in the heading
    int need(String use, String... names) {
        int at = find(names);
        if (at < 0) {
            String wanted = names[0];
            String others = names.length > 1 ? " (or %s)".formatted(String.join(", ", List.of(names).subList(1, names.length))) : "";
            throw new InputException("%s, line 1: there is no column %s%s, which tells %s; the heading has %s.".formatted(csv.file(), wanted, others, use,
                    Csv.shortened(String.join(", ", csv.heading()))), Nearest.maybe(wanted, csv.heading()));
        }
        return at;
    }
}
