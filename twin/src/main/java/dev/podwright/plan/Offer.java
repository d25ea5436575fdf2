package dev.podwright.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// A deployment that is sized but not worked out: finding its operating point costs more than everything before.
///
/// @param chips chips as sold that it occupies
/// @param capacity requests per second it could serve within the limits
record Offer(int chips, double capacity, Supplier<Option> option) {

    /// Works out the offers that may be among the first `count` in the order of `first`: those, and all that tie with
    /// the last of them.
    static List<Option> best(List<Offer> offers, int count, ToDoubleFunction<Offer> first) {
        List<Offer> sorted = new ArrayList<>(offers);
        sorted.sort(Comparator.comparingDouble(first));
        double last = sorted.isEmpty() ? 0 : first.applyAsDouble(sorted.get(Math.min(count, sorted.size()) - 1));
        List<Option> options = new ArrayList<>();
        for (Offer offer : sorted) {
            if (first.applyAsDouble(offer) <= last) {
                options.add(offer.option.get());
            }
        }
        return options;
    }
}
