package dev.podwright.model;

/// Sizes of a vision tower.
final class VisionShapes {
    private static final int COLOURS = 3;
    private static final int NORMS_PER_LAYER = 2;

    private VisionShapes() {}

    /// Numbers one patch is made from.
    static double patchInputs(VisionTower t) {
        return (double) COLOURS * t.frames() * t.patch() * t.patch();
    }

    /// Width of what a merger reads: `merge` x `merge` patches side by side.
    static double merged(VisionTower t) {
        return (double) t.hidden() * t.merge() * t.merge();
    }

    /// Matrices of encoder layers, patch embedding, position table and mergers (two matrices each, as in Qwen2-VL), with
    /// one vector per norm; biases are left out, below 0.3 % of the tower.
    static long parameters(VisionTower t, int languageHidden) {
        double h = t.hidden();
        double layer = 4 * h * h + (t.gated() ? 3 : 2) * h * t.inter() + NORMS_PER_LAYER * h;
        double merger = merged(t) * (merged(t) + languageHidden);
        return Math.round(t.layers() * layer + patchInputs(t) * h + t.positions() * h + t.mergers() * merger);
    }
}
