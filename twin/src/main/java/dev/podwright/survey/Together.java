package dev.podwright.survey;

import dev.podwright.network.collective.Operation;
import java.util.List;

/// Operations that begin at the same time and share the links.
public record Together(List<Part> parts) {

    /// One of them.
    ///
    /// @param alone seconds that it takes by itself
    /// @param shared seconds until it ends when the others run too
    public record Part(Operation operation, double bytes, double alone, double shared) {

        public double slowdown() {
            return shared / alone;
        }
    }

    public Together {
        parts = List.copyOf(parts);
    }

    /// Seconds until the last has ended.
    public double seconds() {
        return parts.stream().mapToDouble(Part::shared).max().orElse(0);
    }
}
