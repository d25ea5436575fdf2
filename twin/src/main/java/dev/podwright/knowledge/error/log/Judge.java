package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.ErrorCode;
import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.error.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Makes a report of what was counted: orders it by time, finds the suspect, says what is missing and what to do.
final class Judge {
    private static final int MOST_REMEDIES = 8;

    private final ErrorCodes codes;
    private final Tally tally;
    private final List<LogFile> files;

    Judge(ErrorCodes codes, Tally tally, List<LogFile> files) {
        this.codes = codes;
        this.tally = tally;
        this.files = files;
    }

    LogReport report() {
        List<Tally.Entry> entries = tally.settled().stream().sorted((a, b) -> Order.EARLIEST.compare(a.first(), b.first())).toList();
        List<Seen> seen = seen(entries);
        List<Occurrence> firsts = entries.stream().map(Tally.Entry::first).filter(o -> o.role() != Role.WARNING).toList();
        Evidence evidence = new Evidence(firsts, tally.pointers(), tally.ranks(), tally.world(), tally.stuck());
        Optional<Suspect> suspect = firsts.isEmpty() ? Optional.empty() : Optional.of(Accusation.of(evidence));
        return new LogReport(files, seen, suspect, tally.fallbacks(), evidence.ranks(), tally.world(), new Gaps(evidence, suspect, tally.sawPlog(), files).words(), remedies(evidence, suspect, seen));
    }

    private List<Seen> seen(List<Tally.Entry> entries) {
        Map<String, List<Tally.Entry>> bySubject = new LinkedHashMap<>();
        entries.forEach(e -> bySubject.computeIfAbsent(e.first().subject(), s -> new ArrayList<>()).add(e));
        return bySubject.entrySet().stream().map(subject -> {
            List<Tally.Entry> all = subject.getValue();
            return new Seen(subject.getKey(), codes.explain(all.getFirst().first().code()), all.stream().mapToLong(Tally.Entry::count).sum(), all.stream().map(e -> e.first().speaker()).toList(),
                    all.getFirst().first());
        }).toList();
    }

    private List<String> remedies(Evidence evidence, Optional<Suspect> suspect, List<Seen> seen) {
        SequencedSet<String> remedies = new LinkedHashSet<>();
        if (suspect.isEmpty()) {
            return codes.find("CPU-FALLBACK").filter(c -> !tally.fallbacks().isEmpty()).map(ErrorCode::remedies).orElse(List.of());
        }
        if (suspect.get().occurrence().isEmpty()) {
            boolean here = !evidence.silent().isEmpty() && suspect.get().who().equals(Ranks.words(evidence.silent()));
            remedies.add(here ? "Read the log of %s to its last line: it shows no error that is known here.".formatted(suspect.get().who())
                    : "Get the log of %s and read it to its last line; run this again with all logs together.".formatted(suspect.get().who()));
        }
        suspect.get().occurrence().map(Occurrence::code).ifPresent(code -> remedies.addAll(codes.explain(code).remedies()));
        if (suspect.get().occurrence().isEmpty()) {
            seen.stream().map(Seen::code).filter(c -> c.role() == Role.WAITING).max(Comparator.comparingInt(c -> c.remedies().size())).ifPresent(c -> remedies.addAll(c.remedies()));
        }
        return remedies.stream().limit(MOST_REMEDIES).toList();
    }
}
