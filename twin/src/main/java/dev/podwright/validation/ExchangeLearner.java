package dev.podwright.validation;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.ResidualSheet;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Learns what measured exchanges show beyond the closed forms.
final class ExchangeLearner {
    private static final String PREPARE = "prepare";

    private ExchangeLearner() {}

    /// A case with its closed form.
    ///
    /// @param pools as [dev.podwright.fabric.Fabric#pools] has them
    record Priced(ExchangeCase one, List<String> names, List<ExchangePlaces.Placed> places, Cost base) {

        static Priced of(ExchangeCase one, ExchangeBase base) {
            List<String> pools = base.pools(one.row().orElseThrow());
            boolean network = base.network(one);
            Cost cost = base.price(one);
            // Counting before a dispatch sends no tokens: no port bounds it, though the tokens that follow say how long it takes.
            Cost bounded = one.op().equals(PREPARE) ? Cost.leaf(cost.name(), cost.seconds(), 0, Bound.LATENCY, cost.spread(), cost.why()) : cost;
            return new Priced(one, ExchangePlaces.names(one, pools, network), ExchangePlaces.of(one, pools, network, cost), bounded);
        }

        /// ln(measured/closed form).
        double log() {
            return Math.log(one.measured() / base.seconds());
        }

        /// The prediction with residuals, never below what the ports need.
        double seconds(ExchangeResiduals residuals) {
            return Math.max(base.ideal(), base.seconds() * Math.exp(residuals.at(places.stream().map(ExchangePlaces.Placed::point).toList())));
        }
    }

    static List<Priced> price(List<ExchangeCase> cases, Map<String, Bench> benches, List<CollectiveFit> fits) {
        ExchangeBase base = new ExchangeBase(benches, fits);
        return cases.stream().map(c -> Priced.of(c, base)).toList();
    }

    /// The sheets that these cases show. The harness with most rows of a pool is the one that plans mean: it has no sheets of its own.
    static Map<String, ResidualSheet> sheets(List<Priced> cases) {
        Set<String> meant = meant(cases);
        return SheetFit.of(cases.stream().map(c -> new SheetFit.Row(
                c.places().stream().filter(p -> !meant.contains(p.point().sheet())).toList(), c.log())).toList());
    }

    private static Set<String> meant(List<Priced> cases) {
        Map<String, Map<String, Integer>> harnesses = new TreeMap<>();
        Map<String, List<String>> sheets = new HashMap<>();
        for (Priced c : cases) {
            if (c.one().expert().isEmpty() && !c.one().engine()) {
                String harness = c.one().row().orElseThrow().harness();
                harnesses.computeIfAbsent(c.names().getLast(), _ -> new TreeMap<>()).merge(harness, 1, Integer::sum);
                List<String> own = sheets.computeIfAbsent(c.names().getLast() + harness, _ -> new ArrayList<>());
                c.places().stream().map(p -> p.point().sheet()).filter(s -> s.startsWith(ExchangePlaces.BY) && !own.contains(s)).forEach(own::add);
            }
        }
        return harnesses.entrySet().stream().filter(e -> !e.getKey().endsWith(ExchangePlaces.NETWORK)).flatMap(e -> {
            String most = e.getValue().entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey())).orElseThrow().getKey();
            return sheets.get(e.getKey() + most).stream();
        }).collect(Collectors.toSet());
    }
}
