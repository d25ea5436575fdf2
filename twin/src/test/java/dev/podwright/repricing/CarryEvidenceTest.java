package dev.podwright.repricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.aten.AtenOperators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which estimate of the time on another chip is better, where the same shapes were measured on both: predicted there, or measured here times the ratio of
/// the predictions. Evidence behind [Carry].
class CarryEvidenceTest {
    private static final int EACH = 3;

    /// @param here measured on the source
    /// @param there measured on the target
    private record Pair(double here, double there, double predictedHere, double predictedThere) {
        double direct() {
            return predictedThere;
        }

        double ratio() {
            return predictedThere * here / predictedHere;
        }
    }

    @ParameterizedTest
    @CsvSource({"ascend-910b, ascend-910b2, 1", "ascend-910c-die, ascend-910c-die, 1"})
    void what_a_kernel_of_cuda_deviates_by_does_not_go_along_to_ascend(String folder, String chip, int each) {
        for (String table : List.of("gemm", "attention_prefill", "attention_decode")) {
            List<Pair> pairs = pairs(table, folder, chip, false, each);
            assertThat(median(pairs, Pair::direct)).as(table).isLessThan(median(pairs, Pair::ratio));
            assertThat(share(pairs)).as(table).isBetween(-0.3, 0.3);
        }
    }

    @ParameterizedTest
    @CsvSource({"h200-sxm, h200-sxm"})
    void inside_a_family_it_does(String folder, String chip) {
        for (String table : List.of("gemm", "attention_prefill", "attention_decode")) {
            List<Pair> pairs = pairs(table, folder, chip, true, EACH);
            assertThat(median(pairs, Pair::ratio)).as(table).isLessThan(median(pairs, Pair::direct));
            assertThat(share(pairs)).as(table).isGreaterThan(0.4);
        }
    }

    @ParameterizedTest
    @CsvSource({"a100-sxm-80, a100-sxm-80"})
    void between_generations_of_a_vendor_some_does(String folder, String chip) {
        List<Pair> pairs = new ArrayList<>();
        for (String table : List.of("gemm", "attention_prefill", "attention_decode")) {
            pairs.addAll(pairs(table, folder, chip, true, EACH));
        }
        assertThat(share(pairs)).isBetween(0.25, 0.9);
    }

    /// The exponent of (measured / predicted on the source) that leaves the least squares of logarithms.
    private static double share(List<Pair> pairs) {
        double products = 0;
        double squares = 0;
        for (Pair pair : pairs) {
            double x = Math.log(pair.here / pair.predictedHere);
            products += x * Math.log(pair.there / pair.predictedThere);
            squares += x * x;
        }
        return products / squares;
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> estimate) {
        double[] errors = pairs.stream().mapToDouble(p -> Math.abs(estimate.applyAsDouble(p) / p.there - 1)).sorted().toArray();
        return errors[errors.length / 2];
    }

    private static List<Pair> pairs(String table, String there, String chip, boolean sameFramework, int each) {
        Optional<Path> folder = EvidenceRows.folder();
        Assumptions.assumeTrue(folder.isPresent(), "measured kernel times are not at hand");
        Map<String, List<Map<String, String>>> here = new HashMap<>();
        for (Map<String, String> row : EvidenceRows.rows(folder.get(), "h100-sxm", table)) {
            here.computeIfAbsent(key(table, row), _ -> new ArrayList<>()).add(row);
        }
        Pricer source = new Pricer(Made.machine("h100-sxm", 1));
        Pricer target = new Pricer(Made.machine(chip, 1));
        List<Pair> pairs = new ArrayList<>();
        int number = 0;
        for (Map<String, String> row : EvidenceRows.rows(folder.get(), there, table)) {
            Optional<Use> use = EvidenceRows.use(table, row);
            if (use.isEmpty() || row.get("dtype").equals("fp8") || number++ % each != 0) {
                continue;
            }
            for (Map<String, String> other : here.getOrDefault(key(table, row), List.of())) {
                if (sameFramework && !other.get("framework").equals(row.get("framework")) || EvidenceRows.use(table, other).isEmpty()) {
                    continue;
                }
                List<Operator> operators = ((Recognised.Computed) AtenOperators.recognise(use.get(), Made.kernel(use.get().kernel()))).operators();
                pairs.add(new Pair(EvidenceRows.use(table, other).get().seconds(), use.get().seconds(), source.price(operators).orElseThrow().cost().seconds(),
                        target.price(operators).orElseThrow().cost().seconds()));
            }
        }
        return pairs;
    }

    private static String key(String table, Map<String, String> row) {
        List<String> columns = table.equals("gemm") ? List.of("m", "n", "k", "dtype") : List.of("batch", "q_len", "kv_len", "heads", "kv_heads", "head_dim", "window", "kv_dtype");
        return columns.stream().map(c -> row.get(c).replace("fp16", "bf16")).collect(Collectors.joining(" "));
    }
}
