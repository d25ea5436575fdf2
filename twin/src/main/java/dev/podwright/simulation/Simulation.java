package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import dev.podwright.trace.RequestSource;
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

    /// What runs.
    ///
    /// @param replicas how many
    /// @param rules of their engine
    /// @param times of their steps; replicas are alike
    /// @param blocks of the cache of each
    /// @param concurrency requests that clients keep in flight, each sending the next when one is done; 0 = as the source says
    /// @param oneByOne whether every decode step is an event of its own: slow, for comparison
    public record Setup(int replicas, EngineRules rules, StepTimes times, long blocks, Router router, int concurrency, boolean oneByOne, long seed) {

        public Setup {
            if (replicas < 1 || blocks < 1 || concurrency < 0) {
                throw new IllegalArgumentException("%d replicas of %d blocks for %d clients.".formatted(replicas, blocks, concurrency));
            }
        }
    }

    /// How a run ended.
    ///
    /// @param seconds when the last request was done
    /// @param arrived requests that came
    /// @param whole whether all that came were served
    /// @param leaked blocks still in use at the end of a whole run: 0
    public record End(double seconds, long arrived, boolean whole, long leaked) {}

    /// Serves all requests of `source`.
    ///
    /// @param goOn asked now and then with the number of requests that have come; false ends the run early
    public End run(RequestSource source, LongPredicate goOn) {
        Returned returned = new Returned(ledger);
        Replica[] replicas = new Replica[setup.replicas];
        for (int i = 0; i < replicas.length; i++) {
            replicas[i] = new Replica(i, setup.rules, setup.times, setup.blocks, source.segmentTokens(), returned, setup.oneByOne);
        }
        // Arrivals come before replicas at equal times: a request that comes as a step ends joins the next.
        EventHeap heap = new EventHeap(replicas.length + 1);
        boolean more = source.next();
        long arrived = 0;
        long inFlight = 0;
        heap.schedule(0, more ? (setup.concurrency > 0 ? 0 : source.arrival()) : EventHeap.NEVER);
        double clock = 0;
        long events = 0;
        while (heap.time() < EventHeap.NEVER) {
            if ((++events & HEARTBEAT - 1) == 0 && !goOn.test(arrived)) {
                return new End(clock, arrived, false, 0);
            }
            clock = heap.time();
            int actor = heap.first();
            if (actor == 0) {
                int to = setup.router.choose(clock, replicas, arrived, source.hashes(), random);
                replicas[to].arrive(clock, arrived, source.kind(), source.input(), source.output(), source.hashes());
                heap.schedule(to + 1, replicas[to].end());
                arrived++;
                inFlight += 1 - returned.take();
                more = source.next();
                heap.schedule(0, !more ? EventHeap.NEVER : setup.concurrency == 0 ? source.arrival() : inFlight < setup.concurrency ? clock : EventHeap.NEVER);
            } else {
                replicas[actor - 1].complete();
                heap.schedule(actor, replicas[actor - 1].end());
                inFlight -= returned.take();
                if (more && setup.concurrency > 0 && inFlight < setup.concurrency) {
                    heap.schedule(0, clock);
                }
            }
        }
        long leaked = 0;
        for (Replica replica : replicas) {
            leaked += replica.usedBlocks();
        }
        return new End(clock, arrived, true, leaked);
    }

    /// Counts requests that left.
    private static final class Returned implements Ledger {
        private final Ledger next;
        private long count;

        Returned(Ledger next) {
            this.next = next;
        }

        long take() {
            long taken = count;
            count = 0;
            return taken;
        }

        @Override
        public void finished(long request, int kind, double arrival, double began, double first, double end, int input, int cached, int output, int preemptions) {
            count++;
            next.finished(request, kind, arrival, began, first, end, input, cached, output, preemptions);
        }

        @Override
        public void rejected(long request, int kind, double arrival, int input, int output) {
            count++;
            next.rejected(request, kind, arrival, input, output);
        }

        @Override
        public void ran(long steps, double seconds, int decoding, int prompts) {
            next.ran(steps, seconds, decoding, prompts);
        }
    }
}
