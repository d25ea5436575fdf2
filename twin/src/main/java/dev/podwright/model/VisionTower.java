package dev.podwright.model;

/// The image encoder of a multimodal model.
///
/// @param patch side of a patch in pixels
/// @param merge patches merged into one token, per side
/// @param window attention window in patches per side, 0 = full
public record VisionTower(int layers, int hidden, int inter, int heads, int patch, int merge, int window, boolean gated) {}
