package dev.podwright.profile.ascend;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;

/// A small inference job of two steps of two layers on 910B2, with troubles planted in it. Times of healthy tasks are round figures near those that the twin
/// predicts.
public final class AscendTroubles {
    private static final int LAYERS = 2;
    private static final long TOKENS = 1024;
    private static final long HIDDEN = 4096;
    private static final long INTER = 11008;
    /// Microseconds of what computes in one healthy layer.
    private static final double LAYER = 15 + 390 + 125 + 25 + 655 + 60 + 375;
    private static final double SLOWER = 1.5;
    private static final String GROUP = Hccl.hash("group_name_0");

    /// What is wrong with a rank.
    public enum Trouble {
        /// The device waits 200 microseconds before each of the small tasks: the host launches too slowly.
        HOST_BOUND,
        /// All-reduces run with nothing beside them, ten times as long.
        EXPOSED_COMMUNICATION,
        /// `Sort` runs on the AI CPU for 3 milliseconds.
        CPU_FALLBACK,
        /// Every product takes 2.5 times as long.
        SLOW_PRODUCTS,
        /// All that computes takes 1.5 times as long: a slow card. The others of its job are to be [#WAITING].
        STRAGGLER,
        /// Stands in every all-reduce until a [#STRAGGLER] comes.
        WAITING,
        /// The down projection has 11,001 columns instead of 11,008, no multiple of 16, and takes 1.4 times as long.
        MISSED_TILES,
        /// Layouts are converted before each product.
        TRANSDATA
    }

    private AscendTroubles() {}

    /// Writes rank `rank` of a job of `ranks` below `parent`; the rank's directory.
    public static Path write(Path parent, int rank, int ranks, Set<Trouble> troubles) {
        int[] members = new int[ranks];
        for (int i = 0; i < ranks; i++) {
            members[i] = i;
        }
        AscendRank profile = new AscendRank(rank).traced().group("group_name_0", "default_group", members);
        double slow = troubles.contains(Trouble.STRAGGLER) ? SLOWER : 1;
        int collective = 0;
        for (int step = 1; step <= 2; step++) {
            profile.step(step);
            for (int layer = 0; layer < LAYERS; layer++) {
                profile.tasks(small("RmsNorm", 15, "%d,%d;%d".formatted(TOKENS, HIDDEN, HIDDEN), troubles, slow));
                product(profile, 3 * HIDDEN, HIDDEN, 390, troubles, slow);
                product(profile, HIDDEN, HIDDEN, 125, troubles, slow);
                if (ranks > 1) {
                    collective(profile, collective++, troubles);
                }
                profile.tasks(small("AddRmsNorm", 25, "%d,%d;%d,%d;%d".formatted(TOKENS, HIDDEN, TOKENS, HIDDEN, HIDDEN), troubles, slow));
                product(profile, 2 * INTER, HIDDEN, 655, troubles, slow);
                profile.tasks(small("SwiGlu", 60, "%d,%d".formatted(TOKENS, 2 * INTER), troubles, slow));
                product(profile, HIDDEN, troubles.contains(Trouble.MISSED_TILES) ? INTER - 7 : INTER, troubles.contains(Trouble.MISSED_TILES) ? 520 : 375, troubles, slow);
                if (troubles.contains(Trouble.CPU_FALLBACK)) {
                    profile.tasks(AscendTask.of("Sort", "AI_CPU", 3000 * slow).reads("%d,128".formatted(TOKENS), "FLOAT", "ND").writes("%d,128".formatted(TOKENS), "FLOAT", "ND"));
                }
            }
        }
        profile.call("aten::mm", 1200, 4 * LAYERS * 2 * 330).call("npu::npu_swiglu", 40, LAYERS * 2 * 60);
        return profile.write(parent);
    }

    private static AscendTask small(String type, double micros, String shapes, Set<Trouble> troubles, double slow) {
        int tensors = shapes.split(";").length;
        AscendTask task = AscendTask.of(type, "AI_VECTOR_CORE", micros * slow).reads(shapes, String.join(";", Collections.nCopies(tensors, "DT_BF16")),
                String.join(";", Collections.nCopies(tensors, "ND"))).writes("%d,%d".formatted(TOKENS, type.equals("SwiGlu") ? INTER : HIDDEN), "DT_BF16", "ND");
        return troubles.contains(Trouble.HOST_BOUND) ? task.after(200) : task;
    }

    private static void product(AscendRank profile, long n, long k, double micros, Set<Trouble> troubles, double slow) {
        if (troubles.contains(Trouble.TRANSDATA)) {
            profile.tasks(AscendTask.of("TransData", "AI_VECTOR_CORE", 120 * slow).reads("%d,%d".formatted(k, n), "DT_BF16", "ND")
                    .writes("%d,%d,16,16".formatted((n + 15) / 16, (k + 15) / 16), "DT_BF16", "FRACTAL_NZ"));
        }
        double factor = troubles.contains(Trouble.SLOW_PRODUCTS) ? 2.5 : 1;
        profile.tasks(AscendTask.product(TOKENS, n, k, micros * slow * factor).counter("aic_mac_ratio", 0.8 / factor).counter("aic_mte2_ratio", 0.5).counter("cube_utilization(%)", 90 / factor));
    }

    private static void collective(AscendRank profile, int index, Set<Trouble> troubles) {
        double micros = 60 * (troubles.contains(Trouble.EXPOSED_COMMUNICATION) ? 10 : 1) + (troubles.contains(Trouble.WAITING) ? (SLOWER - 1) * LAYER : 0);
        AscendTask task = AscendTask.collective("allReduce", GROUP.substring(GROUP.length() - 3), index, micros);
        // On the stream of the products nothing runs beside it.
        boolean alone = troubles.contains(Trouble.EXPOSED_COMMUNICATION) || troubles.contains(Trouble.WAITING) || troubles.contains(Trouble.STRAGGLER);
        profile.tasks(alone ? task.on(2) : task);
    }
}
