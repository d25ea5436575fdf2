package dev.podwright.repricing;

import dev.podwright.knowledge.Knowledge;
import dev.podwright.profile.Profile;

/// Prices profiles on machines.
public final class Repricer {
    private final Knowledge knowledge;

    public Repricer(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /// The profile, taken on `source`, on `target`.
    public Repricing reprice(Profile profile, Machine source, Machine target) {
        throw new UnsupportedOperationException(profile.file() + source.id() + target.id() + knowledge);
    }
}
