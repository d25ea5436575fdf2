package dev.podwright.network.flow;

import java.util.Arrays;
import java.util.Optional;

/// Flows and links that cannot be told apart, one of each kind.
///
/// Colours are refined until they are stable (the coarsest equitable partition of the graph of flows and links): two flows have one colour if they are alike
/// themselves and use links of the same colours alike; two links if they have the same capacity and the same flows by colour. A link of a colour then carries as much
/// of each colour as any other, so filling stops all flows of a colour at one level: rates and ends of the classes are those of their members, exactly.
///
/// Colours are told apart by 64 bits of a hash: among a million the chance that any two meet by accident is below 1e-6.
final class Symmetry {
    /// Fewer members of a class than this on average are not worth the search.
    private static final int WORTHWHILE = 4;
    /// Flows of more links than any one way has are split: links that always carry the same of them become one.
    private static final int SPLIT = 16;
    /// A partition that is not stable by then is one of long chains; most networks need as many rounds as they have tiers.
    private static final int ROUNDS = 32;
    /// Odd constants of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014, doi 10.1145/2660193.2660195).
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long FIRST = 0xbf58476d1ce4e5b9L;
    private static final long SECOND = 0x94d049bb133111ebL;

    private final Routes routes;
    private final long[] flows;
    private final long[] links;
    private int flowClasses;
    private int linkClasses;

    /// Flow and link that stand for each class.
    private int[] classOf;
    private int[] members;
    private double[] capacity;
    private Routes quotient;

    private Symmetry(double[] capacities, Routes routes, double[]... traits) {
        this.routes = routes;
        this.flows = new long[routes.flows()];
        this.links = new long[capacities.length];
        for (int l = 0; l < links.length; l++) {
            links[l] = mix(Double.doubleToLongBits(capacities[l]));
        }
        for (int f = 0; f < flows.length; f++) {
            for (double[] trait : traits) {
                flows[f] = mix(flows[f] + Double.doubleToLongBits(trait[f]));
            }
        }
    }

    /// @param traits numbers of each flow in which flows alike do not differ: bytes, starts
    /// @return empty if the flows are too different for classes to pay
    static Optional<Symmetry> of(double[] capacities, Routes routes, double[]... traits) {
        Symmetry symmetry = new Symmetry(capacities, routes, traits);
        boolean split = routes.entries() > (long) SPLIT * routes.flows();
        if (!symmetry.stable(split)) {
            return Optional.empty();
        }
        symmetry.divide(capacities);
        boolean pays = !split || (long) WORTHWHILE * symmetry.quotient.entries() <= routes.entries();
        return pays ? Optional.of(symmetry) : Optional.empty();
    }

    /// @param split whether few links are worth it even if flows are many
    private boolean stable(boolean split) {
        for (int round = 0; round < ROUNDS; round++) {
            int flowsBefore = flowClasses;
            int linksBefore = linkClasses;
            flowClasses = different(flows);
            if (!split && (long) WORTHWHILE * flowClasses > flows.length) {
                return false;
            }
            linkClasses = different(links);
            if (flowClasses == flowsBefore && linkClasses == linksBefore) {
                return true;
            }
            refine();
        }
        return false;
    }

    private void refine() {
        long[] met = new long[links.length];
        for (int f = 0; f < flows.length; f++) {
            long sum = 0;
            for (int e = routes.from(f); e < routes.to(f); e++) {
                sum += mix(links[routes.link(e)] ^ Double.doubleToLongBits(routes.share(e)) * GOLDEN);
            }
            flows[f] = mix(flows[f] + sum * GOLDEN);
            for (int e = routes.from(f); e < routes.to(f); e++) {
                met[routes.link(e)] += mix(flows[f] ^ Double.doubleToLongBits(routes.share(e)) * GOLDEN);
            }
        }
        for (int l = 0; l < links.length; l++) {
            links[l] = mix(links[l] + met[l] * GOLDEN);
        }
    }

    private static long mix(long value) {
        long a = value + GOLDEN;
        long b = (a ^ a >>> 30) * FIRST;
        long c = (b ^ b >>> 27) * SECOND;
        return c ^ c >>> 31;
    }

    private static int different(long[] colours) {
        return distinct(colours).length;
    }

    private static long[] distinct(long[] colours) {
        long[] sorted = colours.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, size);
    }

    private static int[] numbered(long[] colours) {
        long[] known = distinct(colours);
        int[] numbers = new int[colours.length];
        for (int i = 0; i < colours.length; i++) {
            numbers[i] = Arrays.binarySearch(known, colours[i]);
        }
        return numbers;
    }

    /// Weighs each class of flows on one link of each class: what all its members use of all of them, over their number.
    private void divide(double[] capacities) {
        classOf = numbered(flows);
        int[] linkOf = numbered(links);
        int[] size = new int[linkClasses];
        capacity = new double[linkClasses];
        for (int l = 0; l < linkOf.length; l++) {
            size[linkOf[l]]++;
            capacity[linkOf[l]] = capacities[l];
        }
        members = new int[flowClasses];
        int[] first = new int[flowClasses];
        for (int f = flows.length - 1; f >= 0; f--) {
            members[classOf[f]]++;
            first[classOf[f]] = f;
        }
        quotient = new Routes(flowClasses, 1);
        double[] weight = new double[linkClasses];
        for (int c = 0; c < flowClasses; c++) {
            int flow = first[c];
            for (int e = routes.from(flow); e < routes.to(flow); e++) {
                weight[linkOf[routes.link(e)]] += routes.share(e);
            }
            for (int e = routes.from(flow); e < routes.to(flow); e++) {
                int link = linkOf[routes.link(e)];
                if (weight[link] > 0) {
                    quotient.use(link, weight[link] * members[c] / size[link]);
                    weight[link] = 0;
                }
            }
            quotient.end();
        }
    }

    double[] capacity() {
        return capacity;
    }

    Routes routes() {
        return quotient;
    }

    int classes() {
        return flowClasses;
    }

    /// What flows of a class have in common.
    double[] ofClasses(double[] ofFlows) {
        double[] common = new double[flowClasses];
        for (int f = 0; f < classOf.length; f++) {
            common[classOf[f]] = ofFlows[f];
        }
        return common;
    }

    double[] ofFlows(double[] ofClasses) {
        double[] each = new double[classOf.length];
        Arrays.setAll(each, f -> ofClasses[classOf[f]]);
        return each;
    }
}
