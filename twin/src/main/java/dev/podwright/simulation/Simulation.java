package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import dev.podwright.trace.RequestSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/// Replicas, the router before them, the clients before that: one run, on one core, in simulated time only. The same setup and seed give
/// the same run.
public final class Simulation {
    /// How often progress is looked at, in events.
    private static final int HEARTBEAT = 1 << 14;

    private final Setup setup;
    private final Ledger ledger;
    private final SplittableRandom random;

    /// @param setup what runs
    /// @param ledger takes what happens
    public Simulation(Setup setup, Ledger ledger) {
        this.setup = setup;
        this.ledger = ledger;
        this.random = new SplittableRandom(setup.seed());
    }

    /// How a run ended.
    ///
    /// @param seconds when the last request was done
    /// @param arrived requests that came
    /// @param whole whether all that came were served
    /// @param leaked blocks still in use at the end of a whole run: 0
    /// @param recomputed prompt tokens computed again, and generated ones computed with a prompt: after preemptions and losses
    /// @param tiers what each tier of prefixes did, the nearest first
    public record End(double seconds, long arrived, boolean whole, long leaked, double recomputed, List<Tiers.Use> tiers) {}

    /// Serves all requests of `source`.
    ///
    /// @param goOn asked now and then with the number of requests that have come; false ends the run early
    public End run(RequestSource source, LongPredicate goOn) {
        Returned returned = new Returned(ledger, source);
        // Arrivals come before replicas at equal times: a request that comes as a step ends joins the next.
        EventHeap heap = new EventHeap(setup.replicas() + 3);
        Gateway gateway = new Gateway(setup, source.segmentTokens(), returned, heap, random);
        Replica[] replicas = gateway.replicas();
        long arrived = 0;
        long inFlight = 0;
        heap.schedule(0, upcoming(source, 0, 0));
        double clock = 0;
        long events = 0;
        // What breaks after the last request does not matter.
        while (heap.time() < EventHeap.NEVER && (inFlight > 0 || heap.time(0) < EventHeap.NEVER)) {
            if ((++events & HEARTBEAT - 1) == 0 && !goOn.test(arrived)) {
                return new End(clock, arrived, false, 0, gateway.recomputed(), gateway.tiers());
            }
            clock = heap.time();
            int actor = heap.first();
            if (actor == 0) {
                source.next();
                ledger.arrived(arrived, source.kind(), clock);
                gateway.arrive(clock, arrived, source);
                arrived++;
                inFlight++;
            } else if (actor <= replicas.length) {
                replicas[actor - 1].complete();
                heap.schedule(actor, replicas[actor - 1].end());
            } else if (actor == replicas.length + 1) {
                gateway.move();
            } else {
                gateway.happen();
            }
            inFlight -= returned.take();
            heap.schedule(0, upcoming(source, clock, inFlight));
        }
        return new End(clock, arrived, true, gateway.usedBlocks(), gateway.recomputed(), gateway.tiers());
    }

    /// When the next request comes: when the source says, or, of clients that wait for answers, as soon as one is free.
    private double upcoming(RequestSource source, double now, long inFlight) {
        if (!setup.clients().closed()) {
            return source.upcoming();
        }
        return source.upcoming() < EventHeap.NEVER && inFlight < setup.clients().concurrency() ? now : EventHeap.NEVER;
    }

    /// Counts requests that left, and tells the source: what is asked next may wait for the answer.
    private static final class Returned implements Ledger {
        private final Ledger next;
        private final RequestSource source;
        private long count;

        Returned(Ledger next, RequestSource source) {
            this.next = next;
            this.source = source;
        }

        long take() {
            long taken = count;
            count = 0;
            return taken;
        }

        @Override
        public void finished(Served request) {
            count++;
            source.done(request.request(), request.end(), true);
            next.finished(request);
        }

        @Override
        public void unserved(Unserved request) {
            count++;
            source.done(request.request(), request.end(), false);
            next.unserved(request);
        }

        @Override
        public void ran(Ran steps) {
            next.ran(steps);
        }
    }
}
