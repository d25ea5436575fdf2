package dev.podwright.network.overlap;

import dev.podwright.network.Load;
import dev.podwright.network.Pattern;
import dev.podwright.network.collective.Phase;
import dev.podwright.network.flow.Routes;
import dev.podwright.network.routing.Router;
import java.util.Arrays;
import java.util.List;

/// What flows in every phase of several jobs: single messages, or a whole pattern that keeps step as one flow.
final class Strands {
    /// Messages of a job that are followed one by one, at most: spread over a hundred links each they need some 50 MB.
    private static final int MOST = 1 << 14;
    /// Links of a message, expected.
    private static final int LINKS = 4;

    private final Router router;
    private final int links;
    private final Routes routes = new Routes(1, LINKS);
    private double[] bytes = new double[1];
    private int sized;
    /// First strand of each phase of each job, and where the last phase ends.
    private final int[][] first;

    Strands(Router router, int links, List<Job> jobs) {
        this.router = router;
        this.links = links;
        this.first = new int[jobs.size()][];
        for (int j = 0; j < first.length; j++) {
            Job job = jobs.get(j);
            boolean singly = job.phases().stream().mapToLong(Strands::messages).sum() <= MOST;
            first[j] = new int[job.phases().size() + 1];
            for (int p = 0; p < job.phases().size(); p++) {
                first[j][p] = routes.flows();
                add(job.phases().get(p), job.bytes(), singly);
            }
            first[j][job.phases().size()] = routes.flows();
        }
        this.bytes = Arrays.copyOf(bytes, routes.flows());
    }

    /// Messages that could be followed one by one.
    private static long messages(Phase phase) {
        return phase.hops() > 1 ? 0 : switch (phase.pattern()) {
            case Pattern.Pairs pairs -> pairs.bytes().length;
            case Pattern.AllToAll exchange -> pairs(exchange);
            case Pattern.Together _ -> 0;
        };
    }

    private void add(Phase phase, double size, boolean singly) {
        if (!singly || messages(phase) == 0) {
            together(phase, size);
            return;
        }
        Pattern.Pairs messages = phase.pattern() instanceof Pattern.AllToAll exchange ? single(exchange) : (Pattern.Pairs) phase.pattern();
        routes.append(router.routes(messages));
        for (double message : messages.bytes()) {
            put(message * size);
        }
    }

    /// All messages in step: the strand is as fast as the largest of them.
    private void together(Phase phase, double size) {
        double largest = largest(phase.pattern());
        if (largest > 0) {
            Load load = router.load(phase.pattern());
            for (int link = 0; link < links; link++) {
                if (load.on(link) > 0) {
                    routes.use(link, load.on(link) / largest);
                }
            }
        }
        routes.end();
        put(largest * phase.times() * size);
    }

    private void put(double size) {
        if (sized == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * sized);
        }
        bytes[sized++] = size;
    }

    private static double largest(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Pairs pairs -> Arrays.stream(pairs.bytes()).max().orElse(0);
            case Pattern.AllToAll exchange -> pairs(exchange) > 0 ? exchange.bytes() : 0;
            case Pattern.Together all -> all.patterns().stream().mapToDouble(Strands::largest).max().orElse(0);
        };
    }

    private static long pairs(Pattern.AllToAll exchange) {
        return exchange.groups().stream().mapToLong(g -> (long) g.length * (g.length - 1)).sum();
    }

    private static Pattern.Pairs single(Pattern.AllToAll exchange) {
        int size = Math.toIntExact(pairs(exchange));
        int[] from = new int[size];
        int[] to = new int[size];
        int at = 0;
        for (int[] group : exchange.groups()) {
            for (int i = 0; i < group.length; i++) {
                for (int j = 0; j < group.length; j++) {
                    if (i != j) {
                        from[at] = group[i];
                        to[at++] = group[j];
                    }
                }
            }
        }
        double[] each = new double[size];
        Arrays.fill(each, exchange.bytes());
        return new Pattern.Pairs(from, to, each);
    }

    Routes routes() {
        return routes;
    }

    double[] bytes() {
        return bytes;
    }

    int first(int job, int phase) {
        return first[job][phase];
    }
}
