package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import dev.podwright.trace.RequestSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// What stands between clients and replicas: it routes requests, and where prompts and generation are apart, joins both.
final class Gateway implements Handover {
    private final Replica[] replicas;
    private final Ledger ledger;
    private final EventHeap heap;
    private final Stage prompts;
    private final Stage generation;
    private final Transfer transfer;
    private final Links links;

    /// @param heap in which replica `i` is actor `i + 1` and the links are the one after the last replica
    Gateway(Setup setup, int segmentTokens, Ledger ledger, EventHeap heap, SplittableRandom random) {
        this.replicas = replicas(setup, segmentTokens, ledger);
        this.ledger = ledger;
        this.heap = heap;
        this.transfer = setup.transfer().orElse(null);
        this.links = transfer == null ? null : new Links(transfer, replicas.length);
        this.prompts = new Stage(of(replicas, false), setup.router(), random);
        this.generation = transfer == null ? null : new Stage(of(replicas, true), setup.second(), random);
    }

    private Replica[] replicas(Setup setup, int segmentTokens, Ledger to) {
        List<Replica> all = new ArrayList<>();
        for (int p = 0; p < setup.pools().size(); p++) {
            for (int i = 0; i < setup.pools().get(p).replicas(); i++) {
                all.add(new Replica(all.size(), p, setup, segmentTokens, to, this));
            }
        }
        return all.toArray(Replica[]::new);
    }

    private static Replica[] of(Replica[] all, boolean generating) {
        return Arrays.stream(all).filter(r -> r.role() == Pool.Role.DECODE == generating).toArray(Replica[]::new);
    }

    Replica[] replicas() {
        return replicas;
    }

    /// A request comes.
    void arrive(double now, long request, RequestSource source) {
        int input = source.input();
        int output = source.output();
        Replica to = generation != null && !generation.holds(input, output) ? null : prompts.choose(now, input, output, source.hashes());
        if (to == null) {
            ledger.unserved(new Unserved(request, source.kind(), now, now, input, output, Unserved.Reason.TOO_LONG));
            return;
        }
        to.arrive(now, request, source);
        touch(to);
    }

    /// The links' next event.
    void move() {
        double now = links.time();
        Links.Job done = links.step();
        heap.schedule(replicas.length + 1, links.time());
        if (done != null) {
            done.from.release(done.source, now);
            touch(done.from);
            done.to.landed(done.target, now);
            touch(done.to);
        }
    }

    @Override
    public void computed(Replica from, int slot, double now) {
        Slots s = from.slots();
        if (transfer.first() == Transfer.First.PROMPT && Double.isNaN(s.first[slot])) {
            s.first[slot] = now;
        }
        Replica to = generation.choose(now, s.input[slot], s.output[slot], s.hashes[slot]);
        to.offer(from, slot, now);
        touch(to);
    }

    @Override
    public void reserved(Replica to, int slot, double now) {
        Slots s = to.slots();
        Replica from = replicas[s.source[slot]];
        links.begin(now, from, s.sourceSlot[slot], to, slot, transfer.bytes().applyAsDouble(s.prompt[slot]));
        heap.schedule(replicas.length + 1, links.time());
    }

    private void touch(Replica replica) {
        heap.schedule(replica.number() + 1, replica.end());
    }
}
