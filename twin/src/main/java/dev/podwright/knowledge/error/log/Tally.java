package dev.podwright.knowledge.error.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What logs have said so far, counted: for each subject and speaker the number of lines and the first of them. Its size follows from how many
/// different things were said, not from how often.
final class Tally {
    /// A log that names more processes than any job has is damaged; later ones are counted together.
    private static final int MOST_SPEAKERS = 1 << 16;

    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Long> fallbacks = new TreeMap<>();
    private final SequencedMap<Pointer, Long> pointers = new LinkedHashMap<>();
    private final TreeSet<Integer> ranks = new TreeSet<>();
    private final Map<String, Set<Integer>> ranksOfProcess = new LinkedHashMap<>();
    private final Map<String, Integer> groupOfProcess = new LinkedHashMap<>();
    private final SortedMap<Integer, Collective> stuck = new TreeMap<>();
    private int world;
    private boolean plog;

    /// Lines of one subject by one speaker.
    record Entry(long count, Occurrence first) {}

    void add(Occurrence occurrence) {
        String key = occurrence.subject() + "\n" + (entries.size() < MOST_SPEAKERS ? occurrence.speaker().key() : "");
        entries.merge(key, new Entry(1, occurrence), (old, one) -> new Entry(old.count + 1, said(old.first, one.first)));
    }

    /// The first one, with what the next says where itself says nothing: `EZ9999: Inner Error!`.
    private static Occurrence said(Occurrence first, Occurrence next) {
        boolean mute = first.detail().isEmpty() && Details.empty(first.text());
        return mute && !Details.empty(next.text()) ? first.detailed(next.text()) : first;
    }

    void fallback(String operator) {
        fallbacks.merge(operator, 1L, Long::sum);
    }

    void point(Pointer pointer) {
        if (pointers.size() < MOST_SPEAKERS) {
            pointers.merge(pointer, 1L, Long::sum);
        }
    }

    /// That a rank speaks in the log, whatever it says.
    void heard(int rank) {
        if (ranks.size() < MOST_SPEAKERS) {
            ranks.add(rank);
        }
    }

    /// The collective in which a rank is stuck; the first that it names counts.
    void stuck(int rank, Collective collective) {
        if (stuck.size() < MOST_SPEAKERS) {
            stuck.putIfAbsent(rank, collective);
        }
    }

    SortedMap<Integer, Collective> stuck() {
        return stuck;
    }

    void plog() {
        plog = true;
    }

    /// A process with its rank, as lines of torch_npu give it.
    void process(Speaker speaker) {
        if (speaker.rank().isPresent()) {
            heard(speaker.rank().getAsInt());
            if (!speaker.pid().isEmpty() && ranksOfProcess.size() < MOST_SPEAKERS) {
                ranksOfProcess.computeIfAbsent(speaker.pid() + " " + speaker.source(), k -> new TreeSet<>()).add(speaker.rank().getAsInt());
            }
        }
    }

    /// A process with its rank in a communicator; ranks are global in the largest one.
    void communicator(Speaker speaker, int size, int rank) {
        String key = speaker.pid() + " " + speaker.source();
        world = Math.max(world, size);
        if (ranksOfProcess.size() < MOST_SPEAKERS && size >= groupOfProcess.getOrDefault(key, 0)) {
            if (size > groupOfProcess.getOrDefault(key, 0)) {
                ranksOfProcess.remove(key);
            }
            groupOfProcess.put(key, size);
            ranksOfProcess.computeIfAbsent(key, k -> new TreeSet<>()).add(rank);
        }
    }

    /// All entries with processes that turned out to be a rank under that rank, in the order they were first said.
    List<Entry> settled() {
        SequencedMap<String, Entry> settled = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            Speaker speaker = known(entry.first.speaker());
            settled.merge(entry.first.subject() + "\n" + speaker.key(), new Entry(entry.count, entry.first.by(speaker)), Tally::joined);
        }
        return new ArrayList<>(settled.values());
    }

    private static Entry joined(Entry a, Entry b) {
        return new Entry(a.count + b.count, Order.EARLIEST.compare(a.first, b.first) <= 0 ? a.first : b.first);
    }

    private Speaker known(Speaker speaker) {
        if (speaker.rank().isPresent() || speaker.pid().isEmpty()) {
            return speaker;
        }
        OptionalInt rank = only(ranksOfProcess.getOrDefault(speaker.pid() + " " + speaker.source(), Set.of()));
        if (rank.isEmpty()) {
            TreeSet<Integer> anywhere = new TreeSet<>();
            ranksOfProcess.forEach((key, found) -> {
                if (key.startsWith(speaker.pid() + " ")) {
                    anywhere.addAll(found);
                }
            });
            rank = only(anywhere);
        }
        return rank.isPresent() && (world == 0 || groupOfProcess.getOrDefault(speaker.pid() + " " + speaker.source(), world) == world) ? speaker.ranked(rank.getAsInt()) : speaker;
    }

    private static OptionalInt only(Set<Integer> ranks) {
        return ranks.size() == 1 ? OptionalInt.of(ranks.iterator().next()) : OptionalInt.empty();
    }

    Map<String, Long> fallbacks() {
        return fallbacks;
    }

    SequencedMap<Pointer, Long> pointers() {
        return pointers;
    }

    /// Ranks that speak, also those that settled only now.
    TreeSet<Integer> ranks() {
        TreeSet<Integer> all = new TreeSet<>(ranks);
        ranksOfProcess.values().stream().filter(found -> found.size() == 1).forEach(all::addAll);
        return all;
    }

    /// Size of the largest communicator that was entered; 0 if no line says.
    int world() {
        return world;
    }

    /// Whether there were lines of a plog.
    boolean sawPlog() {
        return plog;
    }
}
