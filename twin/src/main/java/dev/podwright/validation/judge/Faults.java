package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Gathers what is wrong with the evidence, so that one run shows it all.
final class Faults {
    /// More lines help nobody.
    private static final int SHOWN = 20;

    private final List<InputException> found = new ArrayList<>();

    void during(Runnable reading) {
        try {
            reading.run();
        } catch (InputException fault) {
            found.add(fault);
        }
    }

    /// What `judging` gives, nothing where the row is at fault.
    <T> List<T> orNone(Supplier<List<T>> judging) {
        try {
            return judging.get();
        } catch (InputException fault) {
            found.add(fault);
            return List.of();
        }
    }

    /// @throws InputException that names what was found, if anything was
    void report() {
        if (found.isEmpty()) {
            return;
        }
        if (found.size() == 1) {
            throw found.getFirst();
        }
        StringBuilder all = new StringBuilder("the evidence is wrong in %,d places:".formatted(found.size()));
        found.stream().limit(SHOWN).forEach(f -> all.append("%n  %s %s".formatted(f.getMessage(), f.mend()).stripTrailing()));
        throw new InputException(all.toString(), found.size() > SHOWN ? "These are the first %d.".formatted(SHOWN) : "");
    }
}
