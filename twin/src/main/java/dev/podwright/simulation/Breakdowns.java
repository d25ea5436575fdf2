package dev.podwright.simulation;

import dev.podwright.trace.RequestSource;
import java.util.ArrayList;
import java.util.List;

/// Replicas that are lost or slow, and what becomes of their requests.
final class Breakdowns {
    private final Setup setup;
    private final Faults faults;
    private final Gateway gateway;
    private final Ledger ledger;
    private final Incidents incidents;
    /// Losses of each replica that are not over.
    private final int[] down;
    private final boolean[] forGood;
    private final List<List<Double>> slow = new ArrayList<>();
    /// Requests that wait until a replica for their prompt comes back.
    private final Slots lobby = new Slots();
    private final IntDeque parked = new IntDeque();
    /// Computed prompts that wait until a replica comes back to generate.
    private final List<Computed> kept = new ArrayList<>();
    private final List<Tiers.Use> tiers = new ArrayList<>();
    private double recomputed;

    private record Computed(Replica at, int slot) {}

    Breakdowns(Setup setup, Gateway gateway, Ledger ledger) {
        this.setup = setup;
        this.faults = setup.faults();
        this.gateway = gateway;
        this.ledger = ledger;
        this.incidents = new Incidents(setup);
        this.down = new int[setup.replicas()];
        this.forGood = new boolean[setup.replicas()];
        for (int i = 0; i < setup.replicas(); i++) {
            slow.add(new ArrayList<>());
        }
    }

    double time() {
        return incidents.time();
    }

    double recomputed() {
        return recomputed;
    }

    /// What the tiers of lost replicas did.
    List<Tiers.Use> tiers() {
        return tiers;
    }

    void next() {
        Incidents.Happening h = incidents.next();
        Replica replica = gateway.replicas()[h.replica()];
        boolean begins = h.lasts() > 0;
        if (h.factor() > 0) {
            pace(replica, h.factor(), begins, h.at());
        } else if (begins) {
            forGood[h.replica()] |= h.lasts() == Double.POSITIVE_INFINITY;
            if (down[h.replica()]++ == 0) {
                lose(replica, h.at());
            }
            if (forGood[h.replica()]) {
                hopeless(h.at());
            }
        } else if (--down[h.replica()] == 0) {
            back(replica, h.at());
        }
    }

    private void pace(Replica replica, double factor, boolean begins, double now) {
        List<Double> factors = slow.get(replica.number());
        if (begins) {
            factors.add(factor);
        } else {
            factors.remove(factor);
        }
        replica.slow(factors.stream().reduce(1.0, (a, b) -> a * b), now);
        gateway.touch(replica);
    }

    private void lose(Replica lost, double now) {
        int[] inside = lost.lose(now);
        Replica fresh = gateway.made(lost.number(), lost.pool());
        fresh.weigh(lost.weight());
        fresh.slow(slow.get(lost.number()).stream().reduce(1.0, (a, b) -> a * b), now);
        gateway.replicas()[lost.number()] = fresh;
        gateway.stage(lost).lose(lost, fresh);
        gateway.touch(fresh);
        recomputed += lost.inside().recomputed();
        for (Tiers.Tier tier : setup.tiers().tiers()) {
            if (!tier.shared()) {
                lost.inside().prefixes().uses().stream().filter(u -> u.name().equals(tier.name())).forEach(tiers::add);
            }
        }
        kept.removeIf(k -> k.at == lost);
        if (gateway.links() != null) {
            part(lost, now);
        }
        for (int slot : inside) {
            again(lost.slots(), slot, now);
        }
    }

