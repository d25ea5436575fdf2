package dev.podwright.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// The list of bundled models: the resource `models.csv`, whose fields hold no commas.
final class ModelIndex {
    private static final String RESOURCE = "models.csv";
    private static final int COLUMNS = 7;
    private static final List<Listing> LISTINGS = load();
    private static final List<String> NAMES = LISTINGS.stream().map(Listing::name).toList();

    private ModelIndex() {}

    static List<String> names() {
        return NAMES;
    }

    static List<Listing> listings() {
        return LISTINGS;
    }

    private static List<Listing> load() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(ModelIndex.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(ModelIndex::listing).sorted(Comparator.comparing(Listing::name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Listing listing(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS) {
            throw new IllegalStateException("The line (%s) of %s does not have %d fields.".formatted(line, RESOURCE, COLUMNS));
        }
        return new Listing(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]);
    }
}
