package dev.podwright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.knowledge.support.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every operator that PyTorch's profiler names for ten models, training and serving, is mapped or named as unknown (measurements/README.md).
class ModelOperatorsTest {
    private static final Knowledge KNOWLEDGE = Knowledge.bundled();

    /// What was said of an operator.
    enum Standing { SUPPORTED, RESTRICTED, UNSUPPORTED, REGISTERED, UNKNOWN }

    @Test
    void allOperatorsOfTenModelsHaveAVerdictOfTheirOwnOrAreNamedAsUnknown() {
        Map<String, List<String>> models = models();

        assertThat(models).hasSize(10).allSatisfy((model, operators) -> assertThat(operators).hasSizeBetween(100, 400));
        for (String release : KNOWLEDGE.support().releases()) {
            for (Generation generation : List.of(Generation.A2, Generation.A3, Generation.A5)) {
                models.values().stream().flatMap(List::stream).distinct().forEach(name ->
                        assertThat(KNOWLEDGE.operator(name, release, generation)).as(name).satisfies(support -> {
                            assertThat(support.name()).isEqualTo(name);
                            assertThat(support.source()).isNotBlank();
                            assertThat(support.work()).isFalse();
                        }));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            model | PyTorch | generation | supported restricted unsupported registered unknown
            llama | 2.7.1 | A2 | 34 133 0 17 1
            qwen3 | 2.7.1 | A2 | 34 129 0 13 1
            qwen3-moe | 2.7.1 | A2 | 39 147 0 20 1
            mixtral | 2.7.1 | A2 | 39 139 0 15 2
            deepseek-v3 | 2.7.1 | A2 | 41 153 0 20 1
            qwen2-vl | 2.7.1 | A2 | 47 169 0 17 1
            gemma3 | 2.7.1 | A2 | 35 124 0 17 2
            gpt2 | 2.7.1 | A2 | 34 131 0 12 1
            gpt-oss | 2.7.1 | A2 | 42 153 0 20 2
            jamba | 2.7.1 | A2 | 45 161 0 20 1
            llama | 2.7.1 | A5 | 33 116 18 17 1
            qwen3 | 2.7.1 | A5 | 33 112 18 13 1
            qwen3-moe | 2.7.1 | A5 | 38 127 21 20 1
            mixtral | 2.7.1 | A5 | 38 121 19 15 2
            deepseek-v3 | 2.7.1 | A5 | 40 135 19 20 1
            qwen2-vl | 2.7.1 | A5 | 46 142 28 17 1
            gemma3 | 2.7.1 | A5 | 34 109 16 17 2
            gpt2 | 2.7.1 | A5 | 33 110 22 12 1
            gpt-oss | 2.7.1 | A5 | 41 132 22 20 2
            jamba | 2.7.1 | A5 | 44 131 31 20 1
            llama | 2.13.0 | A2 | 35 131 0 18 1
            qwen3 | 2.13.0 | A2 | 35 127 0 14 1
            qwen3-moe | 2.13.0 | A2 | 40 144 0 22 1
            mixtral | 2.13.0 | A2 | 40 136 0 17 2
            deepseek-v3 | 2.13.0 | A2 | 42 150 0 22 1
            qwen2-vl | 2.13.0 | A2 | 48 167 0 18 1
            gemma3 | 2.13.0 | A2 | 36 122 0 18 2
            gpt2 | 2.13.0 | A2 | 35 129 0 13 1
            gpt-oss | 2.13.0 | A2 | 43 150 0 22 2
            jamba | 2.13.0 | A2 | 46 158 0 22 1
            llama | 2.13.0 | A5 | 34 114 18 18 1
            qwen3 | 2.13.0 | A5 | 34 110 18 14 1
            qwen3-moe | 2.13.0 | A5 | 39 124 21 22 1
            mixtral | 2.13.0 | A5 | 39 118 19 17 2
            deepseek-v3 | 2.13.0 | A5 | 41 132 19 22 1
            qwen2-vl | 2.13.0 | A5 | 47 140 28 18 1
            gemma3 | 2.13.0 | A5 | 35 107 16 18 2
            gpt2 | 2.13.0 | A5 | 34 108 22 13 1
            gpt-oss | 2.13.0 | A5 | 42 129 22 22 2
            jamba | 2.13.0 | A5 | 45 128 31 22 1
            """)
    void soManyOperatorsOfEachModelStandSo(String model, String release, Generation generation, String counts) {
        assertThat(counts(models().get(model), release, generation)).isEqualTo(counts);
    }

    @Test
    void theTwoGenerationsOf910Agree() {
        models().values().stream().flatMap(List::stream).distinct().forEach(name -> assertThat(KNOWLEDGE.operator(name, "2.13.0", Generation.A3).verdict()).as(name)
                .isEqualTo(KNOWLEDGE.operator(name, "2.13.0", Generation.A2).verdict()));
    }

    @ParameterizedTest
    @CsvSource({"2.7.1, A2", "2.7.1, A5", "2.11.0, A3", "2.13.0, A2", "2.13.0, A5"})
    void whatIsUnknownIsThisAndNothingElse(String release, Generation generation) {
        Map<String, List<String>> unknown = new TreeMap<>();
        models().forEach((model, names) -> names.stream().filter(name -> standing(name, release, generation) == Standing.UNKNOWN)
                .forEach(name -> unknown.computeIfAbsent(name, n -> new ArrayList<>()).add(model)));

        // The first is a function that Transformers wraps for its masks; PyTorch asserts on the device with the second, which torch_npu does not list.
        assertThat(unknown).containsOnlyKeys("VmappedVmappedVmappedVmappedModIndex", "aten::_assert_async")
                .containsEntry("VmappedVmappedVmappedVmappedModIndex", List.of("mixtral", "gemma3", "gpt-oss"));
    }

    private static String counts(List<String> names, String release, Generation generation) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        Arrays.stream(Standing.values()).forEach(standing -> counts.put(standing, 0));
        names.forEach(name -> counts.merge(standing(name, release, generation), 1, Integer::sum));
        return counts.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static Standing standing(String name, String release, Generation generation) {
        OperatorSupport support = KNOWLEDGE.operator(name, release, generation);
        return switch (support.verdict()) {
            case Verdict.Supported _ -> Standing.SUPPORTED;
            case Verdict.Restricted _ -> Standing.RESTRICTED;
            case Verdict.Unsupported _ -> Standing.UNSUPPORTED;
            case Verdict.Unread unread -> unread.registered() ? Standing.REGISTERED : Standing.UNKNOWN;
        };
    }

    /// The operators of each model, training and serving together.
    private static Map<String, List<String>> models() {
        Map<Character, String> letters = new LinkedHashMap<>();
        Map<String, List<String>> models = new LinkedHashMap<>();
        for (String line : lines("operators.txt")) {
            if (line.startsWith("# a=")) {
                for (String pair : line.substring(2).split(" ")) {
                    letters.put(pair.charAt(0), pair.substring(2));
                    models.put(pair.substring(2), new ArrayList<>());
                }
            } else if (!line.startsWith("#")) {
                String[] cells = line.split("\t");
                letters.forEach((letter, model) -> {
                    if (cells[1].equals("*") || cells[1].indexOf(letter) >= 0 || cells[1].indexOf(Character.toUpperCase(letter)) >= 0) {
                        models.get(model).add(cells[0]);
                    }
                });
            }
        }
        return models;
    }

    private static List<String> lines(String resource) {
        try (InputStream in = ModelOperatorsTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
