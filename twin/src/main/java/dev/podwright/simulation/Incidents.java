package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// What befalls the replicas of a run, in order: what was known beforehand, what is drawn, and how each ends.
final class Incidents {

    /// @param lasts seconds; 0 = an earlier one ends
    /// @param factor on the time of steps; 0 = a loss
    /// @param drawn whether another is drawn when it is over
    record Happening(double at, int replica, double lasts, double factor, boolean drawn, long order) {}

    /// Keeps what is drawn here apart from what the routers draw.
    private static final long SALT = 0x6661756C7473L;

    private static final Comparator<Happening> ORDER = Comparator.comparingDouble(Happening::at).thenComparingLong(Happening::order);

    private final Faults faults;
    private final double[] means;
    private final SplittableRandom[] random;
    private final PriorityQueue<Happening> queue = new PriorityQueue<>(ORDER);
    private long order;

    Incidents(Setup setup) {
        this.faults = setup.faults();
        this.means = new double[setup.replicas()];
        this.random = new SplittableRandom[setup.replicas()];
        SplittableRandom seeds = new SplittableRandom(setup.seed() ^ SALT);
        int replica = 0;
        for (int p = 0; p < setup.pools().size(); p++) {
            for (int i = 0; i < setup.pools().get(p).replicas(); i++) {
                random[replica] = seeds.split();
                means[replica] = faults.meanSeconds().isEmpty() ? EventHeap.NEVER : faults.meanSeconds().get(p);
                draw(replica++, 0);
            }
        }
        for (Incident incident : faults.incidents()) {
            switch (incident) {
                case Incident.Lost l -> add(l.at(), l.replica(), l.seconds(), 0, false);
                case Incident.Slow s -> add(s.at(), s.replica(), s.seconds(), s.factor(), false);
            }
        }
    }

    private void draw(int replica, double from) {
        if (means[replica] < EventHeap.NEVER) {
            add(from - means[replica] * Math.log(1 - random[replica].nextDouble()), replica, faults.repair(), 0, true);
        }
    }

    private void add(double at, int replica, double lasts, double factor, boolean drawn) {
        queue.add(new Happening(at, replica, lasts, factor, drawn, order++));
    }

    double time() {
        return queue.isEmpty() ? EventHeap.NEVER : queue.peek().at();
    }

    /// The next one; its end is remembered.
    Happening next() {
        Happening next = queue.remove();
        if (next.lasts() > 0 && next.lasts() < EventHeap.NEVER) {
            add(next.at() + next.lasts(), next.replica(), 0, next.factor(), next.drawn());
        } else if (next.lasts() == 0 && next.drawn()) {
            draw(next.replica(), next.at());
        }
        return next;
    }
}
