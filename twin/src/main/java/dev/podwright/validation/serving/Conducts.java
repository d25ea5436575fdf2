package dev.podwright.validation.serving;

import dev.podwright.layout.ServingLayout;
import dev.podwright.step.ExpertConduct;
import dev.podwright.step.RoutingSkew;
import dev.podwright.validation.Row;
import java.util.Locale;

/// How measured deployments ran steps whose experts are spread over ranks, where their sources say, else what such engines do.
final class Conducts {
    /// The law under which NVIDIA's planner reproduces its own measurements (ai-dynamo/aiconfigurator: `power_law_1.01` is its default), between one
    /// token and a hundred.
    private static final RoutingSkew OWN = new RoutingSkew(1.01, 100);
    /// Places for copies per rank: one, as on DeepSeek-V3's prefill and decode deployments (arXiv 2412.19437, section 3.4: 32 copies on 32 ranks).
    private static final int COPIES_PER_RANK = 1;
    /// Ranks of a server: engines balance experts and halve batches where these span more.
    private static final int SERVER = 8;

    private Conducts() {}

    /// @param beyondScaleUp whether a replica's ranks lie on more than one scale-up fabric
    static ExpertConduct of(Row row, Point point, ServingLayout layout, boolean beyondScaleUp) {
        boolean wide = layout.data() > SERVER;
        RoutingSkew skew = point.experts() == Point.ExpertLoad.EVEN || !point.model().mixture() ? RoutingSkew.EVEN : OWN;
        return new ExpertConduct(skew, wide ? COPIES_PER_RANK * layout.stageRanks() : 0, twoBatches(row, wide, beyondScaleUp));
    }

    private static boolean twoBatches(Row row, boolean wide, boolean beyondScaleUp) {
        String notes = row.text("notes").toLowerCase(Locale.ROOT);
        String engine = row.text("engine").toLowerCase(Locale.ROOT);
        if (notes.contains("tbo off")) {
            return false;
        }
        boolean said = notes.contains("tbo on") || notes.contains("two-batch overlap") || notes.contains("microbatch");
        // SGLang's recipes halve batches where experts are reached over the network, not within one scale-up fabric (docs/references/deepseek.md of
        // sgl-project/sglang; LMSYS, "Deploying DeepSeek on GB200 NVL72", 2025).
        return said || wide && (engine.startsWith("deepseek") || engine.startsWith("cloudmatrix") || engine.equals("sglang") && beyondScaleUp);
    }
}
