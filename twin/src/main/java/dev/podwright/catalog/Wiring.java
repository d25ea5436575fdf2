package dev.podwright.catalog;

/// How the members of a level are joined.
public enum Wiring {
    /// Two dies of one package, one link.
    DIE_PAIR,
    /// Every pair has its own link: a member reaches k others at k/(n-1) of its bandwidth.
    FULL_MESH,
    /// A switch or non-blocking Clos: any pair may use a member's whole bandwidth.
    SWITCH,
    /// Leaf/spine network of NICs, perhaps oversubscribed.
    FAT_TREE,
    /// Rings in each dimension.
    TORUS,
    /// Host bus: traffic shares the host bridge.
    PCIE
}
