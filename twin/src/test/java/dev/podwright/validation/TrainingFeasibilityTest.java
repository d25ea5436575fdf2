package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podwright.catalog.Catalog;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every measured training run ran: what is predicted for it must fit its chip.
class TrainingFeasibilityTest {
    private static final double GIB = 1L << 30;
    /// Share of the runs that must fit.
    private static final double FLOOR = 0.95;
    private static final Catalog CATALOG = Catalog.bundled();

    @Test
    void measured_runs_fit_their_chips() {
        List<TrainingRow> rows = TrainingRows.read(new Evidence(evidence()), CATALOG).rows();
        List<String> misfits = new ArrayList<>();
        for (TrainingRow row : rows) {
            TrainingMemory memory = memory(row);
            if (!memory.fits()) {
                misfits.add(text(row, memory));
            }
        }
        double share = 1 - (double) misfits.size() / rows.size();
        assertThat(share).as("%d of %d fit, not these:%n%s", rows.size() - misfits.size(), rows.size(), String.join("\n", misfits))
                .isGreaterThanOrEqualTo(FLOOR);
        System.out.printf(Locale.ROOT, "%d of %d measured training runs fit (%.1f %%).%n", rows.size() - misfits.size(), rows.size(), 100 * share);
    }

    /// What a source does not say is taken to be nothing recomputed if that fits, else everything.
    private static TrainingMemory memory(TrainingRow row) {
        return Stream.of(Recompute.NONE, Recompute.FULL).map(assumed -> memory(row, row.setup(assumed)))
                .filter(TrainingMemory::fits).findFirst().orElseGet(() -> memory(row, row.setup(Recompute.FULL)));
    }

    private static TrainingMemory memory(TrainingRow row, TrainingSetup setup) {
        return TrainingMemory.of(row.model(), row.recipe().quantization(), setup, CATALOG.rankChip(row.pod()), row.software(),
                row.recipe().sequence(), setup.microBatches(row.recipe().globalBatch()), row.recipe().loraRank());
    }

    private static String text(TrainingRow row, TrainingMemory memory) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s (%s): %.1f of %.1f GiB on stage %d", row.id(), row.setup(Recompute.FULL),
                memory.fullest().bytes() / GIB, memory.usable() / GIB, memory.fullest().stage()));
        memory.fullest().terms().forEach(t -> text.append(String.format(Locale.ROOT, ", %s %.1f", t.name(), t.bytes() / GIB)));
        return text.toString();
    }

    private static Path evidence() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("shared/evidence/training/measured.csv"))) {
            here = here.getParent();
        }
        assumeTrue(here != null, "the measured training runs are not here");
        return here.resolve("shared/evidence");
    }
}
