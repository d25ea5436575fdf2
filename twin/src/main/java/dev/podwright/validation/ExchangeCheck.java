package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Predicts every line of measured collectives and expert exchanges, with the residuals of its own harness where one was seen.
///
/// Expert exchange: the time of the kernel that the line names alone. What DeepEP's normal mode spends on notifying over several nodes is not in it.
public final class ExchangeCheck {
    /// Half to double, where nothing of the kind was ever held out.
    private static final Spread UNKNOWN = Spread.factor(2);

    private ExchangeCheck() {}

    /// One prediction, or reason why there is none, per line of `collectives.csv` and `expert_parallel.csv` in `folder`.
    ///
    /// @param benches by chip id, as [Bench#of] makes them
    public static List<ExchangePrediction> of(Path folder, Map<String, Bench> benches, Calibration calibration) {
        ExchangeBase base = new ExchangeBase(benches, calibration.collectives());
        return ExchangeCases.read(folder, benches).stream().map(c -> predict(c, base, calibration.exchanges())).toList();
    }

    /// The same lines predicted by laws and sheets that never saw their group (operation, ranks and source on one chip; of experts, the shape), five
    /// folds of a fixed seed, with the intervals that such lines get.
    public static List<ExchangePrediction> heldOut(Path folder, Map<String, Bench> benches, Calibration calibration) {
        List<ExchangePrediction> predictions = new ArrayList<>();
        List<ExchangeCase> cases = ExchangeCases.read(folder, benches);
        cases.stream().filter(c -> !c.reason().isEmpty()).forEach(c -> predictions.add(none(c, c.reason())));
        List<CollectiveFit> laws = calibration.collectives();
        for (ExchangeFolds.Held held : ExchangeFolds.NEAR.run(ExchangeFitter.predictable(cases), benches, CollectiveFitter.rows(folder), laws)) {
            predictions.add(prediction(held.priced().one(), cost(held.priced(), held.predicted(), calibration.exchanges(), 1)));
        }
        return predictions;
    }

    /// Predicts single lines of `collectives.csv`, or of `expert_parallel.csv`.
    public static Function<Row, ExchangePrediction> lines(boolean expert, Map<String, Bench> benches, Calibration calibration) {
        ExchangeBase base = new ExchangeBase(benches, calibration.collectives());
        return row -> predict(ExchangeCases.of(row, expert, benches), base, calibration.exchanges());
    }

    static ExchangePrediction predict(ExchangeCase one, ExchangeBase base, ExchangeResiduals residuals) {
        if (!one.reason().isEmpty()) {
            return none(one, one.reason());
        }
        ExchangeLearner.Priced priced = ExchangeLearner.Priced.of(one, base);
        return prediction(one, cost(priced, priced.seconds(residuals), residuals, 0));
    }

    /// @param from index of the nearest band that counts: 0 where the very group was seen, 1 where it was held out
    private static Cost cost(ExchangeLearner.Priced priced, double seconds, ExchangeResiduals residuals, int from) {
        List<String> names = ExchangeBands.names(priced);
        OptionalDouble half = residuals.band(names.subList(from, names.size()), ExchangePlaces.size(priced.one()));
        Spread spread = half.isPresent() ? new Spread(-half.getAsDouble(), half.getAsDouble()) : UNKNOWN;
        return Cost.leaf(priced.one().op(), seconds, priced.base().ideal(), bound(priced, seconds), spread, priced.base().why());
    }

    private static Bound bound(ExchangeLearner.Priced priced, double seconds) {
        return priced.base().ideal() > seconds / 2 ? Bound.LINK : priced.base().bound();
    }

    private static ExchangePrediction prediction(ExchangeCase one, Cost cost) {
        return new ExchangePrediction(one.id(), one.kind(), one.op(), one.chip(), one.source(), one.framework(), one.group(), one.measured(), Optional.of(cost), "");
    }

    private static ExchangePrediction none(ExchangeCase one, String reason) {
        return new ExchangePrediction(one.id(), one.kind(), one.op(), one.chip(), one.source(), one.framework(), "", one.measured(), Optional.empty(), reason);
    }
}
