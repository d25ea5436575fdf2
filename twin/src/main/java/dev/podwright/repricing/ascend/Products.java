package dev.podwright.repricing.ascend;

import dev.podwright.knowledge.support.Kernel.Nature;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Products of matrices and convolutions.
///
/// Whether an operand is transposed is an attribute that profiles do not have. It need not be known: of `count` products (m x k)(k x n) the elements are
/// `A = count m k`, `B = count k n`, `Y = count m n`, so that `k = sqrt(A B / (Y count))`.
final class Products {
    /// Integers of four bits that a word of 32 holds, as weights of W4A8 stand (Ascend/msmodeling op_mapping.yaml).
    private static final double PACKED = 8;
    private static final double WHOLE = 1e-6;
    private static final String PACKED_TYPE = "int32";

    private Products() {}

    /// `MatMul*`, `BatchMatMul*`, `QuantBatchMatmul*` (x1, x2, scale …; y), `WeightQuantBatchMatmul*` (x, weight, antiquant_scale …; y).
    static Recognised product(Use use) {
        if (use.inputs().size() < 2) {
            return unshaped("Its two operands were not recorded.");
        }
        Use.Tensor left = use.inputs().get(0);
        Use.Tensor right = use.inputs().get(1);
        boolean packed = right.type().equals(PACKED_TYPE) && !left.type().equals(PACKED_TYPE);
        Optional<Precision> compute = Types.precision(left.type());
        Optional<Precision> weights = packed ? Optional.of(Precision.INT4) : Types.precision(right.type());
        Matrix a = Matrix.of(left);
        Matrix b = Matrix.of(right);
        if (compute.isEmpty() || weights.isEmpty() || a == null || b == null) {
            return unshaped("Its operands (%s, %s) are no matrices in a known precision.".formatted(left, right));
        }
        Matrix y = use.outputs().isEmpty() ? null : Matrix.of(use.outputs().getFirst());
        Precision written = use.outputs().isEmpty() ? compute.get() : Types.precision(use.outputs().getFirst().type()).orElse(compute.get());
        double[] sizes = y == null ? paired(a, b) : settled(a, b, y, packed ? PACKED : 1);
        return sizes == null ? unshaped("The sizes of its operands and of its result do not fit each other.")
                : computed(new Operator.Gemm(use.kernel(), sizes[0], sizes[1], sizes[2], sizes[3], weights.get(), compute.get(), written));
    }

    /// Count, m, n, k from all three tensors; null if they do not fit.
    private static double[] settled(Matrix a, Matrix b, Matrix y, double packing) {
        if (a.elements() == 0 || b.elements() == 0 || y.elements() == 0) {
            return null;
        }
        double count = b.count();
        if (b.blocked() && !a.blocked() && !y.blocked()) {
            // The right operand is filled up to whole blocks; left operand and result tell the true sizes.
            double n = y.columns();
            double m = y.elements() / (count * n);
            double k = a.elements() / (count * m);
            double room = b.rows() * b.columns() * packing;
            return k * n <= room && whole(m) && whole(k) ? new double[] {count, m, n, k} : null;
        }
        double k = Math.sqrt(a.elements() * b.elements() * packing / (y.elements() * count));
        double m = a.elements() / (count * k);
        double n = b.elements() * packing / (count * k);
        boolean blocked = a.blocked() || b.blocked() || y.blocked();
        return blocked || whole(k) && whole(m) && whole(n) ? new double[] {count, blocked ? Math.rint(m) : m, blocked ? Math.rint(n) : n, blocked ? Math.rint(k) : k} : null;
    }

    private static boolean whole(double number) {
        return number >= 1 - WHOLE && Math.abs(number - Math.rint(number)) <= WHOLE * number;
    }

    /// The same without a result: the size that both have in common is k, as operands stand if several fit.
    private static double[] paired(Matrix a, Matrix b) {
        double count = b.count();
        double rows = a.count() / count * a.rows();
        if (a.columns() == b.rows()) {
            return new double[] {count, rows, b.columns(), a.columns()};
        }
        if (a.columns() == b.columns()) {
            return new double[] {count, rows, b.rows(), a.columns()};
        }
        if (a.rows() == b.rows() && a.count() == b.count()) {
            return new double[] {count, a.columns(), b.columns(), a.rows()};
        }
        return a.rows() == b.columns() && a.count() == b.count() ? new double[] {count, a.columns(), b.rows(), a.rows()} : null;
    }

