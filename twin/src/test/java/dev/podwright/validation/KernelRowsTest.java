package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelRowsTest {
    /// A row of the named cells; the columns that every table has are filled in.
    private static Row row(String... cells) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("framework", "f", "framework_version", "1", "source_dtype", "bfloat16",
                "dtype", "bf16", "kv_dtype", "bf16", "latency_us", "10", "source", "a/b@c:d/e", "notes", ""));
        for (int i = 0; i < cells.length; i += 2) {
            values.put(cells[i], cells[i + 1]);
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        values.keySet().forEach(k -> columns.put(k, columns.size()));
        return new Row("t.csv", 2, columns, values.values().toArray(String[]::new));
    }

    private static Optional<Sample> experts(String distribution, String tokens, String ep) {
        return KernelRows.sample("moe", row("tokens", tokens, "hidden", "4096", "inter", "1536", "topk", "8", "experts", "128", "tp", "2",
                "ep", ep, "distribution", distribution, "gated", "1", "kernel", "grouped"));
    }

    @Test
    void a_product_keeps_shape_formats_seconds_and_source() {
        Sample sample = KernelRows.sample("gemm", row("m", "8", "n", "4096", "k", "1024", "dtype", "w4a16", "source_dtype", "int4_wo")).orElseThrow();
        assertThat(sample.operator()).isEqualTo(
                new Operator.Gemm("gemm", 1, 8, 4096, 1024, Precision.INT4, Precision.BF16, Precision.BF16));
        assertThat(sample.seconds()).isCloseTo(10e-6, within(1e-18));
        assertThat(sample.group()).isEqualTo("4096x1024");
        assertThat(sample.source()).isEqualTo("a/b@c");
    }

    @Test
    void balanced_routing_reaches_as_many_experts_as_there_are_pairs() {
        Operator.Experts experts = (Operator.Experts) experts("balanced", "4", "2").orElseThrow().operator();
        assertThat(experts.pairs()).isEqualTo(16);
        assertThat(experts.activeExperts()).isEqualTo(16);
        assertThat(experts.localExperts()).isEqualTo(64);
        assertThat(experts.inter()).isEqualTo(768);
    }

    @Test
    void experts_go_by_framework_version_kernel_and_format() {
        assertThat(experts("balanced", "4", "2").orElseThrow().variant()).isEqualTo("f 1 grouped bfloat16");
        assertThat(KernelRows.sample("gemm", row("m", "8", "n", "8", "k", "8", "kernel", "x")).orElseThrow().variant()).isEqualTo("f 1 bfloat16");
    }

    @Test
    void random_routing_reaches_the_expected_number_of_experts() {
        Operator.Experts experts = (Operator.Experts) experts("uniform_random", "2", "1").orElseThrow().operator();
        // 128 * (1 - (120 / 128)^2) = 15.5
        assertThat(experts.activeExperts()).isCloseTo(15.5, within(1e-9));
    }

    @Test
    void rows_that_did_not_time_the_operator_alone_are_left_out() {
        assertThat(KernelRows.sample("dsa_module", row())).isEmpty();
    }

    @Test
    void a_library_that_attends_in_the_latent_is_fitted_with_the_arithmetic_of_the_operator() {
        Operator absorbed = KernelRows.sample("mla_prefill", row("batch", "1", "q_len", "8", "kv_len", "8", "heads", "16", "notes",
                "absorbed form (attends in the 576-wide latent)")).orElseThrow().operator();
        // 36 pairs of a query and a key, 16 heads, keys of 192 and values of 128: the library's own 3.4 times as many are its inefficiency.
        assertThat(absorbed.flops()).isEqualTo(2.0 * 16 * 36 * (192 + 128));
    }

    @Test
    void a_window_cuts_what_decoding_reads() {
        Operator.DecodeAttention decode = (Operator.DecodeAttention) KernelRows.sample("attention_decode", row("batch", "4", "q_len", "1",
                "kv_len", "9000", "heads", "32", "kv_heads", "8", "head_dim", "128", "window", "1024")).orElseThrow().operator();
        assertThat(decode.context()).isEqualTo(1024);
    }

    @Test
    void an_unknown_format_is_refused() {
        assertThatThrownBy(() -> KernelRows.sample("gemm", row("m", "8", "n", "8", "k", "8", "dtype", "fp5")))
                .isInstanceOf(InputException.class).hasMessageContaining("fp5");
    }

    @Test
    void weights_that_fit_in_the_cache_say_nothing_of_memory() {
        Sample warm = KernelRows.sample("gemm", row("m", "1", "n", "1024", "k", "2048", "latency_us", "2")).orElseThrow();
        Sample slow = KernelRows.sample("gemm", row("m", "1", "n", "1024", "k", "2048", "latency_us", "20")).orElseThrow();
        Sample large = KernelRows.sample("gemm", row("m", "1", "n", "8192", "k", "8192", "latency_us", "35")).orElseThrow();
        assertThat(Warmth.cold(warm, Catalog.bundled().chip("h200-sxm"))).isFalse();
        assertThat(Warmth.cold(slow, Catalog.bundled().chip("h200-sxm"))).isTrue();
        assertThat(Warmth.cold(large, Catalog.bundled().chip("h200-sxm"))).isTrue();
    }
}
