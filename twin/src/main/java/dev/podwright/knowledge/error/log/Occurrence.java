package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.Role;
import java.time.LocalDateTime;
import java.util.Optional;

/// Where an error stands in a log.
///
/// @param code such as `EI0006`; `PYTHON` for an exception of Python
/// @param kind of exception, such as `KeyError`; empty for codes
/// @param role the part this one plays
/// @param speaker who wrote it
/// @param file the log
/// @param line from 1
/// @param time of the line, or of the next one of the same message; clock and zone are the host's
/// @param text what follows the code, cut to a readable length
/// @param detail what says more: for an inner error the line after it, for an exception of Python the line of code; may be empty
public record Occurrence(String code, String kind, Role role, Speaker speaker, String file, long line, Optional<LocalDateTime> time, String text, String detail) {

    /// `EI0006`, `PYTHON KeyError`.
    public String subject() {
        return kind.isEmpty() ? code : code + " " + kind;
    }

    Occurrence by(Speaker known) {
        return new Occurrence(code, kind, role, known, file, line, time, text, detail);
    }

    Occurrence as(Role other) {
        return new Occurrence(code, kind, other, speaker, file, line, time, text, detail);
    }

    Occurrence at(Optional<LocalDateTime> known) {
        return new Occurrence(code, kind, role, speaker, file, line, time.or(() -> known), text, detail);
    }

    Occurrence detailed(String more) {
        return new Occurrence(code, kind, role, speaker, file, line, time, text, more);
    }
}
