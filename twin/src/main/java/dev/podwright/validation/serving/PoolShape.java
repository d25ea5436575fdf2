package dev.podwright.validation.serving;

import dev.podwright.layout.ServingLayout;

/// Replicas of one layout.
record PoolShape(ServingLayout layout, int replicas) {

    int ranks() {
        return layout.ranks() * replicas;
    }
}
