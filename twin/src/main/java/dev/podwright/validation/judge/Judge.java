package dev.podwright.validation.judge;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.PublishedCheck;
import dev.podwright.validation.Row;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Predicts every measured row of a folder of evidence and says how far off the predictions are.
public final class Judge {
    private final Catalog catalog;
    private final Calibration calibration;
    private final Predicate<Row> seen;

    /// @param seen whether the calibration was fitted to this very row
    public Judge(Catalog catalog, Calibration calibration, Predicate<Row> seen) {
        this.catalog = catalog;
        this.calibration = calibration;
        this.seen = seen;
    }

    /// Judges the rows of some kinds; parts that the folder lacks are skipped and named. The same folder gives the same verdict, whatever
    /// the number of threads.
    ///
    /// @param each gets every judged row, in the order of the files and their lines
    /// @throws dev.podwright.document.InputException if a table cannot be read, lacks a column, or holds a cell that cannot be: it names the first of
    ///     them, each with file, line and column
    public Verdict judge(Evidence evidence, Set<Kind> kinds, Consumer<JudgedRow> each) {
        return new Hearing(new Docket(catalog, calibration, seen), new Ledger(each)).of(evidence, kinds);
    }

    /// Judges the published results that ship with the product.
    ///
    /// @param outcomes of [PublishedCheck#bundled()]
    /// @param each gets every judged row, in the order of the outcomes
    public Verdict judge(List<PublishedCheck.Outcome> outcomes, Set<Kind> kinds, Consumer<JudgedRow> each) {
        Bundled bundled = new Bundled(catalog);
        Ledger ledger = new Ledger(each);
        outcomes.stream().map(bundled::row).filter(row -> kinds.contains(row.kind())).forEach(ledger::add);
        return ledger.verdict(List.of(), List.of(), List.of(), List.of());
    }
}
