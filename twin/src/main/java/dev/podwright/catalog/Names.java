package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.units.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The words of catalogue files for the cases of enums.
final class Names {
    private Names() {}

    static Confidence confidence(Node node) {
        return Confidence.of(node.text()).orElseThrow(() -> {
            List<String> labels = Arrays.stream(Confidence.values()).map(Confidence::label).toList();
            return node.wrong("one of " + String.join(", ", labels), Nearest.maybe(node.text(), labels));
        });
    }

    static Precision precision(Object place, String label) {
        return Precision.of(label).orElseThrow(() -> unknown(place, "precision", label, Precision.values(), Precision::label));
    }

    static Figure figure(Object place, String label) {
        return one(place, "figure", label, Figure.values(), Figure::label);
    }

    static Wiring wiring(Node node) {
        return one(node.place(), "wiring", node.text(), Wiring.values(), Names::lower);
    }

    static Status status(Node node) {
        return one(node.place(), "status", node.text(), Status.values(), Names::lower);
    }

    /// The name of an enum's case in files: lower case with underscores.
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E one(Object place, String kind, String label, E[] all, Function<E, String> name) {
        return Arrays.stream(all).filter(e -> name.apply(e).equals(label)).findFirst()
                .orElseThrow(() -> unknown(place, kind, label, all, name));
    }

    private static <E> InputException unknown(Object place, String kind, String label, E[] all, Function<E, String> name) {
        List<String> labels = Arrays.stream(all).map(name).toList();
        String maybe = Nearest.maybe(label, labels);
        return new InputException("%s: unknown %s \"%s\".".formatted(place, kind, label),
                maybe.isEmpty() ? "Known: " + String.join(", ", labels) + "." : maybe);
    }
}
