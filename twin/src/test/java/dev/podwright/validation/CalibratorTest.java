package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.kernel.Law;
import dev.podwright.model.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratorTest {
    private static final Law SLOW = new Law(0.5, 0.6, 9e-6, 4e-10, 8e-13);
    private static final Law FAST = new Law(0.7, 0.8, 3e-6, 4e-10, 8e-13);

    @TempDir
    private Path folder;

    private static Calibration calibrate(Path root) {
        return new Calibrator(Catalog.bundled()::chip).calibrate(new Evidence(root), "2026-01-02", List.of());
    }

    private void table(String chip, Law... frameworks) throws IOException {
        StringBuilder csv = new StringBuilder("framework,framework_version,dtype,source_dtype,m,n,k,latency_us,source,notes\n");
        for (int i = 0; i < frameworks.length; i++) {
            for (Sample sample : LawFitTest.products(frameworks[i], 0.05, 400)) {
                Operator.Gemm g = (Operator.Gemm) sample.operator();
                csv.append(String.format(Locale.ROOT, "framework%d,1,bf16,bfloat16,%.0f,%.0f,%.0f,%.4f,somebody/tables@1:x,%n", i, g.m(), g.n(),
                        g.k(), sample.seconds() * 1e6));
            }
        }
        Path target = Files.createDirectories(folder.resolve("kernels").resolve(chip)).resolve("gemm.csv");
        Files.writeString(target, csv);
    }

    @Test
    void the_fastest_framework_is_followed_and_named() throws IOException {
        table("h200-sxm", SLOW, FAST);
        KernelFit fit = calibrate(folder).kernels().stream().filter(KernelFit::preferred).findFirst().orElseThrow();
        assertThat(fit.kernel()).isEqualTo("framework1 1 bfloat16");
        assertThat(fit.source()).isEqualTo("somebody/tables@1");
        assertThat(fit.computeEfficiency()).isBetween(0.65, 0.75);
    }

    @Test
    void the_same_folder_gives_the_same_bytes() throws IOException {
        table("h200-sxm", FAST);
        table("h100-sxm", FAST);
        assertThat(calibrate(folder).json()).isEqualTo(calibrate(folder).json());
    }

    @Test
    void what_borrowing_costs_is_measured_between_the_chips() throws IOException {
        table("h200-sxm", FAST);
        table("h100-sxm", FAST);
        assertThat(calibrate(folder).transfers()).singleElement()
                .satisfies(t -> assertThat(t.cases()).isEqualTo(2))
                .satisfies(t -> assertThat(t.operator()).isEqualTo(OperatorClass.GEMM));
    }

    @Test
    void an_unknown_chip_or_an_empty_folder_is_refused() throws IOException {
        Files.createDirectories(folder.resolve("kernels"));
        assertThatThrownBy(() -> calibrate(folder)).isInstanceOf(InputException.class).hasMessageContaining("no table");
        table("h201-sxm", FAST);
        assertThatThrownBy(() -> calibrate(folder)).isInstanceOf(InputException.class).hasMessageContaining("h201-sxm");
    }

    @Test
    void the_bundled_fits_are_what_the_evidence_gives() throws IOException {
        Path shared = Path.of("").toAbsolutePath();
        while (shared != null && !Files.isDirectory(shared.resolve("shared/evidence/kernels"))) {
            shared = shared.getParent();
        }
        Assumptions.assumeTrue(shared != null, "The measured tables are not at hand, so the bundled calibration is not remade.");
        Path kernels = Files.createDirectories(folder.resolve("kernels"));
        for (String chip : List.of("ascend-910b", "h20-96")) {
            Files.createDirectories(kernels.resolve(chip));
            for (Path file : Evidence.entries(shared.resolve("shared/evidence/kernels").resolve(chip))) {
                Files.copy(file, kernels.resolve(chip).resolve(file.getFileName()));
            }
        }
        // As the file keeps them.
        List<KernelFit> made = Calibration.read(Files.writeString(folder.resolve("made.json"), calibrate(folder).json())).kernels();
        assertThat(made).isNotEmpty();
        for (KernelFit fit : made) {
            KernelFit bundled = Calibration.bundled().kernel(fit.chip(), fit.operator(), fit.storage(), fit.compute()).orElseThrow();
            // Errors depend on how the groups of all chips are dealt into folds; what is fitted does not.
            assertThat(fit).usingRecursiveComparison().usingOverriddenEquals().comparingOnlyFields("computeEfficiency", "memoryEfficiency", "overhead", "terms", "rows", "kernel", "residual", "forest")
                    .isEqualTo(bundled);
        }
    }
}
