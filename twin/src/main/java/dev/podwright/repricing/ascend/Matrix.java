package dev.podwright.repricing.ascend;

import dev.podwright.profile.Use;
import java.util.List;

/// A tensor as matrices.
///
/// @param count matrices: all sizes before the last two
/// @param blocked whether it stands in blocks: sizes are then filled up to whole blocks
record Matrix(double count, double rows, double columns, boolean blocked) {
    private static final String FRACTAL_NZ = "FRACTAL_NZ";

    /// @return null if the tensor is no matrix
    static Matrix of(Use.Tensor tensor) {
        List<Long> shape = tensor.shape();
        int size = shape.size();
        if (tensor.type().isEmpty() || size == 0) {
            return null;
        }
        if (tensor.format().startsWith(FRACTAL_NZ) && size >= 4) {
            // A matrix of m x n in blocks of m0 x n0 stands as (…, n/n0, m/m0, m0, n0): columns of blocks first. n0 is 16 for 16 bits, 32 for 8, 64 for 4
            // (Ascend C documentation, "FRACTAL_NZ"; aclnnQuantMatmulWeightNz).
            return new Matrix(leading(shape, size - 4), (double) shape.get(size - 3) * shape.get(size - 2), (double) shape.get(size - 4) * shape.get(size - 1), true);
        }
        return size == 1 ? new Matrix(1, 1, shape.getFirst(), false) : new Matrix(leading(shape, size - 2), shape.get(size - 2), shape.get(size - 1), false);
    }

    private static double leading(List<Long> shape, int count) {
        return shape.stream().limit(count).mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    }

    double elements() {
        return count * rows * columns;
    }
}
