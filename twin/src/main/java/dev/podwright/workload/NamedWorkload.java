package dev.podwright.workload;

import java.util.Optional;

/// What requests of a well-known use look like.
///
/// @param name such as `mathematics`
/// @param capability the one of the seven that it belongs to; equal to the name for the usual form of the use
/// @param use in words
/// @param cached share of the prompt found in a prefix cache
/// @param limits that such requests are usually held to, one by one
public record NamedWorkload(String name, String capability, String use, TokenCount input, TokenCount output, Sourced cached,
                            Optional<ImageUse> images, UsualLimits limits) {

    /// Limits and where they come from.
    public record UsualLimits(Limits limits, Basis basis, String source) {}

    public RequestShape shape() {
        return new RequestShape(name, input, output, new CachedPart.Share(cached.value()), images.map(ImageUse::images).orElse(Images.NONE),
                limits.limits());
    }

    /// Whether this is the usual form of its use, and so one of the seven.
    public boolean usual() {
        return name.equals(capability);
    }
}
