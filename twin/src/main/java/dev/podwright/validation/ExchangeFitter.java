package dev.podwright.validation;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.SeenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes [ExchangeResiduals] from measured exchanges and the laws fitted to them.
public final class ExchangeFitter {
    private ExchangeFitter() {}

    /// @param folder in the layout of `evidence/collectives`
    /// @param laws what [CollectiveFitter] made of the same folder
    public static ExchangeResiduals fit(Path folder, Map<String, Bench> benches, List<CollectiveFit> laws) {
        List<ExchangeCase> cases = predictable(ExchangeCases.read(folder, benches));
        return new ExchangeResiduals(ExchangeLearner.sheets(ExchangeLearner.price(cases, benches, laws)),
                ExchangeBands.of(experiments(cases, folder, benches, laws)));
    }

    /// Notes the lines that the residuals were fitted to.
    public static void seen(Path folder, Map<String, Bench> benches, SeenRows.Builder seen) {
        Set<String> ids = predictable(ExchangeCases.read(folder, benches)).stream().map(ExchangeCase::id).collect(Collectors.toSet());
        for (String table : List.of("collectives.csv", "expert_parallel.csv")) {
            if (Files.exists(folder.resolve(table))) {
                Table.read(folder.resolve(table)).rows().stream().filter(row -> ids.contains(row.text("id"))).forEach(row -> seen.add(RowHash.of(row)));
            }
        }
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
