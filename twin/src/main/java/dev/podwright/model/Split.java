package dev.podwright.model;

/// By how much each part of a model is divided among ranks.
///
/// @param attention tensor-parallel size of attention (heads)
/// @param dense tensor-parallel size of dense and shared feed-forward
/// @param experts expert-parallel size: a rank holds 1/experts of the routed experts
/// @param expertTensor tensor-parallel size inside each expert
/// @param vocabulary division of embedding and head
/// @param sequence division of the tokens between matrix products (norms, residuals, routing) among tensor ranks: sequence
///     parallelism (arXiv 2205.05198, section 4.2); 1 = every tensor rank does all of them
public record Split(int attention, int dense, int experts, int expertTensor, int vocabulary, int sequence) {

    /// Everything on one rank.
    public static final Split NONE = new Split(1, 1, 1, 1, 1, 1);

    public Split {
        if (attention < 1 || dense < 1 || experts < 1 || expertTensor < 1 || vocabulary < 1 || sequence < 1) {
            throw new IllegalArgumentException("Every part of the split (%d, %d, %d, %d, %d, %d) must be at least 1."
                    .formatted(attention, dense, experts, expertTensor, vocabulary, sequence));
        }
    }

    /// Without sequence parallelism, as in serving.
    public Split(int attention, int dense, int experts, int expertTensor, int vocabulary) {
        this(attention, dense, experts, expertTensor, vocabulary, 1);
    }
}
