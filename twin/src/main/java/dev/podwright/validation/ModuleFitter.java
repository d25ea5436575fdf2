package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Library;
import dev.podwright.calibration.ModuleFit;
import dev.podwright.calibration.Residual;
import dev.podwright.catalog.Chip;
import dev.podwright.kernel.Kernels;
import dev.podwright.kernel.Modules;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// Fits whole blocks of operators to the prices that a calibration gives their operators.
///
/// The three numbers of the law are searched on a grid of their logarithms that halves around the best point: the loss (pseudo-Huber of
/// ln(predicted/measured)) has few valleys and derivatives of it are not worth their code.
final class ModuleFitter {
    static final Comparator<ModuleFit.Subject> ORDER = Comparator.comparing(ModuleFit.Subject::chip).thenComparing(ModuleFit.Subject::block)
            .thenComparing(ModuleFit.Subject::kernel);
    private static final int LEAST_ROWS = 20;
    private static final int FOLDS = 5;
    private static final long SEED = 20260131;
    /// Log ratio at which the loss turns linear, as for single operators.
    private static final double KNEE = 0.1;
    private static final Grids GRIDS = new Grids(new int[] {6, 5, 3}, 1, 1);
    /// The search: half-width of the first grid in steps, first step and how it shrinks, rounds. It reaches a factor of 1000 either way.
    private static final int REACH = 2;
    private static final double STEP = 1.2;
    private static final double SHRINK = 0.65;
    private static final int ROUNDS = 14;
    /// Where the seconds per token start; they may shrink and grow twice as fast as the others.
    private static final double TOKEN = 1e-7;
    private static final int TWENTIETH = 20;

    private final Calibration operators;
    private final List<Chip> chips;
    private final Map<String, Kernels> kernels = new HashMap<>();

    ModuleFitter(Calibration operators, List<Chip> chips) {
        this.operators = operators;
        this.chips = chips;
    }

    /// One measured block.
    ///
    /// @param sum of its operators' prices
    private record Timed(double seconds, double sum, Modules.Shape shape, String group) {}

    /// The law and what it leaves over.
    private record Found(double launch, double scale, double token, Residual residual) {

        double log(Timed row) {
            return Math.log(launch + scale * row.sum + token * row.shape.tokens()) + residual.at(row.shape.features());
        }
    }

    /// A fit of every subject with enough rows.
    List<ModuleFit> fit(Map<ModuleFit.Subject, List<Row>> blocks) {
        List<ModuleFit> fits = new ArrayList<>();
        blocks.forEach((subject, rows) -> {
            if (rows.size() >= LEAST_ROWS) {
                Chip chip = chips.stream().filter(c -> c.id().equals(subject.chip())).findFirst().orElseThrow();
                fits.add(fit(subject, rows.stream().map(row -> timed(chip, row)).toList()));
            }
        });
        return fits;
    }

    private Timed timed(Chip chip, Row row) {
        Library library = ModuleRows.library(row);
        Kernels own = kernels.computeIfAbsent(chip.id() + library, _ -> Kernels.of(chip, chips, operators, library));
        return new Timed(Unit.US.toSi(row.positive("latency_us")), ModuleRows.operators(row).stream().mapToDouble(own::seconds).sum(), ModuleRows.shape(row),
                ModuleRows.group(row));
    }

    private static ModuleFit fit(ModuleFit.Subject subject, List<Timed> rows) {
        List<String> groups = new ArrayList<>(new TreeSet<>(rows.stream().map(Timed::group).toList()));
        Collections.shuffle(groups, new Random(SEED));
        Map<String, Integer> folds = new HashMap<>();
        groups.forEach(group -> folds.put(group, folds.size() % FOLDS));
        double[] ratios = new double[rows.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            List<Timed> seen = rows.stream().filter(r -> folds.get(r.group) != held).toList();
            Found found = seen.isEmpty() ? null : found(seen);
            for (int i = 0; i < ratios.length; i++) {
                if (folds.get(rows.get(i).group) == held && found != null) {
                    ratios[i] = Math.log(rows.get(i).seconds) - found.log(rows.get(i));
                }
            }
        }
        double[][] features = features(rows);
        Residual errors = GRIDS.scale(features, ratios);
        double[] scaled = new double[ratios.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = ratios[i] / Math.exp(errors.at(features[i]));
        }
        Errors plain = Errors.of(ratios);
        Found all = found(rows);
        return new ModuleFit(subject, all.launch, all.scale, all.token, rows.size(), plain.median(), plain.p90(), Errors.of(scaled).spread(),
                all.residual, errors);
    }

    private static double[][] features(List<Timed> rows) {
        return rows.stream().map(r -> r.shape.features()).toArray(double[][]::new);
    }

    private static Found found(List<Timed> rows) {
        double shortest = rows.stream().mapToDouble(Timed::seconds).sorted().skip(rows.size() / TWENTIETH).findFirst().orElseThrow();
        double[] at = {Math.log(shortest), 0, Math.log(TOKEN)};
        double best = loss(rows, at);
        double step = STEP;
        for (int round = 0; round < ROUNDS; round++) {
            double[] centre = at;
            for (int i = -REACH; i <= REACH; i++) {
                for (int j = -REACH; j <= REACH; j++) {
                    for (int k = -REACH; k <= REACH; k++) {
                        double[] tried = {centre[0] + i * step, centre[1] + j * step, centre[2] + 2 * k * step};
                        double loss = loss(rows, tried);
                        if (loss < best) {
                            best = loss;
                            at = tried;
                        }
                    }
                }
            }
            step *= SHRINK;
        }
        Found law = new Found(Math.exp(at[0]), Math.exp(at[1]), Math.exp(at[2]), Residual.NONE);
        return new Found(law.launch, law.scale, law.token,
                GRIDS.residual(features(rows), rows.stream().mapToDouble(r -> Math.log(r.seconds) - law.log(r)).toArray()));
    }

    private static double loss(List<Timed> rows, double[] at) {
        double launch = Math.exp(at[0]);
        double scale = Math.exp(at[1]);
        double token = Math.exp(at[2]);
        double loss = 0;
        for (Timed row : rows) {
            double ratio = Math.log((launch + scale * row.sum + token * row.shape.tokens()) / row.seconds) / KNEE;
            loss += Math.sqrt(1 + ratio * ratio) - 1;
        }
        return loss;
    }
}
