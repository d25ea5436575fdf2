package dev.podwright.training;

import dev.podwright.step.Block;
import java.util.List;

/// What one part of the pipeline is made of.
///
/// @param blocks equal blocks counted, in the order they run
/// @param layers transformer layers among them, draft layers not
record Stage(List<Counted> blocks, int layers) {

    /// @param number of the block in [Cuts#blocks]
    /// @param count how often the block stands in the part
    record Counted(int number, Block block, double count) {

        boolean recomputable() {
            return recomputable(block);
        }

        static boolean recomputable(Block block) {
            return switch (block) {
                case Block.Body _, Block.Draft _ -> true;
                case Block.Embedding _, Block.Head _ -> false;
            };
        }
    }
}
