package dev.podwright.diagnosis;

import dev.podwright.catalog.Chip;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.model.Operator;
import dev.podwright.repricing.Recognised;
import java.util.Optional;

/// How the shape of a product fits the matrix units.
///
/// @param padded share of the work that falls on rows and columns that are not there
/// @param ragged whether rows in memory end inside a unit of transfer
/// @param words what does not fit
record Products(Operator.Gemm gemm, double padded, boolean ragged, String words) {
    /// Rows and columns of the cube's tiles, and bytes of a row of one (FRACTAL_NZ: 16 x 16 of 16 bits, 16 x 32 of 8).
    private static final int CUBE = 16;
    private static final int CUBE_ROW = 32;

    /// Bytes that a transfer from global memory should start at: 512 up to A3, 128 from 950 on (cross-platform guide of hicann/ops-transformer).
    private static final int ASCEND_ROW = 512;
    private static final int ASCEND_ROW_950 = 128;

    /// Tensor cores want rows of whole 16 bytes; instructions multiply 16 x 8 tiles.
    private static final int NVIDIA_ROW = 16;
    private static final int NVIDIA_ROWS = 16;
    private static final int NVIDIA_COLUMNS = 8;

    /// The product of a use that is one.
    static Optional<Operator.Gemm> of(Recognised recognised) {
        if (recognised instanceof Recognised.Computed computed) {
            return computed.operators().stream().filter(o -> o instanceof Operator.Gemm).map(o -> (Operator.Gemm) o).findFirst();
        }
        return Optional.empty();
    }

    static Products fit(Operator.Gemm gemm, Chip chip) {
        double width = gemm.compute().bytes();
        boolean ascend = Makers.of(chip) == Makers.ASCEND;
        double row = !ascend ? NVIDIA_ROW : chip.family().equals(Generation.A5.family()) ? ASCEND_ROW_950 : ASCEND_ROW;
        double m = up(gemm.m(), ascend ? CUBE : NVIDIA_ROWS);
        double n = up(gemm.n(), ascend ? CUBE : NVIDIA_COLUMNS);
        double k = up(gemm.k(), (ascend ? CUBE_ROW : NVIDIA_ROW) / width);
        double padded = 1 - gemm.m() * gemm.n() * gemm.k() / (m * n * k);
        boolean ragged = off(gemm.k() * width, row) || off(gemm.n() * width, row);
        String tiles = padded > 0 ? "m, n, k of %s, %s, %s fill up to %s, %s, %s".formatted(whole(gemm.m()), whole(gemm.n()), whole(gemm.k()), whole(m), whole(n), whole(k)) : "";
        String rows = ragged ? "rows of %s and %s bytes are no multiples of %s".formatted(whole(gemm.k() * width), whole(gemm.n() * width), whole(row)) : "";
        return new Products(gemm, padded, ragged, tiles + (tiles.isEmpty() || rows.isEmpty() ? "" : "; ") + rows);
    }

    boolean fits() {
        return padded <= 0 && !ragged;
    }

    private static double up(double size, double unit) {
        return Math.ceil(size / unit) * unit;
    }

    private static boolean off(double bytes, double unit) {
        return bytes % unit != 0;
    }

    private static String whole(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : Words.number(number);
    }
}
