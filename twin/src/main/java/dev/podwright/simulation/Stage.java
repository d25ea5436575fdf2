package dev.podwright.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Replicas among which a router chooses: those that do prompts, or those that generate.
final class Stage {
    /// A request by which pools of different speed are compared.
    private static final int TYPICAL_PROMPT = 1024;
    private static final int TYPICAL_ANSWER = 256;
    private static final int TYPICAL_BATCH = 16;

    private final Router router;
    private final SplittableRandom random;
    private final Replica[] all;
    private Replica[] alive;
    /// Whether all hold equally much: then what fits one fits all.
    private final boolean alike;
    private long turn;

    Stage(Replica[] all, Router router, SplittableRandom random) {
        this.all = all;
        this.alive = all;
        this.router = router;
        this.random = random;
        this.alike = Arrays.stream(all).mapToLong(Replica::capacity).distinct().count() == 1;
    }

    /// Sets what tokens cost at each replica, if they differ.
    static void weigh(Replica[] members, List<Pool> pools) {
        if (Arrays.stream(members).mapToInt(Replica::pool).distinct().count() > 1) {
            double least = Arrays.stream(members).mapToDouble(r -> cost(pools.get(r.pool()))).min().orElseThrow();
            for (Replica member : members) {
                member.weigh(cost(pools.get(member.pool())) / least);
            }
        }
    }

    /// Seconds of one typical request, of many that keep every lane busy.
    private static double cost(Pool pool) {
        StepTimes times = pool.times();
        int prompt = Math.min(TYPICAL_PROMPT, pool.rules().budget());
        int batch = Math.min(TYPICAL_BATCH, pool.rules().mostSequences());
        double prompts = times.mixed(0, 0, prompt, 1, times.attention(prompt, 0)) * TYPICAL_PROMPT / prompt;
        double generation = TYPICAL_ANSWER * times.decode(batch, TYPICAL_PROMPT) / batch;
        return switch (pool.role()) {
            case BOTH -> prompts + generation;
            case PREFILL -> prompts;
            case DECODE -> generation;
        } / times.lanes();
    }

    /// Whether any that is or may be alive again can hold a request.
    boolean holds(int input, int output) {
        return alike ? all[0].holds(input, output) : Arrays.stream(all).anyMatch(r -> r.holds(input, output));
    }

    /// The replica that gets a request.
    ///
    /// @return null if none that is alive can hold it
    Replica choose(double now, int input, int output, long[] hashes) {
        Replica[] fit = alive;
        if (!alike) {
            fit = Arrays.stream(alive).filter(r -> r.holds(input, output)).toArray(Replica[]::new);
        }
        return fit.length == 0 ? null : fit[router.choose(now, fit, turn++, input, hashes, random)];
    }

    /// `gone` is no more; `fresh`, in its place, is not alive yet.
    void lose(Replica gone, Replica fresh) {
        alive = Arrays.stream(alive).filter(r -> r != gone).toArray(Replica[]::new);
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i] == gone ? fresh : all[i];
        }
    }

    /// `back` serves again.
    void gain(Replica back) {
        Replica[] more = Arrays.copyOf(alive, alive.length + 1);
        more[alive.length] = back;
        Arrays.sort(more, (a, b) -> Integer.compare(a.number(), b.number()));
        alive = more;
    }

    Replica[] all() {
        return all;
    }
}
