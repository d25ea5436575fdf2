package dev.podwright.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Replicas among which a router chooses: those that do prompts, or those that generate.
final class Stage {
    private final Replica[] members;
    private final Router router;
    private final SplittableRandom random;
    /// Whether all hold equally much: then what fits one fits all.
    private final boolean alike;
    private long turn;

    Stage(Replica[] members, Router router, SplittableRandom random) {
        this.members = members;
        this.router = router;
        this.random = random;
        this.alike = Arrays.stream(members).mapToLong(Replica::capacity).distinct().count() == 1;
    }

    /// Whether any can hold a request.
    boolean holds(int input, int output) {
        return alike ? members[0].holds(input, output) : Arrays.stream(members).anyMatch(r -> r.holds(input, output));
    }

    /// The replica that gets a request.
    ///
    /// @return null if none can hold it
    Replica choose(double now, int input, int output, long[] hashes) {
        Replica[] fit = members;
        if (!alike || !members[0].holds(input, output)) {
            fit = Arrays.stream(members).filter(r -> r.holds(input, output)).toArray(Replica[]::new);
            if (fit.length == 0) {
                return null;
            }
        }
        return fit[router.choose(now, fit, turn++, hashes, random)];
    }
}
