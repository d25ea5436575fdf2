package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Catalog;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.units.Spread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CollectiveFitterTest {
    private static final Map<String, Bench> BENCHES = Bench.of(Catalog.bundled());

    private static Path evidence() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shared/evidence/collectives"))) {
            here = here.getParent();
        }
        Assumptions.assumeTrue(here != null, "no measured collectives beside the repository");
        return here.resolve("shared/evidence/collectives");
    }

    private static ExchangeRow row(String harness, int ranks, double bytes, double seconds) {
        return new ExchangeRow("a100-sxm-80", "all_gather", ExchangeRow.Kernel.LIBRARY, 1, 8, new Collective.AllGather(bytes, Group.adjacent(ranks)), 0,
                seconds, harness, harness);
    }

    @Test
    void theNumbersThatMadeTheRowsAreFoundAgainThoughHarnessesLaunchDifferently() {
        Bench bench = BENCHES.get("a100-sxm-80");
        List<ExchangeRow> rows = new ArrayList<>();
        for (String harness : List.of("graph", "stream")) {
            var truth = new CollectiveFit("a100-sxm-80", "all_gather", 0.6, 2e-6, harness.equals("graph") ? 5e-6 : 20e-6, 1, 0, 0, Spread.NONE, "");
            for (int ranks : new int[] {2, 4, 8}) {
                for (double bytes = 1e3; bytes < 1e9; bytes *= 8) {
                    ExchangeRow shape = row(harness, ranks, bytes, 1);
                    double seconds = Fabric.of(bench.pod(shape), bench.chip(), List.of(truth)).price("c", shape.collective()).seconds();
                    rows.add(row(harness, ranks, bytes, seconds));
                }
            }
        }
        CollectiveFit fit = CollectiveFitter.fit(rows, BENCHES).stream().filter(f -> f.chip().equals("a100-sxm-80")).findFirst().orElseThrow();
        assertThat(fit.bandwidthEfficiency()).isCloseTo(0.6, within(0.01));
        assertThat(fit.latency()).isCloseTo(2e-6, within(0.1e-6));
        assertThat(fit.launch()).isCloseTo(5e-6, within(0.5e-6));
        assertThat(fit.medianError()).isLessThan(0.02);
    }

    @Test
    void measuredCollectivesArePredictedWithoutHavingBeenFitted() {
        List<CollectiveFit> fits = CollectiveFitter.fit(evidence(), BENCHES);
        assertThat(error(fits, "h200-sxm", "all_gather")).isLessThan(0.2);
        assertThat(error(fits, "b200-sxm", "reduce_scatter")).isLessThan(0.2);
        assertThat(error(fits, "ascend-910c-die", "all_gather")).isLessThan(0.2);
        assertThat(error(fits, "h200-sxm", "dispatch")).isLessThan(0.1);
        assertThat(error(fits, "family/hopper/switch", "all_reduce")).isLessThan(0.2);
    }

    private static double error(List<CollectiveFit> fits, String owner, String operation) {
        return fits.stream().filter(f -> f.chip().equals(owner) && f.operation().equals(operation)).findFirst().orElseThrow().medianError();
    }
}
