package dev.podwright.migration;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.knowledge.Knowledge;
import java.util.List;

/// Finds out what a move asks for.
public final class Migration {
    private final Catalog catalog;
    private final Calibration calibration;
    private final Knowledge knowledge;

    public Migration(Catalog catalog, Calibration calibration, Knowledge knowledge) {
        this.catalog = catalog;
        this.calibration = calibration;
        this.knowledge = knowledge;
    }

    /// Words for [Question#features] that the facts know, in alphabetical order.
    public static List<String> features() {
        return List.of();
    }

    /// What does not hold together in the facts, in full sentences; empty when all is well.
    public static List<String> check() {
        return List.of();
    }

    /// A target that is no Ascend system gets time and layout alone, no advice; so does every target if the source is one already.
    ///
    /// @throws dev.podwright.document.InputException if there is no target, neither model nor profile, a feature that nobody knows, or a release that was not read
    public Report report(Question question) {
        throw new UnsupportedOperationException("" + question + catalog + calibration + knowledge);
    }
}
