package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.plan.CacheTiers;
import dev.podwright.plan.ServingDeployment;
import dev.podwright.plan.ServingSystem;
import dev.podwright.plan.Site;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Tiers;
import dev.podwright.simulation.Transfer;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Pools of replicas, the routers before them and where they keep prefixes, as options.
final class DeploymentOptions {
    private static final String HOST = "host";
    private static final String POOL = "pool";

    @Option(names = "--pool", paramLabel = "SIZES", description = "Replicas that do both, such as tp=8,replicas=2; again for more of another kind, with pod=NAME on another pod.")
    private List<String> both = List.of();

    @Option(names = "--prefill", paramLabel = "SIZES", description = "Replicas that only compute prompts, such as tp=4,replicas=2; with --decode, again for more of another kind.")
    private List<String> prefill = List.of();

    @Option(names = "--decode", paramLabel = "SIZES", description = "Replicas that only generate, such as tp=1,dp=16.")
    private List<String> decode = List.of();

    @Option(names = "--router", defaultValue = "round-robin", paramLabel = "POLICY",
            description = "round-robin, least-tokens, power-of-two, prefix-aware or kv-aware (default: ${DEFAULT-VALUE}).")
    private String router;

    @Option(names = "--decode-router", defaultValue = "least-tokens", paramLabel = "POLICY", description = "The same for replicas that only generate (default: ${DEFAULT-VALUE}).")
    private String decodeRouter;

    @Option(names = "--layer-wise", description = "Send the cache of a prompt layer by layer while it is computed.")
    private boolean layerWise;

    @Option(names = "--first-token", paramLabel = "WHERE", description = "The first token of a prompt computed elsewhere comes at its prompt, its arrival or the first-step (default: as the engine does).")
    private String first;

    @Option(names = "--tier", paramLabel = "NAME=GIB[@GB/S]",
            description = "Keep prefixes in host=GIB of memory per rank or a shared pool=GIB; nearest first. GB/s of one rank (default: the catalogue's).")
    private List<String> tiers = List.of();

    @Option(names = "--load-first", description = "Load prefixes from a tier before a step, not behind it.")
    private boolean loadFirst;

    /// Whether pools are given.
    boolean explicit() {
        return !both.isEmpty() || !prefill.isEmpty() || !decode.isEmpty();
    }

    /// The pools given.
    ///
    /// @param sites of a pod by name; null = the scenario's
    ServingDeployment deployment(Function<String, Site> sites, Function<Site, EngineRules> rules, long longest) {
        if (both.isEmpty() ? prefill.isEmpty() || decode.isEmpty() : !prefill.isEmpty() || !decode.isEmpty()) {
            throw new InputException("--pool is given %d times, --prefill %d and --decode %d times.".formatted(both.size(), prefill.size(), decode.size()),
                    "Give --pool alone, or --prefill and --decode.");
        }
        List<ServingDeployment.Part> parts = new ArrayList<>();
        add(parts, Pool.Role.BOTH, "--pool", both, sites, rules, longest);
        add(parts, Pool.Role.PREFILL, "--prefill", prefill, sites, rules, longest);
        add(parts, Pool.Role.DECODE, "--decode", decode, sites, rules, longest);
        return new ServingDeployment(parts);
    }

    private static void add(List<ServingDeployment.Part> parts, Pool.Role role, String option, List<String> texts, Function<String, Site> sites, Function<Site, EngineRules> rules, long longest) {
        for (String text : texts) {
            PoolSpec spec = PoolSpec.of(option, text);
            Site site = sites.apply(spec.pod());
            parts.add(new ServingDeployment.Part(role, new ServingSystem(site, spec.layout(), spec.replicas(), rules.apply(site), longest)));
        }
    }

    /// The setup of a deployment: routers, transfer and tiers as given.
    Setup setup(ServingDeployment deployment, Clients clients, long seed) {
        Transfer.Start start = layerWise ? Transfer.Start.LAYER_WISE : Transfer.Start.AFTER_PROMPT;
        Optional<Transfer> transfer = deployment.transfer(start).map(t -> first == null ? t : new Transfer(t.bytes(), t.ports(), t.latency(), t.start(), first()));
        Router one = router("--router", router);
        Setup setup = new Setup(deployment.pools(), one, deployment.apart() ? router("--decode-router", decodeRouter) : one, transfer, clients, false, seed);
        return tiers.isEmpty() ? setup : setup.with(new Tiers(tiers.stream().map(t -> tier(deployment, t)).toList(), !loadFirst));
    }

    private Transfer.First first() {
        List<String> names = Arrays.stream(Transfer.First.values()).map(f -> f.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
        if (!names.contains(first)) {
            throw new InputException("--first-token: %s is none of its places.".formatted(first), "One of %s. %s".formatted(String.join(", ", names), Nearest.maybe(first, names)));
        }
        return Transfer.First.values()[names.indexOf(first)];
    }

    private static Router router(String option, String wanted) {
        List<String> names = Arrays.stream(Router.values()).map(Router::label).toList();
        return Arrays.stream(Router.values()).filter(r -> r.label().equals(wanted)).findFirst()
                .orElseThrow(() -> new InputException("%s: there is no policy %s.".formatted(option, wanted), "One of %s. %s".formatted(String.join(", ", names), Nearest.maybe(wanted, names))));
    }

    private static Tiers.Tier tier(ServingDeployment deployment, String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (!name.equals(HOST) && !name.equals(POOL)) {
            throw new InputException("--tier %s: there is no tier %s.".formatted(text, name), "One of host, pool, such as host=512. " + Nearest.maybe(name, List.of(HOST, POOL)));
        }
        String[] figures = text.substring(equals + 1).split("@", -1);
        if (equals < 0 || figures.length > 2) {
            throw new InputException("--tier %s has no size, or several rates.".formatted(text), "Write %s=512, or %s=512@50 with the GB/s of one rank.".formatted(name, name));
        }
        double bytes = Unit.GIB.toSi(positive(text, figures[0]));
        OptionalDouble rate = figures.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(Unit.GB_PER_S.toSi(positive(text, figures[1])));
        return name.equals(HOST) ? CacheTiers.host(deployment, bytes, rate) : CacheTiers.pooled(deployment, bytes, rate);
    }

    private static double positive(String text, String number) {
        try {
            double value = Double.parseDouble(number);
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InputException("--tier %s: %s is not a number above 0.".formatted(text, number), "Give GiB, and after @ the GB/s of one rank.");
    }
}
