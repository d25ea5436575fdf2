package dev.podwright.plan;

import dev.podwright.layout.ServingLayout;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import dev.podwright.simulation.Transfer;
import java.util.List;

/// Runs of one kind of deployment with any number of replicas. What steps take is the same for all and worked out once.
final class Trial {
    private final Confirmer asked;
    private final ServingDeployment single;
    private final List<Pool> pools;
    private final int blockTokens;

    /// @throws dev.podwright.document.InputException if a replica has no room for the longest request
    Trial(Site site, Deployment deployment, EngineRules rules, Confirmer asked) {
        long longest = asked.requests().apply(rules.blockTokens()).longest();
        this.asked = asked;
        this.blockTokens = rules.blockTokens();
        this.single = new ServingDeployment(switch (deployment) {
            case Deployment.Aggregated d -> List.of(part(Pool.Role.BOTH, site, d.layout(), rules, longest));
            case Deployment.Disaggregated d -> List.of(part(Pool.Role.PREFILL, site, d.prefill(), rules, longest),
                    part(Pool.Role.DECODE, site, d.decode(), rules, longest));
        });
        this.pools = single.pools();
    }

    private static ServingDeployment.Part part(Pool.Role role, Site site, ServingLayout layout, EngineRules rules, long longest) {
        return new ServingDeployment.Part(role, new ServingSystem(site, layout, 1, rules, longest));
    }

    Statistics run(Deployment deployment) {
        Statistics statistics = new Statistics(asked.limits());
        new Simulation(setup(deployment), statistics).run(asked.requests().apply(blockTokens), _ -> true);
        return statistics;
    }

    private Setup setup(Deployment deployment) {
        return switch (deployment) {
            case Deployment.Aggregated d -> Setup.of(of(0, d.replicas()), Router.LEAST_TOKENS, asked.clients(), asked.seed());
            case Deployment.Disaggregated d -> Setup.apart(List.of(of(0, d.prefillReplicas()), of(1, d.decodeReplicas())), Router.LEAST_TOKENS, Router.LEAST_TOKENS,
                    single.transfer(Transfer.Start.AFTER_PROMPT).orElseThrow(), asked.clients(), asked.seed());
        };
    }

    private Pool of(int pool, int replicas) {
        Pool one = pools.get(pool);
        return new Pool(one.role(), replicas, one.rules(), one.times(), one.blocks());
    }
}
