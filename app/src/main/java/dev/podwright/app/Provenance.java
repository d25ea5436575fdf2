package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a result was made with, so that it can be made again.
final class Provenance {
    private Provenance() {}

    static String line(Catalog catalog, Calibration calibration) {
        return "%nIntervals are 90 %% intervals of kernel and link times. podwright %s, catalogue %s, calibration %s of %s.%n"
                .formatted(Podwright.VERSION, catalog.hash(), calibration.hash(), calibration.date());
    }

    /// Of an answer for which neither catalogue nor calibration was asked.
    static String line() {
        return "%nLinks at full rate: nothing was measured. podwright %s.%n".formatted(Podwright.VERSION);
    }

    /// Of an answer for which neither catalogue nor calibration was asked.
    static Map<String, Object> json() {
        return Fields.ordered("version", Podwright.VERSION);
    }

    static Map<String, Object> json(Catalog catalog, Calibration calibration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", Podwright.VERSION);
        fields.put("catalog", catalog.hash());
        fields.put("calibration", calibration.hash());
        fields.put("calibration_date", calibration.date());
        return fields;
    }
}
