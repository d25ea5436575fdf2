package dev.podwright.validation.serving;

import java.util.List;

/// What the terms of a point depend on: whose engine, on which family of chips, with or without experts, and how it ran.
final class PointKey {
    private static final String ANY = "*";

    private PointKey() {}

    /// From the closest to the last resort.
    static List<String> of(Point point) {
        String kind = point.model().mixture() ? "moe" : "dense";
        String setting = setting(point);
        return List.of(String.join("|", point.engine().label(), point.family(), kind, setting), String.join("|", point.engine().label(), ANY, kind, setting),
                String.join("|", ANY, point.family(), kind, setting));
    }

    /// Whether requests reach the engine through a server.
    static boolean served(Point point) {
        return List.of("server", "apart").contains(setting(point));
    }

    /// Rows of one model on one chip under one engine are held out together.
    static String group(Point point) {
        return String.join("|", point.model().id(), point.chip(), point.engine().label());
    }

    /// Throughput pages run an engine by itself; servers answer clients; old static batches ran other kernels; single pools are measured alone.
    private static String setting(Point point) {
        return switch (point.mode()) {
            case DECODE_ONLY, PREFILL_ONLY -> "pool";
            case STATIC_BATCH -> "batch";
            case OFFLINE -> point.load().prompts() > 0 ? "server" : point.backend().isEmpty() ? "bench" : "bench " + point.backend();
            case RATE, CLOSED_LOOP -> "server";
            case DISAGGREGATED -> "apart";
        };
    }
}
