package dev.podwright.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.knowledge.Knowledge;
import dev.podwright.profile.Profiles;
import dev.podwright.profile.ascend.AscendTroubles;
import dev.podwright.profile.ascend.AscendTroubles.Trouble;
import dev.podwright.repricing.Machine;
import dev.podwright.repricing.Recognised;
import dev.podwright.repricing.Repricer;
import dev.podwright.repricing.Repricing;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the files that the Ascend PyTorch profiler writes to what is wrong.
class AscendTroublesTest {
    private static final int RANKS = 4;
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Machine MACHINE = Machine.of("atlas-800-a2", CATALOG.pod("atlas-800-a2"), CATALOG, Calibration.bundled());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"HOST_BOUND,HOST_GAPS", "EXPOSED_COMMUNICATION,EXPOSED_COMMUNICATION", "CPU_FALLBACK,CPU_FALLBACK", "SLOW_PRODUCTS,SLOW_OPERATOR", "MISSED_TILES,UNALIGNED_SHAPE", "TRANSDATA,FORMAT_CONVERSION"})
    void whatIsPlantedIsFound(Trouble trouble, Finding.Kind kind) {
        for (int rank = 0; rank < RANKS; rank++) {
            AscendTroubles.write(folder, rank, RANKS, EnumSet.of(trouble));
        }
        assertThat(diagnose().findings()).extracting(Finding::kind).contains(kind);
    }

    @Test
    void aHealthyJobHasNoFindings() {
        for (int rank = 0; rank < RANKS; rank++) {
            AscendTroubles.write(folder, rank, RANKS, Set.of());
        }
        Diagnosis diagnosis = diagnose();
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.excess()).isZero();
    }

    @Test
    void theRankForWhichAllOthersWaitIsNamed() {
        for (int rank = 0; rank < RANKS; rank++) {
            AscendTroubles.write(folder, rank, RANKS, EnumSet.of(rank == 2 ? Trouble.STRAGGLER : Trouble.WAITING));
        }
        assertThat(diagnose().findings()).first().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.STRAGGLER);
            assertThat(f.what()).contains("rank 2");
        });
    }

    @Test
    void everyTaskOfAHealthyJobButTheCollectivesIsPricedFromItsShapes() {
        AscendTroubles.write(folder, 0, RANKS, Set.of());
        Repricing repricing = new Repricer(Knowledge.bundled()).reprice(Profiles.read(folder).getFirst(), MACHINE, MACHINE);
        assertThat(repricing.uses()).allSatisfy(u -> assertThat(u.recognised()).isInstanceOf(u.use().exchange().isPresent() ? Recognised.Unshaped.class : Recognised.Computed.class));
        assertThat(repricing.reproduced()).isEqualTo(1);
    }

    private Diagnosis diagnose() {
        return new Diagnostician(Knowledge.bundled()).diagnose(Profiles.read(folder), MACHINE, Optional.empty(), "");
    }
}
