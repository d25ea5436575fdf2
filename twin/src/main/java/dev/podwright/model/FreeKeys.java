package dev.podwright.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/// Keys of a `config.json` that do not change what a forward or backward pass costs. The list, with reasons, is the
/// resource `free-of-cost.txt`.
final class FreeKeys {
    private static final String RESOURCE = "free-of-cost.txt";
    private static final Set<String> KEYS = load();

    private FreeKeys() {}

    static boolean contains(String key) {
        return KEYS.contains(key);
    }

    private static Set<String> load() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(FreeKeys.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return in.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
