package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Wiring;
import java.util.Map;

/// Predicts single lines of measured collectives and expert exchanges, as [ExchangeCheck] does whole tables. Safe for use by several threads.
public final class ExchangePredictor {
    private final Map<String, Bench> benches;
    private final ExchangeBase base;
    private final Calibration calibration;

    public ExchangePredictor(Catalog catalog, Calibration calibration) {
        this.benches = Bench.of(catalog);
        this.base = new ExchangeBase(benches, calibration.collectives());
        this.calibration = calibration;
    }

    /// A line of `collectives.csv`.
    public ExchangePrediction collective(Row row) {
        return ExchangeCheck.predict(ExchangeCases.collective(row, benches), base, calibration.exchanges());
    }

    /// A line of `expert_parallel.csv`.
    public ExchangePrediction expert(Row row) {
        return ExchangeCheck.predict(ExchangeCases.expert(row, benches), base, calibration.exchanges());
    }

    /// Whether the catalogue joins cards of this kind by the slots that they sit in and nothing else.
    public boolean joinedBySlots(String chip) {
        return benches.containsKey(chip) && benches.get(chip).levels().getFirst().wiring() == Wiring.PCIE;
    }
}
