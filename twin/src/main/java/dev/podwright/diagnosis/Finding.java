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

    /// What is the matter.
    public enum Kind {
        SLOW_OPERATOR("slow operator"),
        HOST_GAPS("host gaps"),
        EXPOSED_COMMUNICATION("exposed communication"),
        SLOW_COMMUNICATION("slow communication"),
        CPU_FALLBACK("CPU fallback"),
        STRAGGLER("straggler"),
        UNALIGNED_SHAPE("unaligned shape"),
        LOW_UTILISATION("low utilisation"),
        FORMAT_CONVERSION("format conversion");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// As people say it: `slow operator`.
        public String label() {
            return label;
        }
    }

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
