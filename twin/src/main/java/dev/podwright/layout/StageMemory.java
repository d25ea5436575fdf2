package dev.podwright.layout;

import java.util.Comparator;
import java.util.List;

/// The memory of one rank of a pipeline stage at its fullest moment.
///
/// @param stage pipeline rank, from 0
public record StageMemory(int stage, List<MemoryTerm> terms) {

    public StageMemory {
        terms = List.copyOf(terms);
    }

    public double bytes() {
        return terms.stream().mapToDouble(MemoryTerm::bytes).sum();
    }

    public MemoryTerm largest() {
        return terms.stream().max(Comparator.comparingDouble(MemoryTerm::bytes)).orElseThrow();
    }
}
