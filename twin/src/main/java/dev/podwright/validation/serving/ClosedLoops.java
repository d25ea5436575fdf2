package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.ServingError;
import dev.podwright.calibration.ServingFit;
import dev.podwright.calibration.ServingOverheads;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Spread;
import dev.podwright.validation.Row;
import dev.podwright.validation.RowHash;
import dev.podwright.validation.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Predicts closed loops of clients without speculation by simulating them. A row that the calibration was fitted to is predicted by what was fitted
/// without its group, so that its error is that of a stranger.
public final class ClosedLoops {
    private final Optional<ServingFit> fit;
    private final Sites sites;
    private final Map<Row, Supplier<Prediction>> predictions;

    /// Times in seconds.
    ///
    /// @param step of generation with all that is in flight
    /// @param room how much of the cache they want: where it is short, little can be said of the first token
    public record Prediction(Interval tpot, Interval ttft, Cost step, ServingError.Room room) {}

    private ClosedLoops(Catalog catalog, Calibration calibration, Map<Row, Supplier<Prediction>> predictions) {
        this.fit = calibration.serving();
        this.sites = new Sites(catalog, calibration);
        this.predictions = predictions;
    }

    /// Predicts all rows of a table that can be.
    public static ClosedLoops of(Table table, Catalog catalog, Calibration calibration) {
        ClosedLoops loops = new ClosedLoops(catalog, calibration, new IdentityHashMap<>());
        Map<String, List<Row>> batches = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            loops.read(row).ifPresent(read -> batches.computeIfAbsent(read.steps(), _ -> new ArrayList<>()).add(row));
        }
        List<Map<Row, Supplier<Prediction>>> done = batches.values().parallelStream().map(loops::batch).toList();
        done.forEach(loops.predictions::putAll);
        return loops;
    }

    /// Rows at fault are refused where they are judged.
    private Optional<ServingRow> read(Row row) {
        try {
            return ServingRow.unfit(row).isEmpty() && ServingRow.empty(row).isEmpty() ? Optional.of(ServingRow.of(row)) : Optional.empty();
        } catch (InputException | IllegalArgumentException fault) {
            predictions.put(row, () -> {
                throw fault;
            });
            return Optional.empty();
        }
    }

    private Map<Row, Supplier<Prediction>> batch(List<Row> rows) {
        Map<Row, Supplier<Prediction>> batch = new IdentityHashMap<>();
        StepTables tables = new StepTables();
        for (Row row : rows) {
            Supplier<Prediction> outcome;
            try {
                Prediction prediction = predict(row, tables);
                outcome = () -> prediction;
            } catch (InputException | IllegalArgumentException fault) {
                outcome = () -> {
                    throw fault;
                };
            }
            batch.put(row, outcome);
        }
        return batch;
    }

    private Prediction predict(Row row, StepTables tables) {
        Trial trial = new Trial(ServingRow.of(row), sites, tables::of);
        ClosedLoop.Means means = trial.run(fit.map(f -> f.seen().contains(RowHash.of(row)) ? f.without(trial.row().group(), trial.profile())
                : f.overheads(trial.profile())).orElse(ServingOverheads.NONE));
        return new Prediction(around(means.tpot(), ServingError.Figure.TPOT, trial), around(means.ttft(), ServingError.Figure.TTFT, trial), trial.step(), trial.room());
    }

    private Interval around(double value, ServingError.Figure figure, Trial trial) {
        Spread spread = fit.map(f -> f.spread(figure, trial.room(), trial.profile())).orElse(Spread.factor(2));
        return spread.around(value);
    }

    /// @throws InputException if chip, pod or model are not known, or a cell cannot be read
    /// @throws IllegalArgumentException if sizes do not go together
    public Prediction predict(Row row) {
        Supplier<Prediction> found = predictions.get(row);
        if (found == null) {
            throw new IllegalArgumentException("The row is none of this table's closed loops.");
        }
        return found.get();
    }
}
