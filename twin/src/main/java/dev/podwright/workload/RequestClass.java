package dev.podwright.workload;

/// Requests of one kind among others.
///
/// @param name what they are for
/// @param share of all requests, above 0 to 1
/// @param lengths mean tokens; the input counts the tokens of the images
/// @param images that go through the vision tower before the prompt is processed
/// @param draw how single requests differ
/// @param limits that a single request of this kind is held to
public record RequestClass(String name, double share, Lengths lengths, Images images, Draw draw, Limits limits) {
    /// The name of requests of which only lengths are given.
    public static final String PLAIN = "requests";

    public RequestClass {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("The share (%s) of %s must be above 0 and at most 1.".formatted(share, name));
        }
    }

    /// Requests of which only means are known.
    public RequestClass(String name, double share, Lengths lengths, Images images) {
        this(name, share, lengths, images, Draw.MEANS, Limits.NONE);
    }

    /// All requests are of these lengths.
    public static RequestClass plain(Lengths lengths) {
        return new RequestClass(PLAIN, 1, lengths, Images.NONE);
    }

    /// Share of the prompt found in a prefix cache.
    public double cachedShare() {
        return lengths.cached() / lengths.input();
    }

    /// The same with other limits.
    public RequestClass within(Limits others) {
        return new RequestClass(name, share, lengths, images, draw, others);
    }
}
