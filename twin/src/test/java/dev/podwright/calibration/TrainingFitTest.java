package dev.podwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.units.Spread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFitTest {
    private static final TrainingProfile KNOWN = new TrainingProfile("NVIDIA", "h100", "hopper", "alpha", "dense");
    private static final TrainingProfile OTHER_CHIP = new TrainingProfile("NVIDIA", "r100", "rubin", "alpha", "dense");
    private static final TrainingProfile OTHER_ALL = new TrainingProfile("Acme", "anvil-1", "anvil", "beta", "dense");

    private static TrainingResidual residual(TrainingScope scope, String key, double factor) {
        return new TrainingResidual(scope, key, 50, 0.04, 0.12, spread(factor));
    }

    private static Spread spread(double factor) {
        return new Spread(Math.round(-100 * (factor - 1)) / 100.0, Math.round(100 * (factor - 1)) / 100.0);
    }

    private static TrainingFit fit() {
        return new TrainingFit(100, 40, 0.04, 0.12, 0.18, 0.75, List.of(
                new TrainingEffect(TrainingTerm.WORK, TrainingScope.ANY, "", 0.05, 100),
                new TrainingEffect(TrainingTerm.WORK, TrainingScope.FAMILY, "hopper", 0.03, 60),
                new TrainingEffect(TrainingTerm.WORK, TrainingScope.FRAMEWORK, "alpha", -0.02, 50),
                new TrainingEffect(TrainingTerm.HIDDEN_TENSOR, TrainingScope.ANY, "", 1.5, 20)),
                List.of(residual(TrainingScope.KIND_OF_FRAMEWORK, "dense/alpha", 1.1), residual(TrainingScope.ANY, "", 1.2),
                        residual(TrainingScope.OTHER_FAMILY, "", 1.4), residual(TrainingScope.OTHER_FRAMEWORK, "", 1.6)));
    }

    @Test
    void effectsOfAllScopesThatHoldAddUp() {
        assertThat(Math.log(fit().overheads(KNOWN).work())).isCloseTo(0.06, within(1e-12));
        assertThat(Math.log(fit().overheads(OTHER_CHIP).work())).isCloseTo(0.03, within(1e-12));
        assertThat(Math.log(fit().overheads(OTHER_ALL).work())).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void strangersGetWiderIntervals() {
        assertThat(fit().overheads(KNOWN).spread()).contains(spread(1.1));
        assertThat(fit().overheads(OTHER_CHIP).spread()).contains(spread(1.4));
        assertThat(fit().overheads(OTHER_ALL).spread()).contains(spread(1.6));
        assertThat(fit().overheads(OTHER_ALL).why()).contains("a framework that was not measured", "100 measured");
    }

    @Test
    void noMoreThanAllOfWhatIsHiddenCanShow() {
        assertThat(fit().overheads(KNOWN).exposed(3, 1, TrainingTerm.HIDDEN_TENSOR)).isEqualTo(3);
        assertThat(TrainingOverheads.NONE.exposed(3, 1, TrainingTerm.HIDDEN_TENSOR)).isEqualTo(1);
    }

    @Test
    void aFitIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
        Calibration calibration = new Calibration("2026-01-02", "abc", List.of(), List.of(), List.of()).with(Optional.of(fit()));
        Path file = Files.writeString(folder.resolve("calibration.json"), calibration.json());
        assertThat(Calibration.read(file).training()).contains(fit());
        assertThat(Calibration.read(file).json()).isEqualTo(calibration.json());
    }
}
