package dev.podwright.validation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
    @TempDir
    private Path root;

    private Folder folder() {
        return new Folder(root);
    }

    @Test
    void aRowBecomesAPredictionWithItsCost() throws IOException {
        JudgedRow row = folder().with("kernels/h100-sxm/gemm.csv", Folder.GEMM, Folder.gemm("a", "h100-sxm", 4096, 4096, 4096, 200)).rows().getFirst();

        assertThat(row.kind()).isEqualTo(Kind.GEMM);
        assertThat(row.source()).isEqualTo("repository@1");
        assertThat(row.measured()).hasValue(200);
        assertThat(row.outcome()).isInstanceOfSatisfying(Outcome.Predicted.class, predicted -> {
            assertThat(predicted.interval().value()).isCloseTo(predicted.cost().seconds() * 1e6, within(1e-6)).isBetween(139.0, 400.0);
            assertThat(predicted.interval().low()).isLessThan(predicted.interval().value());
        });
    }

    @Test
    void anEmptyCellMakesARowInsufficientAndNamesTheColumn() throws IOException {
        Verdict verdict = folder().with("kernels/h100-sxm/gemm.csv", Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, "", 64, 5),
                Folder.gemm("b", "h100-sxm", 1, 64, 64, "")).verdict();

        assertThat(verdict.totals().firstEntry().getValue().insufficient()).containsOnly(Map.entry("n", 1), Map.entry("latency_us", 1));
    }

    @Test
    void anUnknownChipIsUnpredictableWithAReason() throws IOException {
        Verdict verdict = folder().with("kernels/h1000/gemm.csv", Folder.GEMM, Folder.gemm("a", "h1000", 1, 64, 64, 5)).verdict();

        assertThat(verdict.totals().firstEntry().getValue().unpredicted()).containsOnlyKeys("the catalogue has no chip h1000");
    }

    @Test
    void anUnknownFormatIsUnpredictableWithAReason() throws IOException {
        String line = Folder.gemm("a", "h100-sxm", 1, 64, 64, 5).replace("bf16", "posit8");
        assertThat(folder().with("kernels/h100-sxm/gemm.csv", Folder.GEMM, line).verdict().totals().firstEntry().getValue().unpredictedRows()).isEqualTo(1);
    }

    @Test
    void missingAndEmptyPartsAreSkippedAndNamed() throws IOException {
        Verdict verdict = folder().with("kernels/h100-sxm/gemm.csv", Folder.GEMM).verdict();
        Files.writeString(root.resolve("kernels/h100-sxm/gemm.csv"), "");
        Verdict empty = folder().verdict();

        assertThat(verdict.absent()).contains(new Verdict.Absent(Kind.MOE, "kernels/*/moe.csv", "missing"),
                new Verdict.Absent(Kind.TRAINING, "training/measured.csv", "missing")).noneMatch(a -> a.file().contains("gemm"));
        assertThat(empty.absent()).contains(new Verdict.Absent(Kind.GEMM, "kernels/h100-sxm/gemm.csv", "empty"));
    }

    @Test
    void aTableThatNoKindReadsIsNamed() throws IOException {
        assertThat(folder().with("kernels/h100-sxm/gem.csv", "id").verdict().unread()).containsExactly("kernels/h100-sxm/gem.csv");
    }

    @Test
    void onlyTheKindsAskedForAreRead() throws IOException {
        folder().with("kernels/h100-sxm/gemm.csv", Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, 64, 64, 5)).with("training/measured.csv", "broken");
        Verdict verdict = new Judge(Catalog.bundled(), Calibration.bundled(), _ -> false).judge(new Evidence(root), EnumSet.of(Kind.GEMM), _ -> {});

        assertThat(verdict.totals()).hasSize(1);
        assertThat(verdict.absent()).allMatch(a -> a.kind() == Kind.GEMM);
    }

    @Test
    void rowsThatTheCalibrationHasSeenAreSummedUpApart() throws IOException {
        folder().with("kernels/h100-sxm/gemm.csv", Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, 64, 64, 5), Folder.gemm("b", "h100-sxm", 2, 64, 64, 5));
        Verdict verdict = new Judge(Catalog.bundled(), Calibration.bundled(), row -> row.text("id").equals("a"))
                .judge(new Evidence(root), EnumSet.of(Kind.GEMM), _ -> {});

        assertThat(verdict.totals().keySet()).containsExactly(new Whole(Kind.GEMM, false, Metric.TIME_US), new Whole(Kind.GEMM, true, Metric.TIME_US));
    }

    @Test
    void repeatsGiveANoiseFloor() throws IOException {
        String[] lines = {Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, 64, 64, 9), Folder.gemm("b", "h100-sxm", 1, 64, 64, 10),
            Folder.gemm("c", "h100-sxm", 1, 64, 64, 12), Folder.gemm("d", "h100-sxm", 2, 64, 64, 50)};
        NoiseFloor floor = folder().with("kernels/h100-sxm/gemm.csv", lines).verdict().noise().getFirst();

        assertThat(floor.repeated()).isEqualTo(1);
        assertThat(floor.rows()).isEqualTo(3);
        // Distances from the middle, 10: 0.1, 0, 0.2.
        assertThat(floor.median()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aTimeThatOnlyAWarmCacheExplainsIsCounted() throws IOException {
        // 32 MB of weights in 5 us are 6.7 TB/s: more than the memory of an H100, less than its cache holds.
        Verdict verdict = folder().with("kernels/h100-sxm/gemm.csv", Folder.GEMM, Folder.gemm("a", "h100-sxm", 1, 4096, 4096, 5)).verdict();

        assertThat(verdict.beyond()).singleElement().isEqualTo(new Verdict.Beyond(Kind.GEMM, Physics.WARM, 1));
    }

    @Test
    void theSameFolderGivesTheSameVerdict() throws IOException {
        List<String> lines = new ArrayList<>(List.of(Folder.GEMM));
        for (int i = 1; i < 400; i++) {
            lines.add(Folder.gemm("row" + i, i % 7 == 0 ? "h1000" : "h200-sxm", i, 64 * i, 512, 20 + i));
        }
        folder().with("kernels/h200-sxm/gemm.csv", lines.toArray(String[]::new));
        List<JudgedRow> first = new ArrayList<>();
        List<JudgedRow> second = new ArrayList<>();

        assertThat(folder().verdict(first)).isEqualTo(folder().verdict(second));
        assertThat(first).isEqualTo(second).hasSize(399);
    }

    @Test
    void aPublishedRateBecomesATime() throws IOException {
        String header = "id,op,chip,dtype,kv_dtype,model,batch,m,n,k,groups,q_len,kv_len,heads,kv_heads,head_dim,topk,tokens,gpus,latency_us,tflops,gbps,"
                + "fraction_of_peak,fraction_of_bandwidth,source,quality,notes";
        folder().with("kernels/published.csv", header,
                "rate,gemm,h100-sxm,bf16,,,,4096,4096,4096,,,,,,,,,,,500,,,,s,A,",
                "share,gemm,h100-sxm,bf16,,,,4096,4096,4096,,,,,,,,,,,,,0.5,,s,A,",
                "shapeless,gemm,h100-sxm,bf16,,,,,,,,,,,,,,,,,500,,,,s,A,",
                "strange,fft,h100-sxm,bf16,,,,,,,,,,,,,,,,10,,,,,s,A,");
        List<JudgedRow> rows = folder().rows();

        double flops = 2.0 * 4096 * 4096 * 4096;
        assertThat(rows.get(0).measured().orElseThrow()).isCloseTo(flops / 500e12 * 1e6, within(1e-9));
        assertThat(rows.get(1).measured().orElseThrow()).isCloseTo(flops / (0.5 * 989e12) * 1e6, within(1.0));
        assertThat(rows.get(2).outcome()).isEqualTo(new Outcome.Insufficient("m"));
        assertThat(rows.get(3).outcome()).isInstanceOf(Outcome.Unpredictable.class);
    }
}
