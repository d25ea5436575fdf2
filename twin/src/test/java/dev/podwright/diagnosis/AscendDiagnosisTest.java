package dev.podwright.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.knowledge.Knowledge;
import dev.podwright.plan.Subject;
import dev.podwright.profile.Profiles;
import dev.podwright.profile.ascend.AscendTroubles;
import dev.podwright.repricing.Machine;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From files of the Ascend PyTorch profiler to findings, with nothing made by hand between.
class AscendDiagnosisTest {
    private static final int RANKS = 4;
    private static final Machine MACHINE = machine();

    @TempDir
    private Path folder;

    private static Machine machine() {
        Catalog catalog = Catalog.bundled();
        Subject subject = Subject.of("ascend-910b2", catalog);
        return Machine.of(subject.id(), subject.pod(), catalog, Calibration.bundled());
    }

    private Diagnosis diagnose(Set<AscendTroubles.Trouble> troubles, boolean oneRank) {
        for (int rank = 0; rank < RANKS; rank++) {
            AscendTroubles.write(folder, rank, RANKS, oneRank && rank != 2 ? Set.of() : troubles);
        }
        return new Diagnostician(Knowledge.bundled()).diagnose(Profiles.read(folder), MACHINE, Optional.empty(), "");
    }

    @ParameterizedTest
    @CsvSource({"HOST_BOUND, HOST_GAPS", "EXPOSED_COMMUNICATION, EXPOSED_COMMUNICATION", "CPU_FALLBACK, CPU_FALLBACK", "SLOW_PRODUCTS, SLOW_OPERATOR", "STRAGGLER, STRAGGLER",
        "MISSED_TILES, UNALIGNED_SHAPE", "TRANSDATA, FORMAT_CONVERSION"})
    void aPlantedTroubleIsTheFirstFinding(AscendTroubles.Trouble trouble, Finding.Kind kind) {
        List<Finding> findings = diagnose(EnumSet.of(trouble), trouble == AscendTroubles.Trouble.STRAGGLER).findings();

        assertThat(findings.getFirst().kind()).isEqualTo(kind);
        assertThat(findings).allSatisfy(f -> assertThat(f.evidence()).isNotEmpty());
    }

    @Test
    void theHealthyJobHasNoFindings() {
        Diagnosis healthy = diagnose(Set.of(), false);

        assertThat(healthy.findings()).isEmpty();
        assertThat(healthy.excess()).isLessThan(1e-9);
    }
}
