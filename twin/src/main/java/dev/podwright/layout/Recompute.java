package dev.podwright.layout;

import dev.podwright.model.Part;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What the backward pass computes again instead of keeping it (Korthikanti et al. 2022, arXiv 2205.05198).
public sealed interface Recompute {

    Recompute NONE = new None();
    /// Megatron's selective recomputation.
    Recompute SELECTIVE = new Selective(EnumSet.of(Part.CORE_ATTENTION));
    Recompute FULL = new Full(1);

    String label();

    /// Everything is kept.
    record None() implements Recompute {
        @Override
        public String label() {
            return "none";
        }
    }

    /// These parts of every layer are computed again, their inputs kept.
    record Selective(Set<Part> parts) implements Recompute {
        public Selective {
            parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
        }

        /// Searches look up by it all the time, and a job knows two or three selections.
        @Override
        public int hashCode() {
            return parts.size();
        }

        @Override
        public String label() {
            return "selective (" + parts.stream().map(Part::label).collect(Collectors.joining(", ")) + ")";
        }
    }

    /// Whole layers are computed again, the input of each kept.
    ///
    /// @param share of the layers of a stage, in (0, 1]
    record Full(double share) implements Recompute {
        public Full {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("The share of recomputed layers (%s) must lie in (0, 1].".formatted(share));
            }
        }

        @Override
        public String label() {
            return share == 1 ? "full" : String.format(Locale.ROOT, "full on %.0f%% of layers", 100 * share);
        }
    }
}
