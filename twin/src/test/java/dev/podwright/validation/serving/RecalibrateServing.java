package dev.podwright.validation.serving;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.ServingFit;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Fits the serving part of the bundled calibration anew, the rest untouched: arguments are the folder of evidence and the file to write.
final class RecalibrateServing {
    private RecalibrateServing() {}

    public static void main(String[] arguments) throws IOException {
        Calibration bundled = Calibration.bundled();
        ServingFit fit = new ServingCalibrator(Catalog.bundled(), bundled).fit(new Evidence(Path.of(arguments[0]))).orElseThrow();
        Files.writeString(Path.of(arguments[1]), bundled.withServing(java.util.Optional.of(fit)).json());
        fit.errors().forEach(System.out::println);
    }
}
