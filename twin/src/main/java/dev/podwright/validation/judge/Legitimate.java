package dev.podwright.validation.judge;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Counts rows beyond a plain limit that have a reason to be.
final class Legitimate {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    void count(String reason) {
        counts.merge(reason, 1, Integer::sum);
    }

    TreeMap<String, Integer> all() {
        return new TreeMap<>(counts);
    }
}
