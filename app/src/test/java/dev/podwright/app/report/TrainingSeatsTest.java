package dev.podwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.catalog.Catalog;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import org.junit.jupiter.api.Test;

class TrainingSeatsTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static String drawn(TrainingLayout layout) {
        return TrainingSeats.of("here", CATALOG.joined(CATALOG.pod("h800-8"), (int) layout.ranks()), layout).html().toString();
    }

    @Test
    void ranksCountFromTensorOutwards() {
        String html = drawn(new TrainingLayout(2, true, 2, ContextKind.RING, 4, 2, 1, 1, 1));
        assertThat(html).contains("rank 1: stage 1, data rank 0, part 1 of the sequence, tensor rank 1", "rank 2: stage 1, data rank 0, part 2 of the sequence, tensor rank 0",
                "rank 4: stage 1, data rank 1, part 1 of the sequence, tensor rank 0", "rank 16: stage 2, data rank 0, part 1 of the sequence, tensor rank 0");
    }

    @Test
    void expertsInOneServerAreFramedAndOverSeveralTold() {
        assertThat(drawn(new TrainingLayout(1, false, 1, ContextKind.RING, 8, 1, 1, 4, 1)).split("class=\"frame\"")).as("two groups and the legend").hasSize(4);
        assertThat(drawn(new TrainingLayout(1, false, 1, ContextKind.RING, 16, 1, 1, 16, 1))).contains("Every 16 ranks in this order share the routed experts").doesNotContain("class=\"frame\"");
    }
}
