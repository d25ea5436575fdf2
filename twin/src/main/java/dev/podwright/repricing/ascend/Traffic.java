package dev.podwright.repricing.ascend;

import dev.podwright.knowledge.support.Kernel.Nature;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Work limited by memory traffic, by what of its tensors a type touches.
final class Traffic {
    /// How an operator goes through its tensors.
    enum Way {
        /// Reads every input and writes every output once.
        WHOLE,
        /// Reads of its inputs as much as it writes: slices, gathers, broadcasts.
        PICKED,
        /// Writes its smaller inputs into a part of the largest, which stays where it is: scatters, caches.
        UPDATED,
        /// Reads one format and writes a narrower one.
        QUANTISED
    }

    /// What releases append to a type's name.
    private static final Pattern ENDINGS = Pattern.compile("(V\\d+|D|AiCore|Aicore|Custom|WithImplMode|Tensor|Scalar|Inplace|Ext2)+$");

    /// Types by the beginning of their lower-case names; the longest that fits decides.
    private static final Map<Way, List<String>> BEGINNINGS = new EnumMap<>(Map.of(
            Way.PICKED, List.of("gather", "index", "embedding", "stridedslice", "slice", "split", "pagedcacheload"),
            Way.UPDATED, List.of("scatter", "indexput", "inplaceindex", "indexfill", "indexadd", "reshapeandcache", "kvrmsnormropecache", "embeddingdensegrad", "inplaceupdate"),
            Way.QUANTISED, List.of("dynamicquant", "ascendquant", "dynamicmxquant"),
            Way.WHOLE, List.of("rmsnorm", "addrmsnorm", "layernorm", "addlayernorm", "inplaceaddrmsnorm", "groupnorm", "batchnorm", "bninfer", "bntraining", "deepnorm", "qkvrmsnorm", "swiglu", "dequantswiglu", "silu",
                    "swish", "gelu", "fastgelu", "geglu", "relu", "leakyrelu", "sigmoid", "tanh", "softplus", "rotary", "applyrotary", "interleaverope", "ropewithsincos", "logical", "bitwise", "transpose", "concat",
                    "transdata", "reduce", "softmax", "logsoftmax", "topk", "argmax", "argmin", "cum", "masked", "applyadam", "applyfused", "applymomentum", "applytopktopp", "foreach", "moegating", "moeinitrouting",
                    "moefinalizerouting", "moetoken", "moecompute", "moererouting", "stateless", "dropout", "sparsesoftmax", "crossentropy", "nllloss", "mseloss", "resize", "upsample", "maxpool", "avgpool",
                    "adaptiveavgpool", "greater", "less", "notequal", "equal", "nonzero", "histogram", "attentionupdate", "isfinite", "npu", "quantize", "transquantparam")));

    /// Short types, without their endings: each is an operator of its own, longer names that begin so are not.
    private static final Map<Way, Set<String>> EXACT = new EnumMap<>(Map.of(
            Way.PICKED, Set.of("asstrided", "broadcastto", "tile", "fill", "zeroslike", "oneslike", "arange", "range", "memset", "expand", "expanddims", "repeatinterleave", "viewcopy", "linearindex"),
            Way.WHOLE, Set.of("add", "adds", "addn", "sub", "subs", "rsubs", "mul", "muls", "div", "divs", "realdiv", "floordiv", "floormod", "neg", "abs", "exp", "expm1", "log", "log1p", "sqrt", "rsqrt", "pow", "pows",
                    "sin", "cos", "reciprocal", "square", "sign", "floor", "ceil", "round", "rint", "erf", "trunc", "cast", "pack", "unpack", "stack", "tensormove", "identity", "pad", "mirrorpad", "sort", "maximum", "minimum",
                    "max", "min", "select", "selectbroadcast", "where", "clipbyvalue", "clip", "lerp", "addcmul", "addcdiv", "axpy", "invert", "dropoutdomask", "onehot", "triu", "tril", "roll", "reversev2", "reverse",
                    "eye", "diag", "searchsorted", "biasadd", "l2loss", "lpnorm", "squaresum", "squaresumall", "im2col", "bincount", "mod", "atan2", "hardswish", "elu", "mish", "antiquant", "l2normalize", "remainder")));

    private Traffic() {}

    /// How a type goes through its tensors; none if it is not known here.
    static Optional<Way> way(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        String bare = ENDINGS.matcher(type).replaceFirst("").toLowerCase(Locale.ROOT);
        for (Map.Entry<Way, Set<String>> entry : EXACT.entrySet()) {
            if (entry.getValue().contains(lower) || entry.getValue().contains(bare)) {
                return Optional.of(entry.getKey());
            }
        }
        Way best = null;
        int length = 0;
        for (Map.Entry<Way, List<String>> entry : BEGINNINGS.entrySet()) {
            for (String beginning : entry.getValue()) {
                if (beginning.length() > length && lower.startsWith(beginning)) {
                    best = entry.getKey();
                    length = beginning.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    static Recognised of(Use use, Way way) {
        if (use.outputs().isEmpty() && use.inputs().isEmpty()) {
            return new Recognised.Unshaped(Nature.TRAFFIC, "Its tensors were not recorded.");
        }
        double read = Types.bytes(use.inputs());
        double written = Types.bytes(use.outputs());
        List<Use.Tensor> told = use.outputs().isEmpty() ? use.inputs() : use.outputs();
        double elements = told.stream().filter(t -> !t.type().isEmpty()).mapToDouble(Use.Tensor::elements).max().orElse(0);
        Precision precision = told.stream().map(Use.Tensor::type).map(Types::precision).flatMap(Optional::stream).findFirst().orElse(Precision.FP32);
        return switch (way) {
            case WHOLE -> stream(use, written > 0 ? read + written : 2 * read, elements, precision);
            // What is picked is as large as what comes out; indices are small beside it and come with it.
            case PICKED -> written > 0 ? stream(use, written + Math.min(read, written), elements, precision) : unwritten();
            case UPDATED -> {
                double largest = use.inputs().stream().mapToDouble(Types::bytes).max().orElse(0);
                yield read > largest ? stream(use, 2 * (read - largest), elements * (read - largest) / Math.max(read, 1), precision) : unwritten();
            }
            case QUANTISED -> quantised(use, read + written, elements, precision);
        };
    }

    private static Recognised quantised(Use use, double traffic, double elements, Precision precision) {
        Optional<Precision> from = use.inputs().isEmpty() ? Optional.empty() : Types.precision(use.inputs().getFirst().type());
        Optional<Precision> to = use.outputs().isEmpty() ? Optional.empty() : Types.precision(use.outputs().getFirst().type());
        return from.isPresent() && to.isPresent()
                ? new Recognised.Computed(List.of(new Operator.Cast(use.kernel(), use.inputs().getFirst().elements(), from.get(), to.get())))
                : stream(use, traffic, elements, precision);
    }

    private static Recognised stream(Use use, double traffic, double elements, Precision precision) {
        return new Recognised.Computed(List.of(new Operator.Stream(use.kernel(), traffic, elements, precision)));
    }

    private static Recognised unwritten() {
        return new Recognised.Unshaped(Nature.TRAFFIC, "Its tensors do not tell how much of them it touches.");
    }
}
