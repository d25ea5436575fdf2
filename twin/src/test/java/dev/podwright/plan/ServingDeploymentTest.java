package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Models;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool.Role;
import dev.podwright.simulation.Transfer;
import dev.podwright.step.Speculation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServingDeploymentTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static ServingDeployment.Part part(Role role, String pod, String model, ServingLayout layout, int replicas) {
        Site site = Site.of(Models.named(model), CATALOG.pod(pod), PrecisionWish.NONE, Speculation.NONE, CATALOG, Calibration.bundled());
        return new ServingDeployment.Part(role, new ServingSystem(site, layout, replicas, EngineRules.VLLM, 8000));
    }

    @Test
    void a_cache_alone_takes_what_the_fabric_says_of_a_rank_s_share() {
        for (String model : List.of("llama-3.1-8b", "deepseek-v3")) {
            boolean latent = model.equals("deepseek-v3");
            ServingLayout wide = new ServingLayout(latent ? 8 : 4, 1, 1, latent ? 8 : 1);
            ServingLayout groups = latent ? new ServingLayout(1, 32, 1, 32) : new ServingLayout(4, 1, 1, 1);
            String pod = latent ? "cloudmatrix384" : "h800-8";
            ServingDeployment both = new ServingDeployment(List.of(part(Role.PREFILL, pod, model, latent ? new ServingLayout(16, 1, 1, 16) : wide, 1),
                    part(Role.DECODE, pod, model, groups, 1)));
            Transfer transfer = both.transfer(Transfer.Start.AFTER_PROMPT).orElseThrow();
            ServingSystem prompts = both.parts().getFirst().system();
            Site site = prompts.site();
            double share = site.memory(prompts.layout(), 1, 4000).cachePerSequence();
            double priced = site.fabric().seconds(new Collective.PointToPoint(share, new Group(2, prompts.layout().ranks())));
            double here = transfer.latency() + transfer.bytes().applyAsDouble(4000) / transfer.ports().getFirst().bytesPerSecond();
            assertThat(here).isCloseTo(priced, within(0.02 * priced));
            assertThat(transfer.ports().get(1).groups()).isEqualTo(groups.data());
        }
    }

    @Test
    void pools_share_the_ranks_of_their_pod() {
        ServingLayout layout = new ServingLayout(4, 1, 1, 1);
        assertThatThrownBy(() -> new ServingDeployment(List.of(part(Role.PREFILL, "h800-8", "llama-3.1-8b", layout, 1), part(Role.DECODE, "h800-8", "llama-3.1-8b", layout, 2))))
                .isInstanceOf(InputException.class).hasMessageContaining("12 ranks");
    }

    @Test
    void pools_of_two_pods_meet_on_the_network() {
        ServingLayout layout = new ServingLayout(4, 1, 1, 1);
        ServingDeployment one = new ServingDeployment(List.of(part(Role.PREFILL, "h800-8", "llama-3.1-8b", layout, 1), part(Role.DECODE, "h800-8", "llama-3.1-8b", layout, 1)));
        ServingDeployment two = new ServingDeployment(List.of(part(Role.PREFILL, "h800-8", "llama-3.1-8b", layout, 1), part(Role.DECODE, "h200-8", "llama-3.1-8b", layout, 1)));
        assertThat(two.transfer(Transfer.Start.AFTER_PROMPT).orElseThrow().ports().getFirst().bytesPerSecond())
                .isLessThan(one.transfer(Transfer.Start.AFTER_PROMPT).orElseThrow().ports().getFirst().bytesPerSecond());
        assertThat(two.label()).isEqualTo("P 1 x tp4 + D 1 x tp4");
    }
}
