package dev.podwright.scenario;

import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Values of an enumeration by the words of a document.
final class Words {
    private Words() {}

    /// The one of `values` whose word the node holds.
    ///
    /// @throws dev.podwright.document.InputException naming the nearest if there is none
    static <T> T of(Node node, T[] values, Function<T, String> word) {
        List<String> words = Arrays.stream(values).map(word).toList();
        int index = words.indexOf(node.text());
        if (index < 0) {
            throw node.wrong("one of " + String.join(", ", words), Nearest.maybe(node.text(), words));
        }
        return values[index];
    }
}