    /// Cuts what joined a lost replica to others.
    private void part(Replica lost, double now) {
        List<Links.Job> dropped = gateway.links().drop(lost, now);
        gateway.moved();
        if (lost.role() == Pool.Role.DECODE) {
            for (Links.Job job : dropped) {
                release(job.from, job.source, now);
            }
            for (int slot : lost.landing().queued()) {
                release(gateway.replicas()[lost.slots().source[slot]], lost.slots().sourceSlot[slot], now);
            }
        } else {
            for (Replica other : gateway.generation().all()) {
                other.forget(lost, dropped.stream().filter(j -> j.to == other).map(j -> j.target).toList(), now);
                gateway.touch(other);
            }
        }
    }

    private void release(Replica from, int slot, double now) {
        from.release(slot, now);
        gateway.touch(from);
    }

    /// A request of a lost replica.
    private void again(Slots of, int slot, double now) {
        boolean allowed = switch (faults.policy()) {
            case LOSE -> false;
            case RESEND -> Double.isNaN(of.first[slot]);
            case MIGRATE -> true;
        };
        if (!allowed || of.retries[slot] >= faults.mostRetries()) {
            ledger.unserved(of.unserved(slot, now, Unserved.Reason.REPLICA_LOST));
            return;
        }
        route(of, slot, now);
    }

    private void route(Slots of, int slot, double now) {
        // A prompt that carries generated tokens needs no more room in the end, but more before generation.
        Replica to = gateway.prompts().choose(now, of.prompt[slot], of.output[slot] - of.kept[slot], of.hashes[slot]);
        if (to != null) {
            to.resume(of, slot, now);
            gateway.touch(to);
        } else if (hope(gateway.prompts(), of.prompt[slot], of.output[slot] - of.kept[slot])) {
            parked.addLast(lobby.take(of, slot));
        } else {
            ledger.unserved(of.unserved(slot, now, Unserved.Reason.NO_REPLICA));
        }
    }

    /// A request that finds no replica alive waits if one will be.
    boolean park(double now, long request, RequestSource source) {
        if (!hope(gateway.prompts(), source.input(), source.output())) {
            return false;
        }
        int slot = lobby.take();
        lobby.enter(slot, now, request, source, true);
        lobby.seeing[slot] = setup.pools().getFirst().times().vision(source.images(), source.imageTokens());
        lobby.retries[slot] = -1;
        parked.addLast(slot);
        return true;
    }

    /// A computed prompt finds no replica alive that can generate.
    void keep(Replica at, int slot, double now) {
        Slots s = at.slots();
        if (hope(gateway.generation(), s.input[slot], s.output[slot])) {
            kept.add(new Computed(at, slot));
        } else {
            ledger.unserved(s.unserved(slot, now, Unserved.Reason.NO_REPLICA));
            at.release(slot, now);
        }
    }

    private boolean hope(Stage stage, int input, int output) {
        for (Replica r : stage.all()) {
            if (!forGood[r.number()] && r.holds(input, output)) {
                return true;
            }
        }
        return false;
    }

    /// What waits for a replica that never comes back is given up.
    private void hopeless(double now) {
        for (int i = parked.size(); i > 0; i--) {
            int slot = parked.removeFirst();
            if (hope(gateway.prompts(), lobby.prompt[slot], lobby.output[slot] - lobby.kept[slot])) {
                parked.addLast(slot);
            } else {
                ledger.unserved(lobby.unserved(slot, now, Unserved.Reason.NO_REPLICA));
                lobby.give(slot);
            }
        }
        List<Computed> waiting = List.copyOf(kept);
        kept.clear();
        for (Computed c : waiting) {
            keep(c.at, c.slot, now);
            gateway.touch(c.at);
        }
    }

    private void back(Replica replica, double now) {
        gateway.stage(replica).gain(replica);
        if (replica.role() == Pool.Role.DECODE) {
            List<Computed> waiting = List.copyOf(kept);
            kept.clear();
            for (Computed c : waiting) {
                gateway.computed(c.at, c.slot, now);
            }
        } else {
            for (int i = parked.size(); i > 0; i--) {
                int slot = parked.removeFirst();
                route(lobby, slot, now);
                lobby.give(slot);
            }
        }
    }
}
