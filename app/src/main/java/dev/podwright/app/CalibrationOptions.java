package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option that chooses the calibration; every predicting command mixes it in.
final class CalibrationOptions {
    @Option(names = "--calibration", paramLabel = "FILE",
            description = "Use this calibration (made by podwright calibrate) instead of the bundled one.")
    private Path file;

    Calibration calibration() {
        return file == null ? Calibration.bundled() : Calibration.read(file);
    }
}
