package dev.podwright.app.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.Dependence;
import dev.podwright.calibration.SeenRows;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import dev.podwright.validation.RowHash;
import dev.podwright.validation.Table;
import dev.podwright.validation.judge.Judge;
import dev.podwright.validation.judge.Kind;
import dev.podwright.validation.judge.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyPageTest {
    private static final int MOST_BYTES = 150_000;

    @TempDir
    private Path folder;

    private AccuracyPage.Written written() throws IOException {
        StringBuilder csv = new StringBuilder("id,chip,framework,framework_version,kernel,dtype,source_dtype,m,n,k,latency_us,source,quality,notes\n");
        for (int i = 0; i < 80; i++) {
            double m = Math.pow(2, i % 14);
            csv.append(String.format(Locale.ROOT, "g%d,h200-sxm,vllm,0.24.0,linear,bf16,bfloat16,%.0f,4096,%d,%.2f,somebody/tables@1,A,%n", i, m, 1024 + 64 * i, 6 + m * 0.05));
        }
        Path file = Files.writeString(Files.createDirectories(folder.resolve("kernels/h200-sxm")).resolve("gemm.csv"), csv);
        SeenRows.Builder half = new SeenRows.Builder();
        Table.read(file).rows().subList(0, 40).forEach(row -> half.add(RowHash.of(row)));
        Calibration calibration = Calibration.bundled().with(half.build()).with(new Dependence(0.55, 0.15, 300, 9000));
        AccuracyPage.Draft draft = new AccuracyPage.Draft();
        Verdict verdict = new Judge(Catalog.bundled(), calibration, row -> calibration.seen().contains(RowHash.of(row)))
                .judge(new Evidence(folder), EnumSet.of(Kind.GEMM), draft);
        return draft.written(verdict, calibration, "Made for a test.", Map.of("published", "Nothing published.", "layers", "No layers."));
    }

    @Test
    void the_page_tells_rows_that_were_fitted_from_new_ones_and_leaves_no_gap() throws IOException {
        String page = written().page();
        assertThat(page).contains("Made for a test.", "## By kind", "| matrix products | time_us | 80 |", "| seen | 4", "| new | ", "55 % is common",
                "pictures/accuracy-gemm.svg", "Nothing published.").doesNotContain("{{", "}}");
    }

    @Test
    void pictures_are_small_and_well_formed() throws Exception {
        Map<String, String> pictures = written().pictures();
        assertThat(pictures).containsOnlyKeys("accuracy-gemm.svg");
        for (String svg : pictures.values()) {
            assertThat(svg.length()).isLessThan(MOST_BYTES);
            var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        }
    }

    @Test
    void the_same_folder_gives_the_same_page() throws IOException {
        assertThat(written()).isEqualTo(written());
    }

    @Test
    void a_crowded_picture_stays_small_and_shows_every_chip() {
        Cloud cloud = new Cloud();
        for (int i = 0; i < 200_000; i++) {
            double measured = Math.pow(10, i % 1000 / 200.0);
            cloud.add("chip" + i % 5, measured, measured * (0.2 + i % 977 / 300.0));
        }
        assertThat(CloudPicture.of("kind", "time_us", cloud).length()).isLessThan(MOST_BYTES);
        assertThat(cloud.points()).hasSize(5).allSatisfy((chip, points) -> assertThat(points).isNotEmpty());
        assertThat(cloud.rows()).isEqualTo(200_000);
        assertThat(cloud.errors()).hasSize(Cloud.BINS);
    }
}
