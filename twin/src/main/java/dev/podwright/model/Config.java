package dev.podwright.model;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A `config.json` being read. Remembers which keys were asked for, so that [#finish] can name the first one that nobody
/// understood and that is not free of cost.
final class Config {
    private final Node node;
    private final Set<String> read = new HashSet<>();
    private final List<Config> parts = new ArrayList<>();

    Config(Node node) {
        this.node = node;
        node.fields();
    }

    Node node() {
        return node;
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    Optional<Node> find(String key) {
        read.add(key);
        return node.find(key);
    }

    /// A whole number of at least 1 that must be there.
    int whole(String key) {
        return wholeOf(key);
    }

    /// A whole number of at least 1 under any of several names; names that are all there must agree.
    int wholeOf(String... keys) {
        return findWhole(1, keys).orElseThrow(() -> missing(keys));
    }

    /// A whole number of at least 0, or `fallback` when the key is missing or null.
    int count(String key, int fallback) {
        return findWhole(0, key).orElse(fallback);
    }

    Optional<Integer> findWhole(int least, String... keys) {
        Optional<Integer> found = Optional.empty();
        for (String key : keys) {
            Optional<Node> here = find(key);
            if (here.isEmpty()) {
                continue;
            }
            int value = here.get().whole(least);
            if (found.isPresent() && found.get() != value) {
                throw here.get().wrong("equal to the other names of this number (%s, which give %d)"
                        .formatted(String.join(", ", keys), found.get()), "Keep one of them.");
            }
            found = Optional.of(value);
        }
        return found;
    }

    boolean flag(String key, boolean fallback) {
        return find(key).map(Node::bool).orElse(fallback);
    }

    Optional<String> text(String key) {
        return find(key).map(Node::text);
    }

    Optional<List<Node>> list(String key) {
        return find(key).map(Node::list);
    }

    /// A list with one entry per layer.
    Optional<List<Node>> perLayer(String key, int layers) {
        return find(key).map(n -> {
            if (n.list().size() != layers) {
                throw n.wrong("a list of one entry for each of the %d layers".formatted(layers), "");
            }
            return n.list();
        });
    }

    /// A nested object, checked with this one.
    Optional<Config> part(String key) {
        Optional<Config> part = find(key).map(Config::new);
        part.ifPresent(parts::add);
        return part;
    }

    /// Keys that this family carries along without cost.
    void costless(String... keys) {
        read.addAll(Arrays.asList(keys));
    }

    /// A switch whose other position is not modelled.
    void require(String key, boolean value, String why) {
        find(key).ifPresent(n -> {
            if (n.bool() != value) {
                throw new InputException("%s: %s is not priced: %s.".formatted(n.place(), key, why),
                        "Only %s = %s is understood.".formatted(key, value));
            }
        });
    }

    /// Fails on the first key that nobody asked for, unless it is null or free of cost.
    void finish(String family) {
        node.fields().forEach((key, value) -> {
            if (!key.startsWith("_") && !value.isNull() && !read.contains(key) && !FreeKeys.contains(key)) {
                String maybe = Nearest.maybe(key, read);
                throw new InputException("%s: the key %s may change the cost of a model of the family %s, and is not known."
                        .formatted(value.place(), key, family),
                        (maybe.isEmpty() ? "" : maybe + " ") + "If it is free of cost, put _ before its name.");
            }
        });
        parts.forEach(p -> p.finish(family));
    }

    private InputException missing(String... keys) {
        String others = keys.length == 1 ? "" : " (or %s)".formatted(String.join(", ", Arrays.asList(keys).subList(1, keys.length)));
        return new InputException("%s: the key %s%s is missing.".formatted(node.place(), keys[0], others),
                Nearest.maybe(keys[0], node.keys()));
    }
}
