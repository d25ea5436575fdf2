package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.SeenRows;
import dev.podwright.calibration.ServingEffect;
import dev.podwright.calibration.ServingError;
import dev.podwright.calibration.ServingFit;
import dev.podwright.calibration.ServingOverheads;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.units.Spread;
import dev.podwright.validation.Errors;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.Row;
import dev.podwright.validation.RowHash;
import dev.podwright.validation.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Makes a [ServingFit] from closed loops of clients: simulates every row and how it answers to each overhead, fits the overheads, simulates again
/// where that led, and measures errors on rows whose group was held out.
public final class ServingCalibrator {
    /// Fewer rows cannot be fitted and held out.
    private static final int LEAST_ROWS = 20;
    /// Rows that an error needs to stand for itself.
    private static final int LEAST_ERRORS = 20;
    private static final int PASSES = 3;
    private static final long SEED = 5;
    private static final double LOW = 0.05;
    private static final double MIDDLE = 0.5;
    private static final double MOST = 0.9;
    private static final double HIGH = 0.95;

    private final Sites sites;

    public ServingCalibrator(Catalog catalog, Calibration calibration) {
        this.sites = new Sites(catalog, calibration);
    }

    /// @return empty if there are too few rows
    /// @throws InputException if the table cannot be read
    public Optional<ServingFit> fit(Evidence evidence) {
        List<ServingRow> rows = new ArrayList<>();
        SeenRows.Builder seen = new SeenRows.Builder();
        for (Row row : Table.read(evidence.part("serving").resolve("measured.csv")).rows()) {
            if (ServingRow.unfit(row).isEmpty() && ServingRow.empty(row).isEmpty() && known(row)) {
                rows.add(ServingRow.of(row));
                seen.add(RowHash.of(row));
            }
        }
        return rows.size() < LEAST_ROWS ? Optional.empty() : Optional.of(fit(rows, seen.build()));
    }

    private boolean known(Row row) {
        try {
            ServingRow read = ServingRow.of(row);
            sites.step(read.site(), read.layout());
            return true;
        } catch (InputException | IllegalArgumentException unknown) {
            return false;
        }
    }

    private ServingFit fit(List<ServingRow> rows, SeenRows seen) {
        List<List<Trial>> batches = batches(rows);
        ServingFitter fitter = new ServingFitter(ServingPrior.ALL, batches.stream().flatMap(List::stream).map(Trial::profile).distinct().toList());
        double[] values = fitter.start();
        List<ServingSample> samples = List.of();
        for (int pass = 0; pass < PASSES; pass++) {
            double[] at = values;
            samples = all(batches, trial -> sample(trial, fitter.sums(trial.profile(), at)));
            values = fitter.fit(samples, _ -> true);
        }
        List<ServingSample> last = samples;
        SortedMap<String, Integer> dealt = dealt(samples);
        List<double[]> folds = IntStream.range(0, ServingFit.FOLDS).mapToObj(fold -> fitter.fit(last, group -> dealt.get(group) != fold)).toList();
        List<double[]> left = all(batches, trial -> left(trial, fitter.sums(trial.profile(), folds.get(dealt.get(trial.row().group())))));
        return new ServingFit(samples.size(), dealt, effects(fitter, values, folds, samples),
                errors(samples, left), seen);
    }

    /// Groups are shuffled and dealt out to folds.
    private static SortedMap<String, Integer> dealt(List<ServingSample> samples) {
        List<String> groups = new ArrayList<>(samples.stream().map(ServingSample::group).sorted().distinct().toList());
        Collections.shuffle(groups, new Random(SEED));
        SortedMap<String, Integer> folds = new TreeMap<>();
        for (String group : groups) {
            folds.put(group, folds.size() % ServingFit.FOLDS);
        }
        return folds;
    }

    /// Trials that share steps, together.
    private List<List<Trial>> batches(List<ServingRow> rows) {
        Map<String, List<Trial>> batches = new LinkedHashMap<>();
        Map<String, StepTables> tables = new TreeMap<>();
        for (ServingRow row : rows) {
            StepTables own = tables.computeIfAbsent(row.steps(), _ -> new StepTables());
            batches.computeIfAbsent(row.steps(), _ -> new ArrayList<>()).add(new Trial(row, sites, own::of));
        }
        return List.copyOf(batches.values());
    }

    /// One answer a trial, batches side by side, in the order of the batches.
    private static <T> List<T> all(List<List<Trial>> batches, Function<Trial, T> ask) {
        return batches.parallelStream().map(batch -> batch.stream().map(ask).toList()).toList().stream().flatMap(List::stream).toList();
    }

    private static ServingSample sample(Trial trial, double[] sums) {
        return ServingSample.of(trial.row().group(), trial.profile(), trial.room(), measured(trial.row()), sums, trial::run);
    }

    private static double[] measured(ServingRow row) {
        return new double[] {Math.log(row.tpot()), row.ttft().isPresent() ? Math.log(row.ttft().getAsDouble()) : Double.NaN};
    }

    /// Logarithms of measured over simulated.
    private static double[] left(Trial trial, double[] sums) {
        ClosedLoop.Means means = trial.run(ServingOverheads.of(sums));
        double[] measured = measured(trial.row());
        return new double[] {measured[ServingSample.TPOT] - Math.log(means.tpot()), measured[ServingSample.TTFT] - Math.log(means.ttft())};
    }

    private static List<ServingEffect> effects(ServingFitter fitter, double[] values, List<double[]> folds, List<ServingSample> samples) {
        List<ServingEffect> effects = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int at = i;
            ServingFitter.Name name = fitter.names().get(i);
            effects.add(new ServingEffect(name.prior().term(), name.prior().scope(), name.key(), values[i], folds.stream().map(fold -> fold[at]).toList(),
                    fitter.rows(name, samples)));
        }
        effects.sort((a, b) -> a.term() != b.term() ? a.term().compareTo(b.term())
                : a.scope() != b.scope() ? a.scope().compareTo(b.scope()) : a.key().compareTo(b.key()));
        return effects;
    }

    private static List<ServingError> errors(List<ServingSample> samples, List<double[]> left) {
        List<ServingError> errors = new ArrayList<>();
        for (ServingError.Figure figure : ServingError.Figure.values()) {
            for (ServingError.Room room : ServingError.Room.values()) {
                Map<String, List<Double>> ratios = new TreeMap<>();
                for (int i = 0; i < samples.size(); i++) {
                    ServingSample sample = samples.get(i);
                    double ratio = left.get(i)[figure.ordinal()];
                    if (sample.room() == room && Double.isFinite(ratio)) {
                        for (String key : List.of(sample.profile().engine() + "/" + sample.profile().kind(), sample.profile().kind(), "")) {
                            ratios.computeIfAbsent(key, _ -> new ArrayList<>()).add(ratio);
                        }
                    }
                }
                ratios.forEach((key, all) -> {
                    if (all.size() >= LEAST_ERRORS || key.isEmpty()) {
                        errors.add(error(figure, room, key, all.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
                    }
                });
            }
        }
        return errors;
    }

    private static ServingError error(ServingError.Figure figure, ServingError.Room room, String key, double[] ratios) {
        double[] absolute = Arrays.stream(ratios).map(r -> Math.abs(Math.exp(-r) - 1)).sorted().toArray();
        return new ServingError(figure, room, key, ratios.length, Errors.quantile(absolute, MIDDLE), Errors.quantile(absolute, MOST),
                new Spread(Math.min(0, Errors.quantile(ratios, LOW)), Math.max(0, Errors.quantile(ratios, HIGH))));
    }
}
