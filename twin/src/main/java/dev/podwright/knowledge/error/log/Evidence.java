package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.Role;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an accusation rests on.
///
/// @param firsts the first of each error by each speaker, earliest first, without warnings
/// @param pointers messages that name another rank, with their number
/// @param ranks that speak in the logs
/// @param world ranks of the job, 0 if unknown
/// @param stuck collectives in which ranks are stuck, where the watchdog names them
record Evidence(List<Occurrence> firsts, SequencedMap<Pointer, Long> pointers, SortedSet<Integer> ranks, int world, SortedMap<Integer, Collective> stuck) {

    List<Occurrence> of(Role role) {
        return firsts.stream().filter(o -> o.role() == role).toList();
    }

    /// Ranks that waited in vain.
    SortedSet<Integer> waiting() {
        TreeSet<Integer> waiting = new TreeSet<>();
        of(Role.WAITING).forEach(o -> o.speaker().rank().ifPresent(waiting::add));
        return waiting;
    }

    /// Ranks that speak and did not wait in vain.
    SortedSet<Integer> silent() {
        TreeSet<Integer> silent = new TreeSet<>(ranks);
        silent.removeAll(waiting());
        return silent;
    }

    /// Ranks of the job of which there is no line.
    SortedSet<Integer> absent() {
        TreeSet<Integer> absent = new TreeSet<>();
        for (int rank = 0; rank < world; rank++) {
            if (!ranks.contains(rank)) {
                absent.add(rank);
            }
        }
        return absent;
    }

    /// The target that most messages name, if one is named more often than all others.
    Optional<Map.Entry<String, Long>> accused() {
        Map<String, Long> targets = new LinkedHashMap<>();
        pointers.forEach((pointer, count) -> targets.merge(pointer.target(), count, Long::sum));
        List<Map.Entry<String, Long>> most = targets.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(2).toList();
        boolean clear = most.size() == 1 || most.size() == 2 && most.get(0).getValue() > most.get(1).getValue();
        return clear ? Optional.of(most.getFirst()) : Optional.empty();
    }

    /// Ranks by the collective in which they are stuck, if it is not the same for all; the one that fewest ranks name comes first.
    List<Map.Entry<Collective, SortedSet<Integer>>> astray() {
        Map<Collective, SortedSet<Integer>> ranks = new LinkedHashMap<>();
        stuck.forEach((rank, collective) -> ranks.computeIfAbsent(collective, c -> new TreeSet<>()).add(rank));
        return ranks.size() < 2 ? List.of() : ranks.entrySet().stream().sorted(Comparator.comparing((Map.Entry<Collective, SortedSet<Integer>> e) -> e.getValue().size())
                .thenComparing(e -> e.getKey().number())).toList();
    }

    /// What is said of a target.
    String says(String target) {
        return pointers.sequencedKeySet().stream().filter(p -> p.target().equals(target)).findFirst().map(Pointer::says).orElse("");
    }
}
