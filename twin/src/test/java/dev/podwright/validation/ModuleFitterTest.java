package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.ModuleFit;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleFitterTest {
    private static final Chip CHIP = Catalog.bundled().chip("h200-sxm");

    private static Row row(String model, int batch, int heads, int context, double latency) {
        Map<String, String> cells = new LinkedHashMap<>(Map.of("framework", "vllm", "framework_version", "1", "source_dtype", "bfloat16",
                "phase", "decode", "model", model, "gemm_dtype", "bf16", "kv_dtype", "bf16", "q_len", "1"));
        cells.putAll(Map.of("batch", "" + batch, "heads", "" + heads, "kv_len", "" + context, "latency_us", String.format(Locale.ROOT, "%.6f", latency)));
        Map<String, Integer> columns = new LinkedHashMap<>();
        cells.keySet().forEach(name -> columns.put(name, columns.size()));
        return new Row("t.csv", 2, columns, cells.values().toArray(String[]::new));
    }

    @Test
    void a_block_runs_latent_attention_between_its_projections() {
        List<String> names = ModuleRows.operators(row("deepseek-v3", 8, 16, 4096, 1)).stream().map(Operator::name).toList();
        assertThat(names).contains("attention.qkv_down", "attention.core", "attention.output").noneMatch(n -> n.contains("indexer"));
        assertThat(ModuleRows.operators(row("deepseek-v3.2", 8, 16, 4096, 1))).anyMatch(o -> o.name().contains("indexer"));
        assertThat(ModuleRows.operators(row("deepseek-v3.1-nvfp4", 8, 16, 4096, 1))).isNotEmpty();
    }

    @Test
    void a_model_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> ModuleRows.operators(row("deepseek-v99", 8, 16, 4096, 1))).isInstanceOf(InputException.class);
    }

    @Test
    void launches_and_scale_are_found_again() {
        Kernels kernels = Kernels.of(CHIP, List.of(CHIP), Calibration.bundled(), ModuleRows.library(row("deepseek-v3", 1, 1, 1, 1)));
        List<Row> rows = new ArrayList<>();
        for (int batch = 1; batch <= 512; batch *= 2) {
            for (int heads = 8; heads <= 128; heads *= 4) {
                for (int context = 128; context <= 32768; context *= 4) {
                    double sum = ModuleRows.operators(row("deepseek-v3", batch, heads, context, 1)).stream().mapToDouble(kernels::seconds).sum();
                    rows.add(row("deepseek-v3", batch, heads, context, 60 + 1.3e6 * sum));
                }
            }
        }
        ModuleFit.Subject subject = ModuleRows.subject("mla_module", CHIP.id(), rows.getFirst());
        ModuleFit fit = new ModuleFitter(Calibration.bundled(), List.of(CHIP)).fit(Map.of(subject, rows)).getFirst();
        assertThat(fit.subject()).isEqualTo(new ModuleFit.Subject("h200-sxm", "mla_module.decode", "vllm 1"));
        assertThat(fit.launch()).isCloseTo(60e-6, within(6e-6));
        assertThat(fit.scale()).isCloseTo(1.3, within(0.1));
        assertThat(fit.medianError()).isLessThan(0.02);
    }
}
