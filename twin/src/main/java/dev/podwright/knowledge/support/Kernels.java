package dev.podwright.knowledge.support;

import dev.podwright.knowledge.support.Kernel.Nature;
import dev.podwright.knowledge.support.Substitutes.KernelEntry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What device kernels are, told from their names by the first pattern that matches.
public final class Kernels {
    private static final Kernel UNKNOWN = new Kernel(Nature.UNKNOWN, "unknown", true, Optional.empty());

    private final Substitutes substitutes;
    /// A profile asks for the same few thousand names again and again; each costs a hundred expressions.
    private final Map<String, Kernel> told = new ConcurrentHashMap<>();

    public Kernels(Substitutes substitutes) {
        this.substitutes = substitutes;
    }

    /// What the kernel called `name` is; a name that no pattern matches is unknown, and work until somebody says otherwise.
    public Kernel of(String name) {
        return told.computeIfAbsent(name, this::tell);
    }

    private Kernel tell(String name) {
        return entry(name).map(entry -> new Kernel(entry.nature(), entry.library(), entry.custom(), substitutes.replacement(entry.replacement())))
                .orElse(UNKNOWN);
    }

    Optional<KernelEntry> entry(String name) {
        return substitutes.kernels().stream().filter(entry -> entry.pattern().matcher(name).find()).findFirst();
    }
}
