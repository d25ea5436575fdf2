package dev.podwright.validation;

import dev.podwright.calibration.Forest;
import dev.podwright.calibration.OperatorClass;
import java.util.Arrays;

/// Fits a [Forest] to what a law and its grid leave over: gradient boosting (Friedman 2001, doi 10.1214/aos/1013203451) of the Huber loss,
/// one tree after the other, each question the one that lowers the loss most over all nodes of its level.
///
/// The numbers were chosen by the error of held-out groups over all tables of a class (docs/modelling-kernels.md).
///
/// @param trees how many
/// @param depth questions of each
/// @param rate share of what a tree finds that is kept
/// @param shrinkage rows that the pull of each leaf to 0 counts for
record ForestFit(int trees, int depth, double rate, double shrinkage) {
    /// Log ratio beyond which a row pulls no harder.
    private static final double KNEE = 0.15;
    /// Most questions about one trait.
    private static final int CUTS = 63;

    static ForestFit of(OperatorClass kind) {
        return switch (kind) {
            case GEMM -> new ForestFit(60, 5, 0.3, 3);
            case BATCHED_GEMM -> new ForestFit(30, 4, 0.3, 3);
            case PREFILL_ATTENTION, DECODE_ATTENTION -> new ForestFit(60, 5, 0.2, 3);
            case LATENT_PREFILL, LATENT_DECODE -> new ForestFit(40, 4, 0.2, 3);
            // Many kernels, each with a table of its own: small ones keep the file small.
            case EXPERTS -> new ForestFit(30, 4, 0.2, 3);
            case STREAM -> new ForestFit(0, 0, 0, 0);
        };
    }

    /// @param counts of each row
    /// @param left ln(measured/predicted) of each row
    Forest fit(double[][] counts, double[] left) {
        if (trees == 0 || counts.length == 0 || counts[0].length == 0) {
            return Forest.NONE;
        }
        Columns columns = new Columns(counts);
        double[] off = left.clone();
        double[] pull = new double[off.length];
        int[] node = new int[off.length];
        int[] traits = new int[trees * depth];
        int[] cuts = new int[trees * depth];
        int[] leaves = new int[trees << depth];
        for (int tree = 0; tree < trees; tree++) {
            for (int i = 0; i < off.length; i++) {
                pull[i] = Math.clamp(off[i], -KNEE, KNEE);
            }
            Arrays.fill(node, 0);
            for (int level = 0; level < depth; level++) {
                int[] best = question(columns, pull, node, 1 << level);
                traits[tree * depth + level] = best[0];
                cuts[tree * depth + level] = columns.cuts[best[0]][best[1]];
                columns.answer(best[0], best[1], node);
            }
            grow(pull, node, off, leaves, tree << depth);
        }
        return new Forest(depth, traits, cuts, leaves);
    }

    private void grow(double[] pull, int[] node, double[] off, int[] leaves, int from) {
        double[] sum = new double[1 << depth];
        double[] rows = new double[1 << depth];
        for (int i = 0; i < node.length; i++) {
            sum[node[i]] += pull[i];
            rows[node[i]]++;
        }
        for (int leaf = 0; leaf < sum.length; leaf++) {
            leaves[from + leaf] = (int) Math.rint(rate * sum[leaf] / (rows[leaf] + shrinkage) / Forest.UNIT);
        }
        for (int i = 0; i < node.length; i++) {
            off[i] -= Forest.UNIT * leaves[from + node[i]];
        }
    }

    /// The trait and the cut that lower the squared pulls of all nodes most.
    private int[] question(Columns columns, double[] pull, int[] node, int nodes) {
        int[] best = {0, 0};
        double most = -1;
        for (int trait = 0; trait < columns.cuts.length; trait++) {
            int bins = columns.cuts[trait].length + 1;
            double[] sums = new double[nodes * bins];
            double[] rows = new double[nodes * bins];
            byte[] bin = columns.bins[trait];
            for (int i = 0; i < node.length; i++) {
                int at = node[i] * bins + bin[i];
                sums[at] += pull[i];
                rows[at]++;
            }
            double[] gains = gains(sums, rows, nodes, bins);
            for (int cut = 0; cut < gains.length; cut++) {
                if (gains[cut] > most) {
                    most = gains[cut];
                    best = new int[] {trait, cut};
                }
            }
        }
        return best;
    }

    private double[] gains(double[] sums, double[] rows, int nodes, int bins) {
        double[] gains = new double[bins - 1];
        for (int from = 0; from < nodes * bins; from += bins) {
            double sum = 0;
            double count = 0;
            for (int bin = from; bin < from + bins; bin++) {
                sum += sums[bin];
                count += rows[bin];
            }
            double low = 0;
            double lowCount = 0;
            for (int cut = 0; count > 0 && cut < gains.length; cut++) {
                low += sums[from + cut];
                lowCount += rows[from + cut];
                gains[cut] += low * low / (lowCount + shrinkage) + (sum - low) * (sum - low) / (count - lowCount + shrinkage);
            }
        }
        return gains;
    }

    /// The traits of all rows, as the numbers of the gaps between cuts that they fall in.
    private static final class Columns {
        final int[][] cuts;
        final byte[][] bins;

        Columns(double[][] counts) {
            int width = counts[0].length;
            cuts = new int[width][];
            bins = new byte[width][counts.length];
            for (int trait = 0; trait < width; trait++) {
                int column = trait;
                cuts[trait] = cuts(Arrays.stream(counts).mapToDouble(c -> c[column]).sorted().toArray());
                double[] bounds = Arrays.stream(cuts[trait]).mapToDouble(Forest::bound).toArray();
                for (int row = 0; row < counts.length; row++) {
                    int at = Arrays.binarySearch(bounds, counts[row][trait]);
                    bins[trait][row] = (byte) (at < 0 ? -at - 1 : at);
                }
            }
        }

        /// Cuts half-way between neighbouring values; where there are many, between every so many rows.
        private static int[] cuts(double[] sorted) {
            double[] values = Arrays.stream(sorted).distinct().toArray();
            double[] ends = values.length <= CUTS + 1 ? values : Arrays.stream(quantiles(sorted)).distinct().toArray();
            int[] cuts = new int[ends.length - 1];
            for (int i = 0; i < cuts.length; i++) {
                cuts[i] = (int) Math.rint(Forest.CUTS_PER_OCTAVE * Math.log(Math.sqrt(ends[i] * ends[i + 1])) / Math.log(2));
            }
            return Arrays.stream(cuts).distinct().toArray();
        }

        private static double[] quantiles(double[] sorted) {
            double[] ends = new double[CUTS + 1];
            for (int i = 0; i <= CUTS; i++) {
                ends[i] = sorted[(int) ((long) i * (sorted.length - 1) / CUTS)];
            }
            return ends;
        }

        void answer(int trait, int cut, int[] node) {
            for (int i = 0; i < node.length; i++) {
                node[i] = node[i] << 1 | (bins[trait][i] > cut ? 1 : 0);
            }
        }
    }
}
