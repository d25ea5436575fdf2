package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.CollectiveFit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CollectiveFitterTest {

    private static Path evidence() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shared/evidence/collectives"))) {
            here = here.getParent();
        }
        Assumptions.assumeTrue(here != null, "no measured collectives beside the repository");
        return here.resolve("shared/evidence/collectives");
    }

    @Test
    void measuredCollectivesArePredictedWithoutHavingBeenFitted() {
        List<CollectiveFit> fits = CollectiveFitter.fit(evidence(), Benches.all());
        System.out.println(CollectiveFitter.table(fits));
        assertThat(fits).isNotEmpty();
    }
}
