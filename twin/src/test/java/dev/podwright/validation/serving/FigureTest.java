package dev.podwright.validation.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.layout.ServingLayout;
import dev.podwright.step.StepOverheads;
import dev.podwright.step.Speculation;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import dev.podwright.validation.Row;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
    private static final Cost STEP = Cost.leaf("step", 1, 0, Bound.MEMORY, Spread.NONE, "");

    @TempDir
    Path folder;

    private static Forecast forecast(double outputRate) {
        return new Forecast(0.2, 0.05, 0.1, 10, 3 * outputRate, outputRate, outputRate / 100, STEP);
    }

    @Test
    void ratesAreOfTheSystemOrOfOneOfItsChips() {
        Row whole = PointRows.row(folder, "id=a; model=llama-3.1-8b; chip=h100-sxm; weights_dtype=fp8; engine=vLLM; mode=offline; arrival=offline; chips_per_replica=2;"
                + "total_chips=8; tp=2; input_tokens=300; output_tokens=100");
        Point point = PointRows.point(whole);
        assertThat(point.both().orElseThrow()).isEqualTo(new PoolShape(new ServingLayout(2, 1, 1, 1), 4));
        assertThat(Figure.OUTPUT_TOKENS_PER_S.of(forecast(800), point, whole)).isEqualTo(800);
        assertThat(Figure.TOTAL_TOKENS_PER_S.of(forecast(800), point, whole)).isEqualTo(3200);
        assertThat(Figure.TTFT_MS.of(forecast(800), point, whole)).isCloseTo(200, within(1e-9));
        Row each = PointRows.row(folder, "id=a; model=llama-3.1-8b; chip=h100-sxm; weights_dtype=fp8; engine=vLLM; mode=offline; arrival=offline; chips_per_replica=2;"
                + "total_chips=8; tp=2; input_tokens=300; output_tokens=100; scope=per_chip");
        assertThat(Figure.OUTPUT_TOKENS_PER_S.of(forecast(800), PointRows.point(each), each)).isEqualTo(100);
    }

    /// cann-recipes-infer, DeepSeek-R1 on 64 packages of the 910C: 6,144 sequences on 128 dies are 48 on each; at 44.9 ms for a token they make
    /// 6144 / 0.0449 = 136,837 tokens a second, 2,138 for each package.
    @Test
    void packagesAreCountedAsChipsAndTheirDiesAsRanks() {
        Row row = PointRows.row(folder, "id=a; model=deepseek-r1; chip=ascend-910c; pod=cloudmatrix384; weights_dtype=int8; activation_dtype=int8; kv_dtype=int8; "
                + "engine=cann-recipes-infer; mode=decode_only; arrival=batch; chips_per_replica=64; total_chips=64; layout_unit=die; tp=1; ep=128; attention_dp=128; "
                + "kv_tokens=4096; batch_per_replica=6144; speculative=mtp; tokens_per_step=1.7; scope=per_chip; notes=draft tokens 1");
        Point point = PointRows.point(row);
        assertThat(point.both().orElseThrow()).isEqualTo(new PoolShape(new ServingLayout(1, 128, 1, 128), 1));
        assertThat(point.speculation()).isEqualTo(new Speculation(1, 1.7));
        Forecast printed = new Forecast(Double.NaN, 0.0449, 1.7 * 0.0449, Double.NaN, Double.NaN, 6144 / 0.0449, Double.NaN, STEP);
        assertThat(Figure.OUTPUT_TOKENS_PER_S.of(printed, point, row)).isCloseTo(2138, within(0.5));
    }

    @Test
    void diesStandForThemselves() {
        Row row = PointRows.row(folder, "id=a; model=qwen3-8b; chip=ascend-910c-die; pod=cloudmatrix384; weights_dtype=bf16; engine=vLLM-Ascend; mode=offline; arrival=offline; "
                + "chips_per_replica=2; total_chips=4; tp=2; input_tokens=100; output_tokens=100; scope=per_chip");
        Point point = PointRows.point(row);
        assertThat(point.both().orElseThrow()).isEqualTo(new PoolShape(new ServingLayout(2, 1, 1, 1), 2));
        assertThat(Figure.OUTPUT_TOKENS_PER_S.of(forecast(800), point, row)).isEqualTo(200);
    }

    /// A batch of 64: prompts first, then 9 more steps; the rate counts both, and a factor on either counts in its part.
    @Test
    void aStaticBatchIsItsPromptsAndItsSteps() {
        Row row = PointRows.row(folder, "id=a; model=gpt-j-6b; chip=h100-sxm; weights_dtype=fp8; kv_dtype=fp8; engine=TensorRT-LLM; engine_version=0.9.0; mode=aggregated; arrival=batch; "
                + "chips_per_replica=1; total_chips=1; tp=1; input_tokens=128; output_tokens=10; batch_per_replica=64");
        Point point = PointRows.point(row);
        assertThat(point.mode()).isEqualTo(Mode.STATIC_BATCH);
        PointPredictor predictor = new PointPredictor(Fixtures.MACHINES);
        Forecast f = predictor.predict(row, point, StepOverheads.NONE);
        assertThat(f.latency()).isCloseTo(f.ttft() + 9 * f.tpot(), within(1e-12));
        assertThat(f.outputRate()).isCloseTo(640 / f.latency(), within(1e-6));
        Forecast slower = predictor.predict(row, point, new StepOverheads(1e-3, 0, 2, 3));
        assertThat(slower.ttft()).isCloseTo(1e-3 + 3 * f.ttft(), within(1e-12));
        assertThat(slower.tpot()).isCloseTo(1e-3 + 2 * f.tpot(), within(1e-12));
    }
}
