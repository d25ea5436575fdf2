package dev.podwright.repricing.aten;

import dev.podwright.profile.Use;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The arguments of one call: tensors in order, absent ones left out, and the text of the others where it was recorded.
record Arguments(Use use) {
    /// Strides, paddings and the like; numbers of more digits are none of them.
    private static final Pattern WHOLE_NUMBERS = Pattern.compile("\\[\\s*-?\\d{1,9}(\\s*,\\s*-?\\d{1,9})*\\s*]");

    List<Use.Tensor> tensors() {
        return use.inputs();
    }

    int count() {
        return use.inputs().size();
    }

    Use.Tensor tensor(int index) {
        return use.inputs().get(index);
    }

    static int rank(Use.Tensor tensor) {
        return tensor.shape().size();
    }

    /// The length of a dimension; negative counts from the last.
    static double length(Use.Tensor tensor, int dimension) {
        int at = dimension < 0 ? dimension + tensor.shape().size() : dimension;
        return tensor.shape().get(at);
    }

    /// Tensors with at least one dimension: scales and counters left out.
    List<Use.Tensor> shaped() {
        return use.inputs().stream().filter(t -> rank(t) > 0).toList();
    }

    /// The `index`-th argument that is a lone truth value.
    Optional<Boolean> truth(int index) {
        List<Boolean> found = use.scalars().stream().filter(s -> s.equalsIgnoreCase("true") || s.equalsIgnoreCase("false")).map(s -> s.equalsIgnoreCase("true")).toList();
        return index < found.size() ? Optional.of(found.get(index)) : Optional.empty();
    }

    /// The `index`-th argument that is a list of whole numbers.
    Optional<int[]> list(int index) {
        List<int[]> found = use.scalars().stream().map(Arguments::numbers).flatMap(Optional::stream).toList();
        return index < found.size() ? Optional.of(found.get(index)) : Optional.empty();
    }

    private static Optional<int[]> numbers(String text) {
        if (!WHOLE_NUMBERS.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.substring(1, text.length() - 1).strip().split("\\s*,\\s*");
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return Optional.of(numbers);
    }
}
