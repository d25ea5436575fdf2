package dev.podwright.network.collective;

import dev.podwright.network.Pattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Follows which rank has which part of the buffer while the phases of a gather run. A message carries the parts that the sender held when the step began and
/// that the receiver lacks, those nearest behind the sender first (of a pipeline, those of the sender's own place in each server), as many as its bytes; to
/// scatter, those nearest ahead of the receiver.
final class Movement {
    private static final double ROUNDING = 1e-9;

    private final int ranks;
    private final int inside;
    private final double part;
    private final BitSet[] has;

    private Movement(int ranks, int inside, BitSet[] has) {
        this.ranks = ranks;
        this.inside = inside;
        this.part = 1.0 / ranks;
        this.has = has;
    }

    /// Every rank has its own part.
    ///
    /// @param inside ranks of a server whose ranks pass on parts of their own place alone; else 1
    static Movement gather(int ranks, int inside) {
        BitSet[] has = new BitSet[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            has[rank] = new BitSet();
            has[rank].set(rank);
        }
        return new Movement(ranks, inside, has);
    }

    /// Rank 0 has everything.
    static Movement broadcast(int ranks) {
        BitSet[] has = new BitSet[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            has[rank] = new BitSet();
        }
        has[0].set(0, ranks);
        return new Movement(ranks, 1, has);
    }

    Movement run(List<Phase> phases) {
        for (Phase phase : phases) {
            for (int time = 0; time < phase.times(); time++) {
                step(messages(phase.pattern()), phase.name().startsWith("scatter"));
            }
        }
        return this;
    }

    /// Every rank forgets all but its own part.
    Movement keepOwn() {
        for (int rank = 0; rank < ranks; rank++) {
            boolean own = has[rank].get(rank);
            has[rank].clear();
            has[rank].set(rank, own);
        }
        return this;
    }

    boolean complete() {
        for (BitSet rank : has) {
            if (rank.cardinality() < ranks) {
                return false;
            }
        }
        return true;
    }

    private void step(List<double[]> messages, boolean scatter) {
        BitSet[] before = new BitSet[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            before[rank] = (BitSet) has[rank].clone();
        }
        for (double[] message : messages) {
            int from = (int) message[0];
            int to = (int) message[1];
            double room = message[2];
            for (int i = 0; i < ranks; i++) {
                int behind = i / (ranks / inside) + i % (ranks / inside) * inside;
                int piece = Math.floorMod(scatter ? to + i : from - behind, ranks);
                if (before[from].get(piece) && !has[to].get(piece) && room > part * (1 - ROUNDING)) {
                    has[to].set(piece);
                    room -= part;
                }
            }
        }
    }

    static List<double[]> messages(Pattern pattern) {
        List<double[]> found = new ArrayList<>();
        switch (pattern) {
            case Pattern.Pairs(int[] from, int[] to, double[] bytes) -> {
                for (int i = 0; i < from.length; i++) {
                    found.add(new double[] {from[i], to[i], bytes[i]});
                }
            }
            case Pattern.AllToAll(List<int[]> groups, double bytes) -> {
                for (int[] group : groups) {
                    for (int from : group) {
                        for (int to : group) {
                            if (from != to) {
                                found.add(new double[] {from, to, bytes});
                            }
                        }
                    }
                }
            }
            case Pattern.Together(List<Pattern> patterns) -> patterns.forEach(p -> found.addAll(messages(p)));
        }
        return found;
    }

    /// Bytes that `rank` sends in all phases.
    static double sent(List<Phase> phases, int rank) {
        return phases.stream().mapToDouble(p -> p.times() * messages(p.pattern()).stream().filter(m -> m[0] == rank).mapToDouble(m -> m[2]).sum()).sum();
    }

    /// Bytes that `rank` receives in all phases.
    static double received(List<Phase> phases, int rank) {
        return phases.stream().mapToDouble(p -> p.times() * messages(p.pattern()).stream().filter(m -> m[1] == rank).mapToDouble(m -> m[2]).sum()).sum();
    }

    /// The most that a rank sends or receives, phase by phase added up: seconds of one port of one byte per second.
    static double port(List<Phase> phases, int ranks) {
        double sum = 0;
        for (Phase phase : phases) {
            double most = 0;
            for (int rank = 0; rank < ranks; rank++) {
                most = Math.max(most, Math.max(sent(List.of(phase), rank), received(List.of(phase), rank)));
            }
            sum += most;
        }
        return sum;
    }

    static int steps(List<Phase> phases) {
        return phases.stream().mapToInt(Phase::hops).sum();
    }
}
