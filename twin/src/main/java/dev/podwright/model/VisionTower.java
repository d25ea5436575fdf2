package dev.podwright.model;

/// The image encoder of a multimodal model.
///
/// @param patch side of a patch in pixels
/// @param merge patches merged into one token, per side
/// @param window attention window in patches per side, 0 = full
/// @param frames video frames that one patch spans (the patch embedding holds weights for each)
/// @param positions rows of a learned position table, 0 = rotary only
/// @param mergers projections into the language model: 1, and one more per deepstack level (Qwen3-VL)
/// @param fullLayers layers that attend without the window
/// @param output hidden width of the language model, 0 = not said
/// @param budget tokens of every image, to which the processor scales it; 0 = tokens by size
public record VisionTower(int layers, int hidden, int inter, int heads, int patch, int merge, int window, boolean gated,
                          int frames, int positions, int mergers, int output, int fullLayers, int budget) {

    public VisionTower(int layers, int hidden, int inter, int heads, int patch, int merge, int window, boolean gated) {
        this(layers, hidden, inter, heads, patch, merge, window, gated, 1, 0, 1, 0, 0, 0);
    }

    /// Tokens that the language model reads for one image: one for each begun square of `patch` x `merge` pixels a side,
    /// before any limit that a processor sets on the number of pixels; or the fixed budget.
    public int tokens(int pixelsWide, int pixelsHigh) {
        return budget > 0 ? budget : Math.multiplyExact(units(pixelsWide), units(pixelsHigh));
    }

    /// Pixels along one side of a token.
    public int side() {
        return patch * merge;
    }

    /// Begun tokens along one side of an image.
    int units(int pixels) {
        return Math.ceilDiv(pixels, side());
    }
}
