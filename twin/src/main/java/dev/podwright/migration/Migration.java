package dev.podwright.migration;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.knowledge.Knowledge;

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

    /// @throws dev.podwright.document.InputException if a target is not an Ascend system, or a release was not read
    public Report report(Question question) {
        throw new UnsupportedOperationException("" + question + catalog + calibration + knowledge);
    }
}
