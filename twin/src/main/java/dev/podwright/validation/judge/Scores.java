package dev.podwright.validation.judge;

import java.util.Comparator;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Sums judged rows up by a key. It keeps numbers, not rows.
///
/// @param <K> what is summed up apart
public final class Scores<K> {
    private final TreeMap<K, Tally> tallies;

    public Scores(Comparator<K> order) {
        this.tallies = new TreeMap<>(order);
    }

    public void add(K key, JudgedRow row) {
        tallies.computeIfAbsent(key, _ -> new Tally()).add(row);
    }

    /// In the order of the keys.
    public SequencedMap<K, Score> all() {
        TreeMap<K, Score> scores = new TreeMap<>(tallies.comparator());
        tallies.forEach((key, tally) -> scores.put(key, tally.score()));
        return scores;
    }
}
