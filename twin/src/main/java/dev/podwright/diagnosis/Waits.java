package dev.podwright.diagnosis;

import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How long ranks waited for each other in collectives. A collective ends on all ranks at once, so what one rank spends in it beyond the shortest stay of any is
/// waiting, and the rank with the shortest stay came last. Only durations count: clocks of ranks need not agree.
///
/// @param waited by rank and use: exposed seconds spent waiting
/// @param caused by the rank that came last, then by the rank that waited and its use
/// @param last how often each rank came last
/// @param matched collectives that were found on several ranks
/// @param notes what could not be matched
record Waits(double[][] waited, Map<Integer, Map<Integer, Map<Integer, Double>>> caused, int[] last, int matched, List<String> notes) {
    private static final Set<String> ONE_SIDED = Set.of("send", "receive", "recv", "batch_send_recv", "isend", "irecv");

    static Waits of(List<RankView> ranks) {
        double[][] waited = new double[ranks.size()][];
        Arrays.setAll(waited, r -> new double[ranks.get(r).profile().uses().size()]);
        Waits waits = new Waits(waited, new TreeMap<>(), new int[ranks.size()], 0, List.of());
        if (ranks.size() < 2) {
            return waits;
        }
        Map<String, Map<Integer, List<Integer>>> groups = groups(ranks);
        List<String> notes = new ArrayList<>();
        int matched = 0;
        int unequal = 0;
        int crowded = 0;
        for (Map<Integer, List<Integer>> tasks : groups.values()) {
            if (tasks.size() < 2) {
                continue;
            }
            if (tasks.values().stream().map(List::size).distinct().count() > 1) {
                unequal++;
            } else if (crowded(ranks, tasks)) {
                crowded++;
            } else {
                int count = tasks.values().iterator().next().size();
                for (int i = 0; i < count; i++) {
                    waits.match(ranks, tasks, i);
                }
                matched += count;
            }
        }
        if (unequal > 0) {
            notes.add("%s run a different number of times on different ranks: waits in them are not known.".formatted(Words.count(unequal, "kind") + " of collectives"));
        }
        if (crowded > 0) {
            notes.add("%s have groups of one name on more ranks than a group has: the profile does not tell who waits for whom.".formatted(Words.count(crowded, "kind") + " of collectives"));
        }
        return new Waits(waited, waits.caused, waits.last, matched, List.copyOf(notes));
    }

    /// Tasks by group and size, then by rank, in order of time.
    private static Map<String, Map<Integer, List<Integer>>> groups(List<RankView> ranks) {
        Map<String, Map<Integer, List<Integer>>> groups = new LinkedHashMap<>();
        for (RankView rank : ranks) {
            Timeline timeline = rank.profile().timeline();
            for (int task = 0; task < timeline.size(); task++) {
                Use use = rank.use(timeline.use(task));
                if (use.exchange().filter(e -> !ONE_SIDED.contains(e.operation())).isPresent() && inside(rank, timeline.start(task))) {
                    groups.computeIfAbsent(key(use.exchange().get()), _ -> new TreeMap<>()).computeIfAbsent(rank.index(), _ -> new ArrayList<>()).add(task);
                }
            }
        }
        return groups;
    }

    private static boolean inside(RankView rank, double start) {
        return rank.occupancy().windows().stream().anyMatch(w -> w.start() <= start && start < w.end());
    }

    private static String key(Use.Exchange exchange) {
        return "%s %.0f %s".formatted(exchange.operation(), exchange.bytes(), exchange.members().isEmpty() ? exchange.group() + " " + exchange.ranks() : exchange.members());
    }

    private static boolean crowded(List<RankView> ranks, Map<Integer, List<Integer>> tasks) {
        int first = tasks.keySet().iterator().next();
        Timeline timeline = ranks.get(first).profile().timeline();
        int size = ranks.get(first).use(timeline.use(tasks.get(first).getFirst())).exchange().orElseThrow().ranks();
        return size > 0 && tasks.size() > size;
    }

    private void match(List<RankView> ranks, Map<Integer, List<Integer>> tasks, int occurrence) {
        double shortest = Double.POSITIVE_INFINITY;
        int latest = -1;
        for (Map.Entry<Integer, List<Integer>> entry : tasks.entrySet()) {
            double seconds = ranks.get(entry.getKey()).profile().timeline().seconds(entry.getValue().get(occurrence));
            if (seconds < shortest) {
                shortest = seconds;
                latest = entry.getKey();
            }
        }
        last[latest]++;
        for (Map.Entry<Integer, List<Integer>> entry : tasks.entrySet()) {
            RankView rank = ranks.get(entry.getKey());
            int task = entry.getValue().get(occurrence);
            int use = rank.profile().timeline().use(task);
            double wait = Math.min(rank.profile().timeline().seconds(task) - shortest, rank.occupancy().perTask()[task]);
            if (wait > 0) {
                waited[rank.index()][use] += wait;
                caused.computeIfAbsent(latest, _ -> new TreeMap<>()).computeIfAbsent(rank.index(), _ -> new TreeMap<>()).merge(use, wait, Double::sum);
            }
        }
    }
}
