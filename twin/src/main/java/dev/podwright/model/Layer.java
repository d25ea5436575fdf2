package dev.podwright.model;

/// One transformer layer. Layers that are equal cost the same.
public record Layer(Attention attention, FeedForward feedForward) {}
