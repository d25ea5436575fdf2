package dev.podwright.profile.kineto;

import dev.podwright.profile.Use.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What an operator was called with, read from the numbers that stand for it.
///
/// A tensor has a type in small letters (`float`, `c10::BFloat16`); what begins with a capital is none (`Scalar`, `ScalarList`), except `TensorList`; an argument
/// that was not given has an empty type (pytorch/pytorch, torch/csrc/profiler/collection.cpp).
///
/// @param tensors those of lists too, in order
/// @param scalars other arguments as text, empty where not given; a number with a fraction as `*`: such numbers change from step to step
record Operands(List<Tensor> tensors, List<String> scalars) {
    static final Operands NONE = new Operands(List.of(), List.of());
    /// Marks in sequences of sizes; sizes themselves are never negative there.
    static final int OPEN = -1;
    static final int CLOSE = -2;
    /// A size in two places follows.
    static final int LONG = -3;

    private static final String TENSOR_LIST = "TensorList";
    private static final String PREFIX = "c10::";

    /// Reads operands and keeps those it has read: they come again.
    static final class Reader {
        private final Store store;
        private final Map<Tensor, Tensor> known = new HashMap<>();
        private final Map<Integer, Operands> read = new HashMap<>();

        Reader(Store store) {
            this.store = store;
        }

        /// @param operands number of the sequence (types, sizes, values)
        Operands of(int operands) {
            return operands == Event.NONE ? NONE : read.computeIfAbsent(operands, this::decode);
        }

        private Operands decode(int operands) {
            int types = store.operands.get(operands, 0);
            int sizes = store.operands.get(operands, 1);
            int values = store.operands.get(operands, 2);
            List<Tensor> tensors = new ArrayList<>();
            List<String> scalars = new ArrayList<>();
            int at = 0;
            int end = sizes == Event.NONE ? 0 : store.sizes.size(sizes);
            for (int argument = 0; at < end; argument++) {
                int close = closing(sizes, at);
                String type = word(types, argument);
                boolean nested = nested(sizes, at, close);
                if (nested || type.equals(TENSOR_LIST)) {
                    for (int inner = at + 1; inner < close; inner = closing(sizes, inner) + 1) {
                        tensors.add(tensor(sizes, inner, ""));
                    }
                } else if (tensorType(type) || types == Event.NONE && close > at + 1) {
                    tensors.add(tensor(sizes, at, type));
                } else {
                    scalars.add(word(values, argument));
                }
                at = close + 1;
            }
            return new Operands(List.copyOf(tensors), List.copyOf(scalars));
        }

        private static boolean tensorType(String type) {
            return !type.isEmpty() && Character.isLowerCase(type.charAt(0));
        }

        private String word(int words, int index) {
            return words == Event.NONE || index >= store.words.size(words) ? "" : store.texts.get(store.words.get(words, index));
        }

        /// Where the list that opens at `open` closes; a bare number is its own end.
        private int closing(int sizes, int open) {
            int depth = 0;
            for (int at = open; at < store.sizes.size(sizes); at++) {
                int mark = store.sizes.get(sizes, at);
                depth += mark == OPEN ? 1 : mark == CLOSE ? -1 : 0;
                at += mark == LONG ? 2 : 0;
                if (depth <= 0) {
                    return at;
                }
            }
            return store.sizes.size(sizes);
        }

        private boolean nested(int sizes, int open, int close) {
            return close > open + 1 && store.sizes.get(sizes, open + 1) == OPEN;
        }

        private Tensor tensor(int sizes, int open, String type) {
            List<Long> shape = new ArrayList<>();
            int close = closing(sizes, open);
            for (int at = open + 1; at < close; at++) {
                int size = store.sizes.get(sizes, at);
                if (size == LONG) {
                    shape.add(store.sizes.getLong(sizes, at + 1));
                    at += 2;
                } else if (size >= 0) {
                    shape.add((long) size);
                }
            }
            String word = (type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type).toLowerCase(Locale.ROOT);
            return known.computeIfAbsent(new Tensor(shape, word, ""), tensor -> tensor);
        }
    }
}
