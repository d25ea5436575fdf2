package dev.podwright.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeResidualsTest {
    /// Nodes at x = 5, 6, 7 and y = 1, 2.
    private static final ResidualSheet SHEET = ResidualSheet.of(5, 1, 3, List.of(0.1, 0.2, 0.4, -0.1, 0.0, 0.6));

    @TempDir
    private Path folder;

    @Test
    void aNodeSaysWhatItHolds() {
        assertThat(SHEET.at(5, 1)).isCloseTo(0.1, within(1e-12));
        assertThat(SHEET.at(7, 2)).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void betweenNodesTheSheetIsBilinear() {
        assertThat(SHEET.at(5.5, 1)).isCloseTo(0.15, within(1e-12));
        assertThat(SHEET.at(6, 1.5)).isCloseTo(0.1, within(1e-12));
        assertThat(SHEET.at(6.5, 1.5)).isCloseTo((0.2 + 0.4 + 0.0 + 0.6) / 4, within(1e-12));
    }

    @Test
    void beyondItsRimTheSheetStaysAsItWas() {
        assertThat(SHEET.at(1, 1)).isEqualTo(SHEET.at(5, 1));
        assertThat(SHEET.at(40, 9)).isEqualTo(SHEET.at(7, 2));
        assertThat(SHEET.at(6.5, -3)).isEqualTo(SHEET.at(6.5, 1));
    }

    @Test
    void aSheetNeedsWholeRows() {
        assertThatThrownBy(() -> new ResidualSheet(0, 0, 2, List.of(1, 2, 3))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 numbers");
    }

    @Test
    void sheetsAddUpByTheirWeightsAndMissingOnesAddNothing() {
        var residuals = new ExchangeResiduals(Map.of("pool", SHEET, "slope", ResidualSheet.of(0, 0, 1, List.of(0.05))), Map.of());
        double sum = residuals.at(List.of(new SheetPoint("pool", 6, 1), new SheetPoint("slope", 3, 0, -2), new SheetPoint("elsewhere", 6, 1)));
        assertThat(sum).isCloseTo(0.2 - 0.1, within(1e-12));
    }

    @Test
    void theNearestKnownBandCounts() {
        var residuals = new ExchangeResiduals(Map.of(), Map.of("chip", List.of(50, 60, 70), "kind", List.of(500)));
        assertThat(residuals.band(List.of("seen", "chip", "kind"), 2)).hasValue(0.07);
        assertThat(residuals.band(List.of("seen", "kind"), 2)).hasValue(0.5);
        assertThat(residuals.band(List.of("seen"), 0)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var residuals = new ExchangeResiduals(Map.of("nccl/switch \"all\"", SHEET), Map.of("kind", List.of(1, 2, 3)));
        var calibration = new Calibration("undated", "", List.of(), List.of(), List.of()).with(residuals);
        assertThat(Calibration.read(Files.writeString(folder.resolve("c.json"), calibration.json()))).isEqualTo(calibration);
    }

    @Test
    void aFileWithATornSheetIsRefused() throws IOException {
        var calibration = new Calibration("undated", "", List.of(), List.of(), List.of()).with(new ExchangeResiduals(Map.of("a", SHEET), Map.of()));
        Path torn = Files.writeString(folder.resolve("c.json"), calibration.json().replace("\"columns\": 3", "\"columns\": 4"));
        assertThatThrownBy(() -> Calibration.read(torn)).isInstanceOf(InputException.class).hasMessageContaining("multiple of 4");
    }
}
