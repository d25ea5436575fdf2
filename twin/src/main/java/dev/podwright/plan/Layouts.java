package dev.podwright.plan;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import java.util.ArrayList;
import java.util.List;

/// The candidate layouts of a replica: powers of two, within sane bounds.
public final class Layouts {
    /// Tensor parallelism beyond this is not used for serving: every layer pays two all-reduces.
    private static final int MOST_TENSOR = 32;
    /// Replicas larger than this are not considered; the largest published deployment spreads experts over 320 dies
    /// (CloudMatrix384, arXiv 2506.12708).
    private static final int MOST_RANKS = 512;
    private static final int MOST_STAGES = 8;

    private Layouts() {}

    /// @param ranks ranks that may be used
    /// @param scaleUp ranks joined by the scale-up fabric; tensor parallelism stays inside
    public static List<ServingLayout> of(Architecture model, int ranks, int scaleUp) {
        int most = Math.min(ranks, MOST_RANKS);
        List<ServingLayout> layouts = new ArrayList<>();
        for (int tensor = 1; tensor <= Math.min(Math.min(scaleUp, most), MOST_TENSOR); tensor *= 2) {
            for (int stages = 1; stages <= MOST_STAGES && tensor * stages <= most; stages *= 2) {
                layouts.add(new ServingLayout(tensor, 1, stages, 1));
                if (model.mixture() && tensor > 1) {
                    layouts.add(new ServingLayout(tensor, 1, stages, tensor));
                }
            }
            if (model.mixture()) {
                for (int data = 2; tensor * data <= most; data *= 2) {
                    layouts.add(new ServingLayout(tensor, data, 1, tensor * data));
                }
            }
        }
        return layouts;
    }
}
