package dev.podwright.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The list of bundled models: the first column of the resource `models.csv`.
final class ModelIndex {
    private static final String RESOURCE = "models.csv";
    private static final List<String> NAMES = load();

    private ModelIndex() {}

    static List<String> names() {
        return NAMES;
    }

    private static List<String> load() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(ModelIndex.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(l -> l.substring(0, l.indexOf(','))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
