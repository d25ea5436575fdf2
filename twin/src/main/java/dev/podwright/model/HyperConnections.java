package dev.podwright.model;

import java.util.ArrayList;
import java.util.List;

/// Manifold-constrained hyper-connections (arXiv 2512.24880): n residual streams around each half of a layer. A
/// projection of all streams gives n weights to gather the input, n to spread the output and n x n to mix the streams.
final class HyperConnections {
    private static final int HALVES = 2;
    /// Learned scales of gathering, spreading and mixing.
    private static final int SCALES = 3;

    private HyperConnections() {}

    /// Weights of the projections of both halves of a layer.
    static double matrices(int streams, double hidden) {
        return streams == 1 ? 0 : HALVES * outputs(streams) * streams * hidden;
    }

    static double parameters(int streams, double hidden) {
        return streams == 1 ? 0 : matrices(streams, hidden) + HALVES * (outputs(streams) + SCALES);
    }

    /// The operators of one half with the connections in front. Gathering reads n streams and writes one, spreading reads
    /// n + 1 and writes n, the projection reads n.
    static List<Operator> around(List<Operator> half, String name, int streams, double tokens, double hidden, Quantization q) {
        if (streams == 1 || half.isEmpty() || tokens == 0) {
            return half;
        }
        double n = streams;
        double elements = tokens * hidden;
        List<Operator> all = new ArrayList<>();
        all.add(new Operator.Gemm(name + ".streams.weights", 1, tokens, outputs(streams), n * hidden, q.wide(), q.wide(), q.wide()));
        all.add(new Operator.Stream(name + ".streams.mix", (n + 1 + n + 1 + n) * elements * q.wide().bytes(),
                2 * (n + n + n * n) * elements, q.wide()));
        all.addAll(half);
        return List.copyOf(all);
    }

    private static double outputs(int streams) {
        return (2.0 + streams) * streams;
    }
}
