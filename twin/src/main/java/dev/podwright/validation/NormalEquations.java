package dev.podwright.validation;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/// The normal equations of a weighted ridge regression, added up row by row.
public final class NormalEquations {
    private final double[][] matrix;
    private final double[] right;

    /// @param unknowns how many
    public NormalEquations(int unknowns) {
        this.matrix = new double[unknowns][unknowns];
        this.right = new double[unknowns];
    }

    /// An unknown lies near `mean`, scattered normally by `width`.
    public void prior(int unknown, double mean, double width) {
        matrix[unknown][unknown] += 1 / (width * width);
        right[unknown] += mean / (width * width);
    }

    /// The sum of slopes times unknowns is `target`.
    ///
    /// @param unknowns that the row uses, by number
    /// @param weight of the row
    public void row(int[] unknowns, double[] slopes, double target, double weight) {
        for (int i = 0; i < unknowns.length; i++) {
            right[unknowns[i]] += weight * slopes[i] * target;
            for (int j = 0; j < unknowns.length; j++) {
                matrix[unknowns[i]][unknowns[j]] += weight * (slopes[i] * slopes[j]);
            }
        }
    }

    /// The unknowns that leave the least.
    public double[] solved() {
        return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false)).getSolver().solve(new ArrayRealVector(right, false)).toArray();
    }
}
