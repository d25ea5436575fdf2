package dev.podwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.layout.ServingLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelsDrawingTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static String drawn(Pod pod, ServingLayout layout, int replicas) {
        return ServingSeats.of("here", pod, Fabric.of(pod, CATALOG.rankChip(pod), List.of()), layout, replicas).html().toString();
    }

    @Test
    void tensorNeighboursShareNumberAndColour() {
        String html = drawn(CATALOG.pod("h800-8"), new ServingLayout(2, 4, 1, 8), 1);
        assertThat(html).contains("rank 2: replica 0, stage 0, attention group 1, tensor rank 0, expert rank 2",
                "rank 3: replica 0, stage 0, attention group 1, tensor rank 1, expert rank 3");
        assertThat(html.split("class=\"frame\"")).as("one frame for the experts of the server, one in the legend").hasSize(3);
    }

    @Test
    void whatIsAlikeIsCountedWhereItIsTooMuchToDraw() {
        String html = drawn(CATALOG.pod("cloudmatrix384"), new ServingLayout(1, 256, 1, 256), 1);
        assertThat(html).contains("+ 10 more × ub-l1 group", "32 × ub-l1 group not used");
        assertThat(html.split("class=\"seat tone-")).hasSizeLessThan(110);
    }

    @Test
    void pipelineStagesAreNumbered() {
        assertThat(drawn(CATALOG.pod("h800-8"), new ServingLayout(2, 1, 4, 1), 1)).contains(">3.1<", "stage.rank");
    }

    @Test
    void furtherReplicasAreFaint() {
        assertThat(drawn(CATALOG.pod("h800-8"), new ServingLayout(4, 1, 1, 1), 2)).contains("faint\" title=\"rank 4: replica 1");
    }

    @Test
    void aSingleCardIsASingleSeat() {
        assertThat(drawn(CATALOG.adHoc("l40s", 1), new ServingLayout(1, 1, 1, 1), 1)).contains("a rank that holds the whole model", "rank 0: replica 0");
    }
}
