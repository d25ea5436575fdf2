package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.LayerCheck;
import java.nio.file.Files;

/// Measured times of one transformer layer beside their predictions.
final class LayerText {
    private static final double MS = 1e3;

    private LayerText() {}

    /// Empty if the folder has none.
    static String of(Evidence evidence, Catalog catalog, Calibration calibration) {
        if (!Files.isRegularFile(evidence.root().resolve("training").resolve("layer.csv"))) {
            return "";
        }
        Table table = new Table("one layer", "forward ms", "predicted", "backward ms", "predicted ");
        for (LayerCheck.Outcome o : LayerCheck.predict(evidence, catalog, calibration)) {
            table.row(o.id(), Show.number(o.measuredForward() * MS), Show.number(o.forward() * MS), Show.number(o.measuredBackward() * MS),
                    Show.number(o.backward() * MS));
        }
        return table + System.lineSeparator();
    }
}
