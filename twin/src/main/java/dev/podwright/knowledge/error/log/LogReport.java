package dev.podwright.knowledge.error.log;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What logs say went wrong.
///
/// @param files that were read or passed over
/// @param seen errors, in order of time
/// @param suspect of the cause, if there is any error
/// @param fallbacks operators that ran on the CPU with the number of warnings
/// @param ranks that speak in the logs
/// @param world ranks of the job, 0 if the logs do not say
/// @param missing what would help and is not there, full sentences
/// @param remedies what to do, in this order, full sentences
public record LogReport(List<LogFile> files, List<Seen> seen, Optional<Suspect> suspect, Map<String, Long> fallbacks, SequencedSet<Integer> ranks, int world, List<String> missing,
                        List<String> remedies) {
    public LogReport {
        files = List.copyOf(files);
        seen = List.copyOf(seen);
        fallbacks = Collections.unmodifiableMap(new TreeMap<>(fallbacks));
        ranks = Collections.unmodifiableSequencedSet(new TreeSet<>(ranks));
        missing = List.copyOf(missing);
        remedies = List.copyOf(remedies);
    }

    /// Whether nothing was found.
    public boolean clean() {
        return seen.isEmpty();
    }

    public long lines() {
        return files.stream().mapToLong(LogFile::lines).sum();
    }

    /// What logs are searched for, in words.
    public static SequencedMap<String, String> searched() {
        return Searched.ALL;
    }
}
