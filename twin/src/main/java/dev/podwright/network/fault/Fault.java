package dev.podwright.network.fault;

/// Cards, switches or cables that something happened to, as a user names them; which ones they are in a network is found by [Damage].
public sealed interface Fault {

    /// As a user writes it, such as `leaf:3`.
    String word();

    /// A card, a switch or a cable by its number among those of its kind, from 0: `npu:17` is rank 17, `leaf:3` a switch, `leaf-spine:12` a cable.
    record One(String kind, int index) implements Fault {
        @Override
        public String word() {
            return kind + ":" + index;
        }
    }

    /// All switches of a plane and their cables: `plane:2`. Planes are what is left of the switches when no card passes anything on.
    record Plane(int index) implements Fault {
        @Override
        public String word() {
            return "plane:" + index;
        }
    }

    /// All cables of a type: `link:leaf-spine`.
    record Links(String type) implements Fault {
        @Override
        public String word() {
            return "link:" + type;
        }
    }

    /// So many of a kind, drawn by the seed: `8*leaf-spine`. With one seed the first of nine are the same eight.
    record Some(int count, String kind) implements Fault {
        @Override
        public String word() {
            return count + "*" + kind;
        }
    }
}
