package dev.podwright.network.fault;

/// Something that is down.
public sealed interface Fault {

    /// A card or a switch and all its links, such as `npu:17` or `leaf:3`.
    record Node(String tier, int index) implements Fault {}

    /// One cable of a type, by its number among those of that type, such as `leaf-spine:12`.
    record Cable(String type, int index) implements Fault {}

    /// A whole plane.
    record Plane(int index) implements Fault {}

    /// So many cards, switches or cables of a kind, drawn by the seed, such as `8*leaf-spine`.
    record Some(int count, String what) implements Fault {}
}
