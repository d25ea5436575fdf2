package dev.podwright.fabric;

import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.collective.Ring;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.topology.Wired;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// How much longer collectives take on a network as it is than on the one as built: their phases are laid on both. Each (algorithm, operation, group) is
/// worked out once. All siblings work at the same time; the slowest holds the answer up.
final class Slowing {
    /// Differences of rates that are rounding.
    private static final double SAME = 1e-9;

    private final Damage damage;
    private final Ground sound;
    private final Ground now;
    private final Map<Key, Slowdown> known = new ConcurrentHashMap<>();

    private record Key(Algorithm algorithm, Operation operation, Group group) {}

    private Slowing(Damage damage, Ground sound, Ground now) {
        this.damage = damage;
        this.sound = sound;
        this.now = now;
    }

    static Slowing of(Wired wired, Condition condition) {
        return of(Damage.of(wired, condition));
    }

    static Slowing of(Damage damage) {
        Wired built = damage.built();
        Ground sound = new Ground(built.network(), built.routing(), built.ranks());
        return of(damage, sound);
    }

    private static Slowing of(Damage damage, Ground sound) {
        boolean same = damage.condition().sound();
        return new Slowing(damage, sound, same ? sound : new Ground(damage.network(), damage.routing(), damage.nodes()));
    }

    /// The same network in another state; what is known of it as built stays known.
    Slowing under(Condition other) {
        return of(Damage.of(damage.built(), other), sound);
    }

    Damage damage() {
        return damage;
    }

    Ground sound() {
        return sound;
    }

    Ground now() {
        return now;
    }

    /// Wire time of each sibling on the network as it is over that of a group on the one as built: which ranks suffer. A group takes as long as the busiest of the
    /// links that its own messages use, at what all of them carry together.
    ///
    /// @return in the order of [Ground#groups]
    double[] perGroup(Algorithm algorithm, Operation operation, Group group) {
        double before = sound.flow(algorithm, operation, group).perByte();
        double[] after = now.perGroup(run(algorithm, group), operation, group);
        for (int g = 0; g < after.length; g++) {
            after[g] /= before;
        }
        return after;
    }

    Slowdown of(Algorithm algorithm, Operation operation, Group group) {
        if (now == sound) {
            return Slowdown.NONE;
        }
        Key key = new Key(algorithm, operation, group);
        Slowdown found = known.get(key);
        if (found == null) {
            found = workOut(algorithm, operation, group);
            known.put(key, found);
        }
        return found;
    }

    /// What the group does in the end: where no switch joins all ranks any more, a ring instead of sums in the switch.
    Algorithm run(Algorithm algorithm, Group group) {
        return now.has(algorithm, group) ? algorithm : new Ring();
    }

    /// What becomes of candidates for a group, each worked out when it is chosen.
    UnaryOperator<Candidate> state(Operation operation, Group group) {
        Map<Candidate, Candidate> done = Collections.synchronizedMap(new IdentityHashMap<>());
        return candidate -> done.computeIfAbsent(candidate, c -> c.under(of(c.algorithm(), operation, group)));
    }

    private Slowdown workOut(Algorithm algorithm, Operation operation, Group group) {
        Flow before = sound.flow(algorithm, operation, group);
        Algorithm run = run(algorithm, group);
        Flow after = now.flow(run, operation, group);
        double factor = after.perByte() / before.perByte();
        if (Math.abs(factor - 1) < SAME) {
            factor = 1;
        }
        double latency = Math.max(0, after.latency() - before.latency());
        if (factor == 1 && latency == 0) {
            return Slowdown.NONE;
        }
        int limit = after.limit();
        return new Slowdown(factor, latency, String.format(Locale.ROOT, "%.3g times the wire time as built%s, held up by %s (%s)", factor,
                run == algorithm ? "" : ", by a " + run.label(), now.network().linkLabel(limit), now.network().type(limit).name()));
    }
}
