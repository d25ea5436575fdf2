package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceNamesTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final DeviceNames NAMES = new DeviceNames(CATALOG);

    private static Optional<String> doubt(String device, String chip) {
        Profile profile = new Profile("trace.json", Profile.Format.KINETO, device, OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of(), 1, List.of(), Timeline.NONE, List.of(), List.of());
        return NAMES.doubt(profile, CATALOG.chip(chip), chip);
    }

    /// Names as the CUDA runtime gives them.
    @ParameterizedTest
    @CsvSource({"NVIDIA H100 80GB HBM3, h100-sxm", "NVIDIA H100 PCIe, h100-pcie", "NVIDIA A100-SXM4-80GB, a100-sxm-80", "NVIDIA A100-SXM4-40GB, a100-sxm-40", "NVIDIA A100 80GB PCIe, a100-pcie-80",
        "NVIDIA H20, h20-96", "NVIDIA H800, h800-sxm", "NVIDIA H200, h200-sxm", "NVIDIA L40S, l40s", "NVIDIA B200, b200-sxm", "Tesla V100-SXM2-16GB, v100-sxm", "Ascend910B2, ascend-910b2"})
    void aProfilersNameMeansAChipOfTheCatalogue(String device, String chip) {
        assertThat(NAMES.chips(device).getFirst().id()).isEqualTo(chip);
        assertThat(doubt(device, chip)).isEmpty();
    }

    @Test
    void anotherModelIsRefusedAndNamed() {
        assertThatThrownBy(() -> doubt("NVIDIA H100 80GB HBM3", "a100-sxm-80")).isInstanceOf(InputException.class).hasMessageContaining("\"NVIDIA H100 80GB HBM3\", not on a100-sxm-80")
                .satisfies(e -> assertThat(((InputException) e).mend()).contains("--from h100-sxm"));
    }

    @Test
    void anotherBoardOfTheSameModelIsSaid() {
        assertThat(doubt("NVIDIA H100 80GB HBM3", "h100-pcie")).hasValueSatisfying(v -> assertThat(v).contains("rather h100-sxm than h100-pcie"));
    }

    @Test
    void whatTheCatalogueDoesNotKnowIsSaid() {
        assertThat(doubt("NVIDIA Z9", "h100-sxm")).hasValueSatisfying(v -> assertThat(v).contains("\"NVIDIA Z9\"", "h100-sxm is taken as given"));
        assertThat(doubt("", "h100-sxm")).hasValueSatisfying(v -> assertThat(v).contains("does not say what it was taken on"));
    }
}
