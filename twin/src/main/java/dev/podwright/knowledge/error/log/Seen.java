package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.ErrorCode;
import java.util.List;

/// An error that a log shows.
///
/// @param subject `EI0006`, `PYTHON KeyError`
/// @param code what it means
/// @param lines that show it
/// @param speakers who wrote them, in order of time
/// @param first of all
public record Seen(String subject, ErrorCode code, long lines, List<Speaker> speakers, Occurrence first) {
    public Seen {
        speakers = List.copyOf(speakers);
    }
}
