package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.Role;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Finds the suspect: the earliest error that can be a cause, on the speaker where it began; failing that, the rank that the waiting ones waited for.
///
/// The rules follow the vendor's own order of work: the first error counts, not the last (Ascend/pytorch docs/zh/troubleshooting/error_information_analysis_process.md);
/// with EI0002 on some ranks look at the others (hiascend.com atlaserrorcode_15_0242), with it on all compare their times.
final class Accusation {
    /// Clocks of hosts under NTP agree to well below this; errors closer than this cannot be ordered across logs. Own choice.
    private static final Duration CLOCKS = Duration.ofSeconds(1);
    /// One failure prints its codes together; a code so soon after the first of its speaker belongs to it. Own choice.
    private static final Duration TOGETHER = Duration.ofSeconds(10);
    /// HCCL_EXEC_TIMEOUT if nobody sets it (hiascend.com atlaserrorcode_15_0242).
    private static final Duration EXECUTION = Duration.ofSeconds(1800);
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int MOST_NAMED = 8;
    private static final int MOST_BESIDE = 3;
    private static final int LONGEST_BESIDE = 160;

    private final Evidence evidence;
    private final List<String> why = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    private Accusation(Evidence evidence) {
        this.evidence = evidence;
    }

    static Suspect of(Evidence evidence) {
        return new Accusation(evidence).suspect();
    }

    private Suspect suspect() {
        List<Occurrence> waiting = evidence.of(Role.WAITING);
        List<Occurrence> origins = evidence.firsts().stream().filter(o -> o.role() == Role.CAUSE || o.role() == Role.INNER).filter(o -> waiting.stream().noneMatch(w -> echo(o, w))).toList();
        if (!origins.isEmpty()) {
            return origin(origins, waiting);
        }
        if (!waiting.isEmpty()) {
            return waitedFor(waiting);
        }
        Occurrence first = evidence.firsts().getFirst();
        why.add(first.role() == Role.WRAPPER ? "It is the earliest error, but it only passes on another one, which these logs do not show." : "It is the earliest error in these logs.");
        return new Suspect(first.speaker().words(), Optional.of(first), why, doubts);
    }

    /// Whether an error came with or after the same speaker's waiting in vain: then it is no cause of it. An inner error or an exception beside a timeout belongs
    /// to it: limits of time are minutes, so that no error of its own comes seconds before.
    private static boolean echo(Occurrence o, Occurrence waited) {
        if (!o.speaker().key().equals(waited.speaker().key())) {
            return false;
        }
        boolean beside = o.role() == Role.INNER ? near(o, waited) : o.code().equals("PYTHON") && o.time().isPresent() && waited.time().isPresent() && near(o, waited);
        return beside || Order.EARLIEST.compare(waited, o) < 0;
    }

    private static boolean near(Occurrence a, Occurrence b) {
        return a.time().isEmpty() || b.time().isEmpty() || Duration.between(a.time().get(), b.time().get()).abs().compareTo(TOGETHER) <= 0;
    }

    private Suspect origin(List<Occurrence> origins, List<Occurrence> waiting) {
        Occurrence earliest = origins.getFirst();
        String who = earliest.speaker().key();
        // The rest of the same failure: a code of its own says more than an inner error or the exception that carries it.
        Occurrence main = origins.stream().filter(o -> o.speaker().key().equals(who) && near(o, earliest)).min((a, b) -> Integer.compare(rank(a), rank(b))).orElse(earliest);
        why.add("It is the earliest error that can be a cause%s.".formatted(earliest.time().isPresent() ? "" : " (no line gives a time: the first in the order of the logs)"));
        Set<String> said = new HashSet<>(Set.of(words(main)));
        origins.stream().filter(o -> o != main && o.speaker().key().equals(who) && near(o, earliest)).filter(o -> said.add(words(o))).limit(MOST_BESIDE)
                .forEach(o -> why.add("Beside it the same process printed %s: %s".formatted(o.subject(), words(o))));
        List<Occurrence> echoes = waiting.stream().filter(w -> !w.speaker().key().equals(who)).toList();
        if (!echoes.isEmpty()) {
            why.add("%s waited for another rank and gave up: %s.".formatted(named(echoes), echoes.stream().map(Occurrence::code).distinct().collect(Collectors.joining(", "))));
            earliest.time().ifPresent(began -> echoes.stream().flatMap(w -> w.time().stream()).min(LocalDateTime::compareTo).filter(w -> w.isBefore(began.minus(CLOCKS))).ifPresent(w ->
                    doubts.add("The waiting ended before this error: clocks differ, or both follow from something that these logs do not show.")));
        }
        origins.stream().filter(o -> !o.speaker().key().equals(who)).findFirst().ifPresent(next -> rival(earliest, next));
        if (main.role() == Role.INNER && main.detail().isEmpty()) {
            doubts.add("%s says little by itself.".formatted(main.subject()));
        }
        return new Suspect(main.speaker().words(), Optional.of(main), why, doubts);
    }

