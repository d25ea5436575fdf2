package dev.podwright.layout;

/// What one layer takes of one rank.
///
/// @param needs before data-parallel ranks divide anything
/// @param weights bytes of the rank's part of its weights
/// @param whole bytes of all its weights, gathered
record LayerShare(LayerNeeds needs, double weights, double whole) {

    static LayerShare of(LayerNeeds needs, ModelStates states) {
        return new LayerShare(needs, states.weights(needs.weights()) + states.weights(needs.adapters()),
                states.whole(needs.weights()) + states.whole(needs.adapters()));
    }
}
