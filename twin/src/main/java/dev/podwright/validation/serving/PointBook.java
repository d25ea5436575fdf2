package dev.podwright.validation.serving;

import java.util.List;

/// Looks up terms of points.
final class PointBook {
    private PointBook() {}

    /// The closest terms; none where nothing like the point was measured.
    static PointTerms terms(Point point, List<PointTerms> terms) {
        for (String key : PointKey.of(point)) {
            for (PointTerms t : terms) {
                if (t.key().equals(key)) {
                    return t;
                }
            }
        }
        return PointTerms.NONE;
    }

    /// Points whose steps are alike have one name.
    static String alike(Point point) {
        return String.join("|", point.chip(), point.pod(), point.model().id(), point.quantization().toString(), point.engine().label(), point.both().toString(),
                point.prefill().toString(), point.decode().toString(), point.speculation().toString(), point.experts().name());
    }
}
