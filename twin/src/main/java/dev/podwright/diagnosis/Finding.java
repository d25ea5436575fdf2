package dev.podwright.diagnosis;

import dev.podwright.units.Interval;
import java.util.List;

/// Something that takes longer than it should.
///
/// @param subject what it is about: a kernel with its shapes, a group of ranks, a rank
/// @param what full sentence with the figures
/// @param evidence figures behind it, full sentences
/// @param cause the likely one, full sentence
/// @param remedy what to do, full sentence
/// @param gain seconds of a step that mending it would save, at most; 0 where it cannot be said
/// @param source of cause and remedy; empty where it is arithmetic
public record Finding(Kind kind, String subject, String what, List<String> evidence, String cause, String remedy, Interval gain, String source) {

    public enum Kind {
        SLOW_OPERATOR,
        HOST_GAPS,
        EXPOSED_COMMUNICATION,
        SLOW_COMMUNICATION,
        CPU_FALLBACK,
        STRAGGLER,
        UNALIGNED_SHAPE,
        LOW_UTILISATION,
        FORMAT_CONVERSION
    }

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
