package dev.podwright.layout;

/// What data-parallel ranks do not all hold whole (ZeRO, arXiv 1910.02054).
///
/// @param kind which states are divided
/// @param ranks data-parallel ranks that they are divided among: all of a [TrainingLayout#dataGroup], or fewer when shards
///     are replicated (hybrid sharding, HSDP)
public record Sharding(Kind kind, int ranks) {

    public static final Sharding NONE = new Sharding(Kind.NONE, 1);

    public enum Kind {
        /// Every rank holds everything; gradients are all-reduced.
        NONE("none"),
        /// Optimiser states are divided (Megatron's distributed optimizer).
        ZERO1("zero1"),
        /// Gradients too.
        ZERO2("zero2"),
        /// Weights too: gathered layer by layer before use (FSDP).
        ZERO3("zero3");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Sharding {
        if (ranks < 1) {
            throw new IllegalArgumentException("The shards (%d) must be at least 1.".formatted(ranks));
        }
    }

    public int optimizerShards() {
        return kind.compareTo(Kind.ZERO1) >= 0 ? ranks : 1;
    }

    /// Such as `zero1` or `zero3 over 8`.
    public String label(int dataRanks) {
        return kind == Kind.NONE || ranks == dataRanks ? kind.label() : kind.label() + " over " + ranks;
    }
}
