package dev.podwright.diagnosis;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.fabric.Collective;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Alike;
import dev.podwright.profile.Profile;
import dev.podwright.profile.ProfileBuilder;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Machine;
import dev.podwright.repricing.Recognised;
import dev.podwright.repricing.RepricedUse;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Profiles made by hand, with the prices of the twin for the kernels whose operator is told.
final class Workbench {
    static final Machine ASCEND = machine("cloudmatrix384");
    static final Machine NVIDIA = machine("dgx-h100");

    final Machine machine;
    private final Map<String, Operator> operators = new HashMap<>();
    private final Map<String, Collective> collectives = new HashMap<>();
    private final List<Rank> ranks = new ArrayList<>();

    Workbench(Machine machine) {
        this.machine = machine;
    }

    private static Machine machine(String id) {
        Catalog catalog = Catalog.bundled();
        return Machine.of(id, catalog.pod(id), catalog, Calibration.bundled());
    }

    static Operator.Gemm gemm(double m, double n, double k) {
        return new Operator.Gemm("product", 1, m, n, k, Precision.BF16, Precision.BF16, Precision.BF16);
    }

    /// A kernel that is this operator; its price in seconds.
    Interval kernel(String name, Operator operator) {
        operators.put(name, operator);
        return machine.kernels().price(operator).interval();
    }

    /// A kernel that is this collective; its price in seconds.
    Interval collective(String name, Collective collective) {
        collectives.put(name, collective);
        return machine.fabric().price(name, collective).interval();
    }

    Rank rank() {
        Rank rank = new Rank(ranks.size());
        ranks.add(rank);
        return rank;
    }

    Diagnosis diagnose() {
        return diagnose(Optional.empty(), "");
    }

    Diagnosis diagnose(Optional<Cost> scenario, String step) {
        List<Profile> profiles = ranks.stream().map(r -> r.builder.build()).toList();
        return Diagnostician.of(profiles, profiles.stream().map(this::reprice).toList(), machine, scenario, step);
    }

    private Repricing reprice(Profile profile) {
        List<RepricedUse> uses = profile.uses().stream().map(this::reprice).toList();
        return new Repricing(profile, machine, machine, uses, profile.seconds(), profile.seconds(), Interval.exact(profile.seconds()), List.of());
    }

    private RepricedUse reprice(Use use) {
        Operator operator = operators.get(use.kernel());
        Collective collective = collectives.get(use.kernel());
        if (operator != null) {
            Cost cost = machine.kernels().price(operator);
            Interval all = cost.interval().times(use.count());
            return new RepricedUse(use, new Recognised.Computed(List.of(operator)), Optional.of(all), all, RepricedUse.Method.SHAPE, cost.why());
        }
        if (collective != null) {
            Cost cost = machine.fabric().price(use.kernel(), collective);
            Interval all = cost.interval().times(use.count());
            return new RepricedUse(use, new Recognised.Exchanged(collective), Optional.of(all), all, RepricedUse.Method.SHAPE, cost.why());
        }
        return new RepricedUse(use, new Recognised.Unshaped(use.kernel().contains("product") ? Kernel.Nature.PRODUCT : Kernel.Nature.UNKNOWN, "No shapes."), Optional.empty(), Interval.exact(use.seconds()), RepricedUse.Method.AS_MEASURED, "");
    }

    /// One rank, whose tasks follow each other on one stream unless told otherwise.
    final class Rank {
        final ProfileBuilder builder;
        private double now;

        private Rank(int number) {
            builder = new ProfileBuilder("rank" + number, Profile.Format.KINETO);
            builder.rank(number);
        }

        Rank run(String kernel, double seconds) {
            return run(alike(kernel, ""), seconds);
        }

        Rank run(Alike alike, double seconds) {
            builder.task(builder.use(alike), nanos(now), nanos(seconds), 0, 0);
            now += seconds;
            return this;
        }

        /// A task that the host launched so long before it began.
        Rank launched(String kernel, double seconds, double before) {
            builder.task(builder.use(alike(kernel, "")), nanos(now), nanos(seconds), 0, nanos(now - before));
            now += seconds;
            return this;
        }

        /// A task of which nobody knows when it was launched.
        Rank unlaunched(String kernel, double seconds) {
            builder.task(builder.use(alike(kernel, "")), nanos(now), nanos(seconds), 0, ProfileBuilder.UNKNOWN);
            now += seconds;
            return this;
        }

        /// Beside what runs next.
        Rank beside(Alike alike, double seconds) {
            builder.task(builder.use(alike), nanos(now), nanos(seconds), 1, 0);
            return this;
        }

        Rank idle(double seconds) {
            now += seconds;
            return this;
        }

        Rank hostWaits(double start, double seconds) {
            builder.hostWait(nanos(start), nanos(seconds));
            return this;
        }

        Rank step(String name, double start, double seconds) {
            builder.step(name, nanos(start), nanos(seconds), Optional.empty());
            return this;
        }

        double now() {
            return now;
        }
    }

    static Alike alike(String kernel, String core) {
        return new Alike(Use.Kind.KERNEL, kernel, "", List.of(), List.of(), List.of(), List.of(), core, false, Optional.empty(), 0);
    }

    static Alike exchange(String kernel, String operation, double bytes, int ranks) {
        return new Alike(Use.Kind.EXCHANGE, kernel, "", List.of(), List.of(), List.of(), List.of(), "", false,
                Optional.of(new Use.Exchange(operation, bytes, ranks, "tp", List.of())), bytes);
    }

    static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
