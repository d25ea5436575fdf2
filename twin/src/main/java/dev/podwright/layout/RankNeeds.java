package dev.podwright.layout;

/// What layers and ends of a model put on one rank before data-parallel ranks divide anything. Many setups have it in common, so that a
/// search finds it once per [Key].
///
/// @param layers of each kind
record RankNeeds(LayerNeeds[] layers, EndShare ends) {

    /// The sizes of the layout that decide, and what else does.
    record Key(TrainingLayout layout, int microBatch, Recompute recompute) {

        static Key of(TrainingSetup setup) {
            return new Key(setup.layout(), setup.microBatch(), setup.recompute());
        }

        @Override
        public int hashCode() {
            int hash = layout.tensor() * 31 + layout.context();
            hash = hash * 31 + layout.experts();
            hash = hash * 31 + layout.expertTensor();
            hash = hash * 31 + microBatch;
            return hash * 31 + recompute.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && layout.tensor() == key.layout.tensor() && layout.sequence() == key.layout.sequence()
                    && layout.context() == key.layout.context() && layout.experts() == key.layout.experts()
                    && layout.expertTensor() == key.layout.expertTensor() && microBatch == key.microBatch && recompute.equals(key.recompute);
        }
    }
}
