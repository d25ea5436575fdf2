package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Predicts every row of a serving table, whatever its mode.
public final class Points {
    private final Machines machines;
    private final PointFit fit;

    public Points(Catalog catalog, Calibration calibration, PointFit fit) {
        this.machines = new Machines(catalog, calibration);
        this.fit = fit;
    }

    /// What became of a row.
    public sealed interface Told {
        /// How it was measured.
        String mode();

        /// Whether nothing that decides was unknown of it.
        boolean firm();

        /// @param figures in the units of their columns, by column
        record Predicted(String mode, boolean firm, boolean mixture, Map<String, Interval> figures, Cost step) implements Told {}

        /// @param column that the source left empty
        record Lacking(String mode, boolean firm, String column) implements Told {}

        /// @param reason what the twin does not know
        record Unknown(String mode, boolean firm, String reason) implements Told {}
    }

    /// Whether a row is none of the closed loops without speculation, whose pace is judged by itself.
    public static boolean owns(Row row) {
        return PointReader.own(row);
    }

    /// All figures that rows may print.
    public static List<String> columns() {
        return List.of(Figure.values()).stream().map(Figure::column).toList();
    }

    /// What becomes of rows, each once; rows that cannot be read are left to whoever checks their columns. The result does not depend on the number of
    /// threads.
    public Map<Row, Told> tell(List<Row> rows) {
        Map<Row, Told> told = new IdentityHashMap<>();
        TreeMap<String, List<PointFitter.Measured>> alike = new TreeMap<>();
        for (Row row : rows) {
            Mode mode = PointReader.mode(row);
            boolean firm = PointReader.firm(row);
            try {
                switch (PointReader.read(row)) {
                    case PointReader.Reading.Lacking l -> told.put(row, new Told.Lacking(mode.label(), firm, l.column()));
                    case PointReader.Reading.Read r -> alike.computeIfAbsent(PointBook.alike(r.point()), _ -> new ArrayList<>()).add(new PointFitter.Measured(row, r.point()));
                }
            } catch (InputException unknown) {
                told.put(row, new Told.Unknown(mode.label(), firm, unknown.getMessage()));
            } catch (IllegalArgumentException impossible) {
                told.put(row, new Told.Unknown(mode.label(), firm, "its sizes do not go together"));
            }
        }
        List<List<PointFitter.Measured>> groups = List.copyOf(alike.values());
        List<List<Told>> found = IntStream.range(0, groups.size()).parallel().mapToObj(i -> {
            PointPredictor predictor = new PointPredictor(machines);
            return groups.get(i).stream().map(m -> told(m, predictor)).toList();
        }).toList();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < groups.get(i).size(); j++) {
                told.put(groups.get(i).get(j).row(), found.get(i).get(j));
            }
        }
        return told;
    }

    private Told told(PointFitter.Measured m, PointPredictor predictor) {
        Point point = m.point();
        try {
            Forecast forecast = predictor.predict(m.row(), point, fit.terms(point));
            Map<String, Interval> figures = new TreeMap<>();
            for (Figure figure : Figure.values()) {
                double value = figure.of(forecast, point, m.row());
                if (value > 0 && Double.isFinite(value)) {
                    figures.put(figure.column(), fit.around(value, point, figure));
                }
            }
            return new Told.Predicted(point.mode().label(), point.firm(), point.model().mixture(), figures, forecast.step());
        } catch (InputException unknown) {
            return new Told.Unknown(point.mode().label(), point.firm(), unknown.getMessage());
        } catch (IllegalArgumentException | IllegalStateException impossible) {
            return new Told.Unknown(point.mode().label(), point.firm(), "its sizes do not go together");
        }
    }

    /// Fits the terms to the rows of a table that are firm and not the closed loops without speculation, which have a fit of their own.
    public PointFit fitted(List<Row> rows) {
        List<PointFitter.Measured> points = new ArrayList<>();
        for (Row row : rows) {
            try {
                if (PointReader.own(row) && PointReader.read(row) instanceof PointReader.Reading.Read r && r.point().firm()) {
                    points.add(new PointFitter.Measured(row, r.point()));
                }
            } catch (InputException | IllegalArgumentException unknown) {
                // Cannot be predicted either way.
                continue;
            }
        }
        PointFitter fitter = new PointFitter(machines);
        List<PointFitter.Seen> seen = fitter.seen(points);
        List<List<PointTerms>> folds = IntStream.range(0, PointFit.FOLDS).mapToObj(fold -> PointFitter.solved(seen,
                m -> PointFit.fold(PointKey.group(m.point())) != fold)).toList();
        Set<String> groups = new TreeSet<>(points.stream().map(m -> PointKey.group(m.point())).toList());
        PointFit blind = new PointFit(PointFitter.solved(seen, _ -> true), folds, groups, List.of());
        return blind.with(PointScatter.of(fitter.errors(points, blind)));
    }

    /// Reads the table of an evidence and fits.
    ///
    /// @throws dev.podwright.document.InputException if the table cannot be read
    public PointFit fitted(Evidence evidence) {
        return fitted(Table.read(evidence.part("serving").resolve("measured.csv")).rows());
    }
}
