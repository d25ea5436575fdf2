package dev.podwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSoftwareTest {
    private static final Catalog CATALOG = Catalog.bundled();

    @ParameterizedTest
    @CsvSource({"NVIDIA, megatron-bridge-26.08", "Huawei, mindspeed-llm", "huawei, mindspeed-llm", "Google, maxtext"})
    void everyVendorHasItsUsualSoftware(String vendor, String usual) {
        assertThat(CATALOG.usualTrainingSoftware(vendor).id()).isEqualTo(usual);
    }

    @Test
    void aVendorWithoutSoftwareIsAnError() {
        assertThatThrownBy(() -> CATALOG.usualTrainingSoftware("Biren")).isInstanceOf(InputException.class).hasMessageContaining("Biren");
    }

    @Test
    void softwareIsFoundByIdAndByTheWordsOfPublishedTables() {
        assertThat(CATALOG.trainingSoftware("Megatron-LM 2021").id()).isEqualTo("megatron-lm-2021");
        assertThat(CATALOG.trainingSoftware("MEGATRON-LM-2021").gradients()).isEqualTo(Precision.FP16);
    }

    @Test
    void aMistypedNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> CATALOG.trainingSoftware("mindspeed-lm")).isInstanceOfSatisfying(InputException.class,
                e -> assertThat(e.mend()).contains("mindspeed-llm"));
        assertThatThrownBy(() -> CATALOG.trainingSoftware("xyz")).isInstanceOfSatisfying(InputException.class,
                e -> assertThat(e.mend()).contains("maxtext", "megatron-lm-2021"));
    }

    @Test
    void everyEntrySaysWhereItsFactsAreFromAndRunsOnAVendorOfTheCatalogue() {
        assertThat(CATALOG.trainingSoftware()).hasSizeGreaterThan(12).allSatisfy(t -> {
            assertThat(t.source()).hasSizeGreaterThan(40);
            assertThat(t.vendors()).allSatisfy(v -> assertThat(CATALOG.chips()).anyMatch(c -> c.vendor().equals(v)));
        });
    }

    @Test
    void aUserFileMayAddSoftwareAndChangesTheHash(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                training_software:
                  - id: mine-1.0
                    vendors: [Huawei]
                    usual: true
                    attention: current
                    fused_loss: false
                    gradients: bf16
                    sequence_parallel: true
                    graphs: false
                    overlaps: {gradients: true, weights: true, weights_backward: true, tensor: false, pipeline: false, experts: false}
                    deduplicates: false
                    source: our branch
                """);
        Catalog mine = CATALOG.plus(file);
        assertThat(mine.usualTrainingSoftware("Huawei").id()).isEqualTo("mine-1.0");
        assertThat(mine.hash()).isNotEqualTo(CATALOG.hash());
    }

    @Test
    void aForgottenFactIsAnErrorThatNamesIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                training_software:
                  - {id: mine, vendors: [Huawei], attention: current, fused_loss: false, gradients: bf16, sequence_parallel: true,
                     overlaps: {gradients: true, weights: true, weights_backward: true, tensor: false, pipeline: false, experts: false}, deduplicates: false, source: x}
                """);
        assertThatThrownBy(() -> CATALOG.plus(file)).isInstanceOf(InputException.class).hasMessageContaining("graphs");
    }
}
