package dev.podwright.units;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Adds up the errors of leaves, each weighted by its share of a whole: log ratios of small errors add by time share.
///
/// The middles of the quantiles add up. Of the half-widths three parts are kept apart ([Tie]): what is common to a scope adds up
/// within the scope, what is common to a source within the source, what is a leaf's own within leaves of the same source and the same
/// seconds, which are one shape run several times. Sums of different scopes, sources and shapes err apart: their squares add up.
///
/// A negative weight takes an error away, so that what two trees have in common cancels in their ratio.
final class Blend {
    private static final int FEW = 8;

    private final Map<String, double[]> scopes = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final UnaryOperator<Tie> ties;
    private double middle;

    Blend() {
        this(UnaryOperator.identity());
    }

    /// @param ties what to take for the ties of a leaf
    Blend(UnaryOperator<Tie> ties) {
        this.ties = ties;
    }

    /// Half-widths from one source.
    private static final class Source {
        private double together;
        private double[] seconds = new double[FEW];
        private double[] own = new double[FEW];
        private int shapes;

        void add(double of, double half) {
            for (int i = 0; i < shapes; i++) {
                if (seconds[i] == of) {
                    own[i] += half;
                    return;
                }
            }
            if (shapes == own.length) {
                seconds = Arrays.copyOf(seconds, 2 * shapes);
                own = Arrays.copyOf(own, 2 * shapes);
            }
            seconds[shapes] = of;
            own[shapes++] = half;
        }

        double square() {
            double square = together * together;
            for (int i = 0; i < shapes; i++) {
                square += own[i] * own[i];
            }
            return square;
        }
    }

    /// Adds all leaves below `node`, one execution of which has `weight`.
    void add(Cost node, double weight) {
        if (!node.children().isEmpty()) {
            for (Cost child : node.children()) {
                add(child, weight * child.times());
            }
            return;
        }
        Spread spread = node.spread();
        double share = weight * node.seconds();
        double half = share * spread.half();
        middle += share * spread.middle();
        Tie tie = ties.apply(spread.tie());
        Source source = sources.computeIfAbsent(node.why(), _ -> new Source());
        source.together += tie.ofSource() * half;
        if (tie.alike() < 1 && tie.common() < 1) {
            source.add(node.seconds(), tie.ofItself() * half);
        }
        if (tie.common() > 0) {
            scopes.computeIfAbsent(tie.scope(), _ -> new double[1])[0] += tie.ofScope() * half;
        }
    }

    Spread spread() {
        double square = 0;
        for (Source source : sources.values()) {
            square += source.square();
        }
        for (double[] scope : scopes.values()) {
            square += scope[0] * scope[0];
        }
        double half = Math.sqrt(square);
        return new Spread(middle - half, middle + half);
    }
}