    private static String words(Occurrence o) {
        String words = o.detail().isEmpty() || o.code().equals("PYTHON") ? o.text() : o.detail();
        return words.length() <= LONGEST_BESIDE ? words : words.substring(0, LONGEST_BESIDE).stripTrailing() + "…";
    }

    private void rival(Occurrence first, Occurrence next) {
        boolean close = next.time().isEmpty() || first.time().isEmpty() || Duration.between(first.time().get(), next.time().get()).abs().compareTo(CLOCKS) <= 0;
        if (close) {
            doubts.add("%s printed %s at nearly the same time; clocks of hosts do not agree well enough to order them.".formatted(next.speaker().words(), next.subject()));
        } else {
            why.add("The next error that can be a cause is %s of %s, %s later.".formatted(next.subject(), next.speaker().words(), words(Duration.between(first.time().get(), next.time().get()))));
        }
    }

    /// What says most comes first.
    private static int rank(Occurrence o) {
        if (o.role() == Role.INNER) {
            return 3;
        }
        return switch (o.code()) {
            case "PYTHON" -> 2;
            case "CORE-EXCEPTION" -> 1;
            default -> o.code().startsWith("HCCL") ? 1 : 0;
        };
    }

    private Suspect waitedFor(List<Occurrence> waiting) {
        Optional<Map.Entry<String, Long>> accused = evidence.accused();
        SortedSet<Integer> silent = evidence.silent();
        SortedSet<Integer> absent = evidence.absent();
        Occurrence first = waiting.getFirst();
        why.add("All errors here are of ranks that waited for another one (%s).".formatted(waiting.stream().map(Occurrence::code).distinct().collect(Collectors.joining(", "))));
        if (accused.isPresent()) {
            String target = accused.get().getKey();
            why.add("%,d message%s name%s %s: %s.".formatted(accused.get().getValue(), accused.get().getValue() == 1 ? "" : "s", accused.get().getValue() == 1 ? "s" : "", target, evidence.says(target)));
            return new Suspect(target, own(target), why, doubts);
        }
        if (!evidence.waiting().isEmpty() && !silent.isEmpty()) {
            String who = Ranks.words(silent);
            why.add("%s waited, %s did not: what was waited for did not come from there.".formatted(upper(Ranks.words(evidence.waiting())), who));
            return new Suspect(who, own(who), why, doubts);
        }
        if (!absent.isEmpty()) {
            why.add("The job has %,d ranks; there is no line of %s.".formatted(evidence.world(), Ranks.words(absent)));
            return new Suspect(Ranks.words(absent), Optional.empty(), why, doubts);
        }
        spread(waiting);
        return new Suspect(first.speaker().words(), Optional.of(first), why, doubts);
    }

    private void spread(List<Occurrence> waiting) {
        List<LocalDateTime> times = waiting.stream().flatMap(w -> w.time().stream()).sorted().toList();
        boolean all = waiting.stream().map(w -> w.speaker().key()).distinct().count() > 1;
        if (!all) {
            doubts.add("Only one process speaks here; the cause is mostly in the log of another one.");
        } else if (times.size() > 1 && Duration.between(times.getFirst(), times.getLast()).compareTo(EXECUTION) > 0) {
            why.add("They gave up %s apart, more than the time limit of HCCL if nobody set another (%,d s): one of them was late rather than dead.".formatted(
                    words(Duration.between(times.getFirst(), times.getLast())), EXECUTION.toSeconds()));
        } else {
            why.add("All that speak gave up together: they made different collectives, or the network between them failed, or the cause is in a log that is not here.");
        }
    }

    /// The first error of the accused, if its log is here.
    private Optional<Occurrence> own(String who) {
        return evidence.firsts().stream().filter(o -> o.speaker().words().equals(who) && o.role() != Role.WAITING).findFirst();
    }

    private static String named(List<Occurrence> occurrences) {
        if (occurrences.stream().allMatch(o -> o.speaker().rank().isPresent())) {
            return upper(Ranks.words(occurrences.stream().map(o -> o.speaker().rank().getAsInt()).sorted().distinct().toList()));
        }
        List<String> names = occurrences.stream().map(o -> o.speaker().words()).distinct().toList();
        return upper(names.size() > MOST_NAMED ? "%,d processes".formatted(names.size()) : String.join(", ", names));
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String words(Duration duration) {
        long seconds = duration.abs().toSeconds();
        if (seconds < 2 * MINUTE) {
            return "%d s".formatted(seconds);
        }
        return seconds < 2 * HOUR ? "%d min".formatted(seconds / MINUTE) : "%d h".formatted(seconds / HOUR);
    }
}
