package dev.podwright.validation.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Document;
import dev.podwright.units.Interval;
import dev.podwright.validation.Row;
import dev.podwright.validation.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointsTest {
    private static final String SMALL = "model=llama-3.1-8b; chip=h100-sxm; pod=dgx-h100; weights_dtype=fp8; kv_dtype=fp8; chips_per_replica=1; total_chips=1; tp=1; ";
    private static final String[] ONE_OF_EACH = {
        "id=decode; mode=decode_only; arrival=batch; engine=SGLang; batch_per_replica=32; kv_tokens=1024; tpot_ms=1; output_tokens_per_s=1; " + SMALL,
        "id=prefill; mode=prefill_only; arrival=batch; engine=TensorRT-LLM; batch_per_replica=1; input_tokens=1024; output_tokens=1; ttft_ms=1; " + SMALL,
        "id=batch; mode=aggregated; arrival=batch; engine=TensorRT-LLM; engine_version=0.9.0; batch_per_replica=16; input_tokens=128; output_tokens=64; output_tokens_per_s=1; " + SMALL,
        "id=offline; mode=offline; arrival=offline; engine=TensorRT-LLM; input_tokens=128; output_tokens=128; num_prompts=64; output_tokens_per_s=1; requests_per_s=1; " + SMALL,
        "id=rate; mode=aggregated; arrival=rate; engine=vLLM; input_tokens=128; output_tokens=64; request_rate_per_s=4; num_prompts=40; ttft_ms=1; output_tokens_per_s=1; " + SMALL,
        "id=closed; mode=aggregated; arrival=concurrency; engine=sglang; input_tokens=128; output_tokens=64; concurrency=8; num_prompts=40; itl_ms=1; " + SMALL,
        "id=apart; mode=disaggregated; arrival=concurrency; engine=tensorrt-llm; model=llama-3.1-8b; chip=h100-sxm; pod=dgx-h100; weights_dtype=fp8; total_chips=4; prefill_tp=1; "
            + "prefill_replicas=2; decode_tp=2; decode_replicas=1; input_tokens=512; output_tokens=64; concurrency=8; num_prompts=40; ttft_ms=1; tpot_ms=1"};

    @TempDir
    Path folder;

    private static Map<Row, Points.Told> tell(Table table) {
        return new Points(Catalog.bundled(), Calibration.bundled(), PointFit.NONE).tell(table.rows());
    }

    private static double figure(Map<Row, Points.Told> told, Row row, String column) {
        Interval interval = ((Points.Told.Predicted) told.get(row)).figures().get(column);
        assertThat(interval.low()).isLessThan(interval.value());
        assertThat(interval.high()).isGreaterThan(interval.value());
        return interval.value();
    }

    @Test
    void everyModeIsPredictedInEveryFigureThatItPrints() {
        Table table = PointRows.table(folder, ONE_OF_EACH);
        Map<Row, Points.Told> told = tell(table);
        for (Row row : table.rows()) {
            assertThat(told.get(row)).as(row.text("id")).isInstanceOf(Points.Told.Predicted.class);
            Points.columns().stream().filter(row::has).forEach(column -> assertThat(figure(told, row, column)).as(row.text("id") + column).isPositive());
        }
        Row rate = table.rows().get(4);
        // Far below what it could serve: as many come out as go in, the last one's answer aside.
        assertThat(figure(told, rate, "output_tokens_per_s")).isCloseTo(4 * 64, within(0.25 * 4 * 64));
        Row offline = table.rows().get(3);
        assertThat(figure(told, offline, "output_tokens_per_s")).isCloseTo(128 * figure(told, offline, "requests_per_s"), within(0.02 * figure(told, offline, "output_tokens_per_s")));
        assertThat(told).usingRecursiveComparison().isEqualTo(tell(table));
    }

    @Test
    void whatDecidesAndIsUnknownIsSaid() {
        Table table = PointRows.table(folder, "id=a; mode=decode_only; arrival=batch; engine=x; kv_tokens=9; " + SMALL,
                "id=b; mode=offline; arrival=offline; engine=x; input_tokens=9; output_tokens=9; weights_dtype=fp8; model=llama-3.1-8b; chip=nobody-s-chip",
                "id=c; speculative=mtp; mode=decode_only; arrival=batch; engine=x; batch_per_replica=4; kv_tokens=99; " + SMALL);
        Map<Row, Points.Told> told = tell(table);
        assertThat(told.get(table.rows().get(0))).isEqualTo(new Points.Told.Lacking("decode only", true, "batch_per_replica"));
        assertThat(told.get(table.rows().get(1))).isInstanceOf(Points.Told.Unknown.class);
        assertThat(told.get(table.rows().get(2)).firm()).isFalse();
    }

    /// Points made with known terms give these terms back, and the file of a fit is read as it was written.
    @Test
    void fittedTermsAreThoseThatMadeThePoints() throws IOException {
        List<String> made = new ArrayList<>();
        // Two groups: what strangers are not better off with is not taken.
        for (String chip : new String[] {"chip=h100-sxm; pod=dgx-h100; ", "chip=h200-sxm; pod=h200-8; "}) {
            for (int batch : new int[] {1, 4, 16, 64, 256}) {
                String cells = "id=d%d; mode=decode_only; arrival=batch; engine=SGLang; batch_per_replica=%d; kv_tokens=2048; tpot_ms=%s; ".formatted(batch, batch, "%s") + SMALL + chip;
                Table one = PointRows.table(folder, cells.formatted("1"));
                double plain = figure(tell(one), one.rows().getFirst(), "tpot_ms");
                made.add(String.format(Locale.ROOT, cells, String.format(Locale.ROOT, "%.9f", 1.3 * plain)));
            }
        }
        Table table = PointRows.table(folder, made.toArray(String[]::new));
        PointFit fit = new Points(Catalog.bundled(), Calibration.bundled(), PointFit.NONE).fitted(table.rows());
        PointTerms terms = fit.terms().stream().filter(t -> t.key().equals("sglang|hopper|dense|pool")).findFirst().orElseThrow();
        double step = figure(tell(table), table.rows().getFirst(), "tpot_ms");
        // Shrinkage leaves a little, and a host time may stand for part of the factor at one batch.
        assertThat(1e3 * terms.host() + terms.decode() * step).isCloseTo(1.3 * step, within(0.1 * step));
        Path file = Files.writeString(folder.resolve("fit.json"), fit.json());
        assertThat(PointFit.read(Document.read(file)).json()).isEqualTo(fit.json());
    }
}
