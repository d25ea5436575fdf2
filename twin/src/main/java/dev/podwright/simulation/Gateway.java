package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import dev.podwright.trace.RequestSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What stands between clients and replicas: it routes requests, joins the stages where prompts and generation are apart, and knows who is
/// alive.
final class Gateway implements Handover {
    private final Setup setup;
    private final int segmentTokens;
    private final Ledger ledger;
    private final EventHeap heap;
    private final Map<String, TierCache> sharedTiers = new HashMap<>();
    private final Replica[] replicas;
    private final Stage prompts;
    /// Null where one stage does both.
    private final Stage generation;
    private final Transfer transfer;
    private final Links links;
    /// Null where nothing breaks.
    private final Breakdowns breakdowns;

    /// @param heap in which replica `i` is actor `i + 1`, the links are the next after the last replica, and what breaks the next after that
    Gateway(Setup setup, int segmentTokens, Ledger ledger, EventHeap heap, SplittableRandom random) {
        this.setup = setup;
        this.segmentTokens = segmentTokens;
        this.ledger = ledger;
        this.heap = heap;
        this.transfer = setup.transfer().orElse(null);
        this.links = transfer == null ? null : new Links(transfer, setup.replicas());
        List<Replica> all = new ArrayList<>();
        for (int p = 0; p < setup.pools().size(); p++) {
            for (int i = 0; i < setup.pools().get(p).replicas(); i++) {
                all.add(made(all.size(), p));
            }
        }
        this.replicas = all.toArray(Replica[]::new);
        this.prompts = stage(false, setup.router(), random);
        this.generation = transfer == null ? null : stage(true, setup.second(), random);
        this.breakdowns = setup.faults().none() ? null : new Breakdowns(setup, this, ledger);
        broke();
    }

    Replica made(int number, int pool) {
        return new Replica(number, pool, setup, segmentTokens, ledger, this, sharedTiers);
    }

    private Stage stage(boolean generating, Router router, SplittableRandom random) {
        Replica[] members = Arrays.stream(replicas).filter(r -> r.role() == Pool.Role.DECODE == generating).toArray(Replica[]::new);
        Stage.weigh(members, setup.pools());
        return new Stage(members, router, random);
    }

    /// All, in order; one that is lost is replaced.
    Replica[] replicas() {
        return replicas;
    }

    Stage prompts() {
        return prompts;
    }

    Stage generation() {
        return generation;
    }

    Stage stage(Replica replica) {
        return replica.role() == Pool.Role.DECODE ? generation : prompts;
    }

    Links links() {
        return links;
    }

    /// A request comes.
    void arrive(double now, long request, RequestSource source) {
        int input = source.input();
        int output = source.output();
        if (!prompts.holds(input, output) || generation != null && !generation.holds(input, output)) {
            unserved(now, request, source, Unserved.Reason.TOO_LONG);
            return;
        }
        Replica to = prompts.choose(now, input, output, source.hashes());
        if (to == null) {
            if (!breakdowns.park(now, request, source)) {
                unserved(now, request, source, Unserved.Reason.NO_REPLICA);
            }
        } else if (to.waiting() >= setup.admission().queue()) {
            unserved(now, request, source, Unserved.Reason.TURNED_AWAY);
        } else {
            to.arrive(now, request, source);
            touch(to);
        }
    }

    private void unserved(double now, long request, RequestSource source, Unserved.Reason reason) {
        ledger.unserved(new Unserved(request, source.kind(), now, now, source.input(), source.output(), reason));
    }

    /// The links' next event.
    void move() {
        double now = links.time();
        Links.Job done = links.step();
        moved();
        if (done != null) {
            done.from.release(done.source, now);
            touch(done.from);
            done.to.landed(done.target, now);
            touch(done.to);
        }
    }

    /// Something breaks or is whole again.
    void happen() {
        breakdowns.next();
        broke();
    }

    private void broke() {
        heap.schedule(setup.replicas() + 2, breakdowns == null ? EventHeap.NEVER : breakdowns.time());
    }

    /// The links' next event has changed.
    void moved() {
        heap.schedule(setup.replicas() + 1, links.time());
    }

    @Override
    public void computed(Replica from, int slot, double now) {
        Slots s = from.slots();
        if (transfer.first() == Transfer.First.PROMPT && Double.isNaN(s.first[slot])) {
            s.first[slot] = now;
        }
        // What layer-wise sending can have hidden: the time that the prompt took. Of one that began anew, when it did is not kept.
        s.hidden[slot] = s.retries[slot] + s.preemptions[slot] > 0 ? 0 : now - s.began[slot];
        Replica to = generation.choose(now, s.input[slot], s.output[slot], s.hashes[slot]);
        if (to == null) {
            breakdowns.keep(from, slot, now);
        } else {
            to.offer(from, slot, now);
            touch(to);
        }
    }

    @Override
    public void reserved(Replica to, int slot, boolean late, double now) {
        Slots s = to.slots();
        Replica from = replicas[s.source[slot]];
        double bytes = transfer.bytes().applyAsDouble(s.prompt[slot]);
        if (transfer.start() == Transfer.Start.LAYER_WISE && !late) {
            double sent = s.hidden[slot] * transfer.alone(from.pool(), to.pool());
            bytes = Math.max(bytes / transfer.ports().get(from.pool()).layers(), bytes - sent);
        }
        links.begin(now, from, s.sourceSlot[slot], to, slot, bytes);
        moved();
    }

    /// A replica's next event has changed.
    void touch(Replica replica) {
        heap.schedule(replica.number() + 1, replica.end());
    }

    /// Blocks in use in all replicas.
    long usedBlocks() {
        return Arrays.stream(replicas).mapToLong(Replica::usedBlocks).sum();
    }

    /// Tokens that were computed more than once, over all replicas.
    double recomputed() {
        return Arrays.stream(replicas).mapToDouble(r -> r.inside().recomputed()).sum() + (breakdowns == null ? 0 : breakdowns.recomputed());
    }

    /// What each tier did, nearest first.
    List<Tiers.Use> tiers() {
        List<Tiers.Use> uses = new ArrayList<>();
        for (Tiers.Tier tier : setup.tiers().tiers()) {
            List<Tiers.Use> of = new ArrayList<>();
            if (tier.shared()) {
                of.addAll(sharedTiers.containsKey(tier.name()) ? List.of(sharedTiers.get(tier.name()).use()) : List.of());
            } else {
                Arrays.stream(replicas).flatMap(r -> r.inside().prefixes().uses().stream()).filter(u -> u.name().equals(tier.name())).forEach(of::add);
                if (breakdowns != null) {
                    breakdowns.tiers().stream().filter(u -> u.name().equals(tier.name())).forEach(of::add);
                }
            }
            uses.add(new Tiers.Use(tier.name(), of.stream().mapToDouble(Tiers.Use::hitTokens).sum(), of.stream().mapToDouble(Tiers.Use::seconds).sum(),
                    of.stream().mapToLong(Tiers.Use::written).sum()));
        }
        return uses;
    }
}
