package dev.podwright.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// A deployment that is sized but not worked out: finding its operating point costs more than everything before.
///
/// @param chips chips as sold that it occupies
/// @param capacity requests per second it could serve within the limits
/// @param kind what it is a variation of ([Deployment#kind])
record Offer(int chips, double capacity, String kind, Supplier<Option> option) {

    /// Works out the offers that may be the best of the first `count` kinds in the order of `first`: of each of these
    /// kinds, and of all that tie with the last of them, those that tie with its best.
    static List<Option> best(List<Offer> offers, int count, ToDoubleFunction<Offer> first) {
        int left = count;
        List<Offer> sorted = new ArrayList<>(offers);
        sorted.sort(Comparator.comparingDouble(first));
        Map<String, List<Offer>> kinds = new LinkedHashMap<>();
        for (Offer offer : sorted) {
            List<Offer> kind = kinds.computeIfAbsent(offer.kind, _ -> new ArrayList<>());
            if (kind.isEmpty() || first.applyAsDouble(offer) == first.applyAsDouble(kind.getFirst())) {
                kind.add(offer);
            }
        }
        List<Option> options = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (List<Offer> kind : kinds.values()) {
            double best = first.applyAsDouble(kind.getFirst());
            if (left > 0 || best == last) {
                kind.forEach(offer -> options.add(offer.option.get()));
                last = best;
                left--;
            }
        }
        return options;
    }
}