    /// `GroupedMatmul*` (x, weight, bias, scale, offset, antiquant_scale, antiquant_offset, group_list, per_token_scale; y) and `GroupedMatmulSwigluQuant`
    /// (x, weight, weight_scale, x_scale …; y, y_scale), whose result is half as wide as its product. Rows that were allocated and stayed empty cannot be told
    /// from rows that were computed: the product is what the shapes allow at most. Experts without rows are not read; how many have any follows from even
    /// routing.
    static Recognised grouped(Use use) {
        if (use.inputs().size() < 2) {
            return unshapedExperts("Its operands were not recorded.");
        }
        Use.Tensor rows = use.inputs().get(0);
        Use.Tensor weight = use.inputs().get(1);
        boolean packed = weight.type().equals(PACKED_TYPE);
        Matrix x = Matrix.of(rows);
        Matrix w = Matrix.of(weight);
        Optional<Precision> compute = Types.precision(rows.type());
        Optional<Precision> weights = packed ? Optional.of(Precision.INT4) : Types.precision(weight.type());
        if (x == null || w == null || compute.isEmpty() || weights.isEmpty() || x.elements() == 0 || w.elements() == 0) {
            return unshapedExperts("Its operands (%s, %s) are no matrices in a known precision.".formatted(rows, weight));
        }
        // Weights stand in one tensor of an expert each, or in as many tensors.
        double experts = w.count() > 1 ? w.count() : use.inputs().stream().skip(1).takeWhile(t -> t.equals(weight)).count();
        double tokens = x.count() * x.rows();
        double k = x.columns();
        double n = w.rows() * w.columns() * (packed ? PACKED : 1) / k;
        double active = experts * (1 - Math.pow(1 - 1 / experts, tokens));
        Precision written = use.outputs().isEmpty() ? compute.get() : Types.precision(use.outputs().getFirst().type()).orElse(compute.get());
        return n >= 1 ? computed(new Operator.Gemm(use.kernel(), active, tokens / active, n, k, weights.get(), compute.get(), written))
                : unshapedExperts("The sizes of its operands do not fit each other.");
    }

    /// `Conv2D`, `Conv3D` and kin (x, filter …; y) as the product of patches and filters.
    static Recognised convolution(Use use) {
        if (use.inputs().size() < 2 || use.outputs().isEmpty()) {
            return unshaped("Its input, filter or result was not recorded.");
        }
        Use.Tensor filter = use.inputs().get(1);
        Use.Tensor result = use.outputs().getFirst();
        double channels = channels(result);
        Optional<Precision> compute = Types.precision(use.inputs().getFirst().type());
        Optional<Precision> weights = Types.precision(filter.type());
        if (channels < 1 || compute.isEmpty() || weights.isEmpty() || filter.elements() < channels) {
            return unshaped("The layout of its result (%s) does not tell its channels.".formatted(result));
        }
        return computed(new Operator.Gemm(use.kernel(), 1, result.elements() / channels, channels, filter.elements() / channels, weights.get(), compute.get(),
                Types.precision(result.type()).orElse(compute.get())));
    }

    /// Channels of a result; blocked layouts hold them in two sizes.
    private static double channels(Use.Tensor result) {
        List<Long> s = result.shape();
        return switch (result.format()) {
            case "NHWC", "NDHWC" -> s.getLast();
            case "NC1HWC0" -> s.size() == 5 ? (double) s.get(1) * s.get(4) : 0;
            case "NDC1HWC0" -> s.size() == 6 ? (double) s.get(2) * s.get(5) : 0;
            case "NCHW", "NCDHW", "NCL", "ND" -> s.size() > 2 ? s.get(1) : 0;
            default -> 0;
        };
    }

    private static Recognised computed(Operator operator) {
        return new Recognised.Computed(List.of(operator));
    }

    private static Recognised unshapedExperts(String why) {
        return new Recognised.Unshaped(Nature.EXPERTS, why);
    }

    private static Recognised unshaped(String why) {
        return new Recognised.Unshaped(Nature.PRODUCT, why);
    }
}
