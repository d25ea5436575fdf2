package dev.podwright.validation;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.SeenRows;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Makes [ExchangeResiduals] from measured exchanges and the laws fitted to them.
public final class ExchangeFitter {
    private ExchangeFitter() {}

    /// @param folder in the layout of `evidence/collectives`
    /// @param laws what [CollectiveFitter] made of the same folder
    /// @param seen the rows that sheets were made from are added to it
    public static ExchangeResiduals fit(Path folder, Map<String, Bench> benches, List<CollectiveFit> laws, SeenRows.Builder seen) {
        List<ExchangeCase> cases = predictable(ExchangeCases.read(folder, benches, (row, one) -> {
            if (one.reason().isEmpty()) {
                seen.add(RowHash.of(row));
            }
        }));
        return new ExchangeResiduals(ExchangeLearner.sheets(ExchangeLearner.price(cases, benches, laws)),
                ExchangeBands.of(experiments(cases, folder, benches, laws)));
    }

    /// All three cross-validations.
    static Map<ExchangeFolds, List<ExchangeFolds.Held>> experiments(List<ExchangeCase> cases, Path folder, Map<String, Bench> benches, List<CollectiveFit> laws) {
        List<ExchangeRow> rows = CollectiveFitter.rows(folder);
        Map<ExchangeFolds, List<ExchangeFolds.Held>> held = new EnumMap<>(ExchangeFolds.class);
        for (ExchangeFolds folds : ExchangeFolds.values()) {
            held.put(folds, folds.run(cases, benches, rows, laws));
        }
        return held;
    }

    static List<ExchangeCase> predictable(List<ExchangeCase> cases) {
        return cases.stream().filter(c -> c.reason().isEmpty()).toList();
    }
}
