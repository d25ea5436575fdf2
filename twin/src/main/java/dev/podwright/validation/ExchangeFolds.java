package dev.podwright.validation;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/// Cross-validation of the exchanges in five folds: every case is predicted by laws and sheets that never saw its fold.
enum ExchangeFolds {
    /// Single rows are held out: sizes and ranks between those seen.
    SEEN(ExchangeCase::id),
    /// Whole groups: rank counts, sources or shapes that were not seen.
    NEAR(ExchangeCase::group),
    /// Whole chips.
    FAR(c -> c.row().orElseThrow().chip());

    /// Chip, operation, kernel.
    private static final int STRATUM = 3;
    private static final int FOLDS = 5;
    private static final long SEED = 20260131;

    private final Function<ExchangeCase, String> group;

    ExchangeFolds(Function<ExchangeCase, String> group) {
        this.group = group;
    }

    /// @param predicted seconds
    record Held(ExchangeLearner.Priced priced, double predicted) {

        /// ln(measured/predicted).
        double log() {
            return Math.log(priced.one().measured() / predicted);
        }
    }

    /// @param laws rows of the laws, refitted for every fold of whole groups or chips; three numbers of a law do not notice single rows
    List<Held> run(List<ExchangeCase> cases, Map<String, Bench> benches, List<ExchangeRow> laws, List<CollectiveFit> fits) {
        Map<String, Integer> folds = deal(cases.stream().map(group).toList());
        List<ExchangeLearner.Priced> all = this == SEEN ? ExchangeLearner.price(cases, benches, fits) : List.of();
        List<Held> held = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            List<ExchangeLearner.Priced> priced = this == SEEN ? all : ExchangeLearner.price(cases, benches,
                    CollectiveFitter.pooled(laws.stream().filter(r -> folds.getOrDefault(group(r), -1) != out).toList(), benches));
            Function<ExchangeLearner.Priced, Integer> of = p -> folds.get(group.apply(p.one()));
            ExchangeResiduals seen = new ExchangeResiduals(ExchangeLearner.sheets(priced.stream().filter(p -> of.apply(p) != out).toList()), Map.of());
            priced.stream().filter(p -> of.apply(p) == out).forEach(p -> held.add(new Held(p, p.seconds(seen))));
        }
        return held;
    }

    private static String stratum(String group) {
        String[] parts = group.split("/");
        return parts.length < STRATUM ? "" : String.join("/", List.of(parts).subList(0, STRATUM));
    }

    private String group(ExchangeRow row) {
        return switch (this) {
            case SEEN -> "";
            case NEAR -> ExchangeCase.group(row);
            case FAR -> row.chip();
        };
    }

    /// Deals groups into folds, the same way every time: groups of one operation on one chip (alike up to the first slashes) go to folds in turn,
    /// so that no fold takes all of them while another takes none.
    static Map<String, Integer> deal(List<String> groups) {
        List<String> names = new ArrayList<>(new TreeSet<>(groups));
        Collections.shuffle(names, new Random(SEED));
        names.sort(Comparator.comparing(ExchangeFolds::stratum));
        Map<String, Integer> folds = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            folds.put(names.get(i), i % FOLDS);
        }
        return folds;
    }
}
