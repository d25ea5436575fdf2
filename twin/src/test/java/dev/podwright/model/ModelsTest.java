package dev.podwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsTest {
    private static final String LLAMA = """
            {
              "architectures": ["LlamaForCausalLM"],
              "model_type": "llama",
              "hidden_size": 4096,
              "intermediate_size": 14336,
              "num_hidden_layers": 32,
              "num_attention_heads": 32,
              "num_key_value_heads": 8,
              "vocab_size": 128256,
              "rope_theta": 500000.0,
              "torch_dtype": "bfloat16"
            }
            """;

    @TempDir
    private Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createDirectories(folder.resolve("my-model")).resolve("config.json"), text);
    }

    private InputException refused(String text) throws IOException {
        Path file = write(text);
        return catchThrowableOfType(InputException.class, () -> Models.read(file));
    }

    @Test
    void a_config_of_ones_own_reads_like_the_bundled_one() throws IOException {
        Architecture own = Models.named(write(LLAMA).toString());
        assertThat(own.id()).isEqualTo("my-model");
        assertThat(own.layers()).isEqualTo(Models.named("llama-3.1-8b").layers());
        assertThat(own.distinctLayers()).hasSize(1);
        assertThat(Models.read(folder.resolve("my-model"))).isEqualTo(own);
    }

    @Test
    void a_mistyped_name_gets_the_nearest_ones() {
        assertThatThrownBy(() -> Models.named("lama-3.1-70b")).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e).hasMessageContaining("lama-3.1-70b");
            assertThat(e.mend()).contains("llama-3.1-70b").contains("config.json");
        });
    }

    @Test
    void a_missing_file_is_an_input_error() {
        assertThatThrownBy(() -> Models.named("no/such/config.json")).isInstanceOf(InputException.class).hasMessageContaining("no such file");
    }

    @Test
    void an_unknown_key_is_named_with_its_line() throws IOException {
        InputException e = refused(LLAMA.replace("\"rope_theta\"", "\"sparse_mystery\": 4,\n  \"rope_theta\""));
        assertThat(e).hasMessageContaining("config.json, line 10").hasMessageContaining("sparse_mystery").hasMessageContaining("llama");
        assertThat(e.mend()).contains("put _ before its name");
    }

    @Test
    void unknown_keys_that_are_null_or_begin_with_an_underscore_pass() throws IOException {
        assertThat(Models.read(write(LLAMA.replace("\"rope_theta\"", "\"sparse_mystery\": null, \"_mine\": 4, \"rope_theta\"")))).isNotNull();
    }

    @Test
    void an_unknown_key_inside_a_nested_config_is_named_with_its_path() throws IOException {
        InputException e = refused("{\"model_type\": \"qwen3_vl\", \"text_config\": " + LLAMA.replace("\"rope_theta\"", "\"sparse_mystery\": 4, \"rope_theta\"") + "}");
        assertThat(e).hasMessageContaining("text_config.sparse_mystery");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"num_hidden_layers\": 32|\"num_hidden_layers\": 0|num_hidden_layers",
        "\"num_hidden_layers\": 32|\"num_hidden_layers\": -3|num_hidden_layers",
        "\"num_hidden_layers\": 32|\"num_hidden_layers\": 1.5|num_hidden_layers",
        "\"num_hidden_layers\": 32|\"num_hidden_layers\": \"many\"|num_hidden_layers",
        "\"hidden_size\": 4096|\"hidden_size\": 4097|hidden_size",
        "\"hidden_size\": 4096|\"hidden_size\": null|hidden_size",
        "\"num_key_value_heads\": 8|\"num_key_value_heads\": 5|num_key_value_heads",
        "\"vocab_size\": 128256|\"vocab_size\": -1|vocab_size",
        "\"intermediate_size\": 14336|\"intermediate_size\": 1e30|intermediate_size",
        "\"vocab_size\": 128256|\"vocab_size\": 128256, \"num_experts\": 8, \"num_experts_per_tok\": 9, \"moe_intermediate_size\": 7|num_experts_per_tok",
        "\"model_type\": \"llama\"|\"model_type\": \"lama\"|lama",
        "\"torch_dtype\": \"bfloat16\"|\"quantization_config\": {\"quant_method\": \"magic\"}|magic",
        "\"torch_dtype\": \"bfloat16\"|\"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 3}|bits",
    })
    void absurd_values_are_refused_with_their_place(String from, String to, String named) throws IOException {
        assertThat(LLAMA).contains(from);
        InputException e = refused(LLAMA.replace(from, to));
        assertThat(e).isNotNull();
        assertThat(e).hasMessageContaining("config.json, line").hasMessageContaining(named);
    }

    @Test
    void a_missing_model_type_is_asked_for() throws IOException {
        assertThat(refused("{\"hidden_size\": 8}")).hasMessageContaining("model_type");
    }

    @Test
    void families_that_are_not_priced_say_why() throws IOException {
        assertThat(refused("{\"model_type\": \"longcat_flash_ngram\"}")).hasMessageContaining("n-gram");
    }

    @Test
    void a_file_cut_short_anywhere_is_an_input_error() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            InputException e = refused(LLAMA.substring(0, random.nextInt(LLAMA.length() - 3)));
            assertThat(e).isNotNull();
            assertThat(e).hasMessageContaining("config.json");
        }
    }

    @Test
    void a_config_with_a_value_made_absurd_never_fails_otherwise() throws IOException {
        Random random = new Random(5);
        String[] absurd = {"-1", "0", "[]", "{}", "\"x\"", "1e308", "true", "null", "[1, -2]", "{\"a\": 1}"};
        for (int i = 0; i < 1000; i++) {
            String name = Models.names().get(random.nextInt(Models.names().size()));
            String text = new String(Models.class.getResourceAsStream("configs/" + name + ".json").readAllBytes(), StandardCharsets.UTF_8);
            String[] lines = text.split("\n");
            int at = 1 + random.nextInt(lines.length - 2);
            if (lines[at].matches("\\s*\"[a-z].*\": [^{\\[]*")) {
                lines[at] = lines[at].replaceFirst(": .*?(,?)$", ": " + absurd[random.nextInt(absurd.length)].replace("\\", "\\\\") + "$1");
            }
            Path file = write(String.join("\n", lines));
            try {
                Architecture a = Models.read(file);
                assertThat(Parameters.total(a)).isPositive();
            } catch (InputException expected) {
                assertThat(expected).hasMessageContaining("config.json");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"quant_method\": \"fp8\", \"weight_block_size\": [128, 128]}|fp8|fp8|bf16|",
        "{\"quant_method\": \"awq\", \"bits\": 4, \"group_size\": 128}|int4|bf16|bf16|",
        "{\"quant_method\": \"gptq\", \"bits\": 8, \"group_size\": -1}|int8|bf16|bf16|",
        "{\"quant_method\": \"mxfp4\"}|mxfp4|bf16|bf16|bf16",
        "{\"quant_method\": \"modelopt\", \"quant_algo\": \"NVFP4\", \"kv_cache_quant_algo\": \"FP8\"}|nvfp4|nvfp4|fp8|",
        "{\"quant_method\": \"compressed-tensors\", \"config_groups\": {\"group_0\": {\"weights\": {\"num_bits\": 8, \"type\": \"int\"}, \"input_activations\": {\"num_bits\": 8, \"type\": \"int\"}}}}|int8|int8|bf16|",
        "{\"quant_method\": \"compressed-tensors\", \"ignore\": [\"lm_head\", \"re:.*self_attn.*\"], \"config_groups\": {\"group_0\": {\"weights\": {\"num_bits\": 4, \"type\": \"int\", \"group_size\": 32}}}}|int4|bf16|bf16|bf16",
    })
    void quantisation_blocks_give_the_shipped_precision(String block, String weights, String activations, String kv, String outside) throws IOException {
        Quantization q = Models.read(write(LLAMA.replace("\"rope_theta\"", "\"quantization_config\": " + block + ", \"rope_theta\""))).shipped().orElseThrow();
        assertThat(q.weights().label()).isEqualTo(weights);
        assertThat(q.activations().label()).isEqualTo(activations);
        assertThat(q.kv().label()).isEqualTo(kv);
        assertThat(q.outside().map(Precision::label).orElse("")).isEqualTo(outside == null ? "" : outside);
    }

    @Test
    void bundled_models_ship_in_the_precision_of_their_checkpoints() {
        assertThat(Models.named("deepseek-r1").shipped().orElseThrow().label()).isEqualTo("fp8");
        assertThat(Models.named("kimi-k2-thinking").shipped().orElseThrow().label()).isEqualTo("w4a16");
        assertThat(Models.named("glm-4.6").shipped()).contains(Quantization.BF16);
        assertThat(Models.named("gpt3-175b").shipped()).isEmpty();
    }

    @Test
    void what_was_assumed_is_said() {
        assertThat(Models.named("pangu-ultra-135b").remarks()).anyMatch(r -> r.contains("estimate"));
        assertThat(Models.named("qwen3.8-27b").remarks()).anyMatch(r -> r.contains("ASSUMED"));
        assertThat(Models.named("qwen3-8b").remarks()).isEmpty();
    }

    @Test
    void a_config_with_all_that_a_release_carries_reads_without_complaint() throws IOException {
        Architecture a = Models.read(write("""
                {"architectures": ["DeepseekV3ForCausalLM"], "attention_bias": false, "attention_dropout": 0.0,
                 "auto_map": {"AutoConfig": "configuration_deepseek.DeepseekV3Config"}, "aux_loss_alpha": 0.001, "bos_token_id": 0,
                 "eos_token_id": 1, "ep_size": 1, "first_k_dense_replace": 3, "hidden_act": "silu", "hidden_size": 7168,
                 "initializer_range": 0.02, "intermediate_size": 18432, "kv_lora_rank": 512, "max_position_embeddings": 163840,
                 "model_type": "deepseek_v3", "moe_intermediate_size": 2048, "moe_layer_freq": 1, "n_group": 8,
                 "n_routed_experts": 256, "n_shared_experts": 1, "norm_topk_prob": true, "num_attention_heads": 128,
                 "num_experts_per_tok": 8, "num_hidden_layers": 61, "num_key_value_heads": 128, "num_nextn_predict_layers": 1,
                 "pretraining_tp": 1, "q_lora_rank": 1536, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64,
                 "quantization_config": {"activation_scheme": "dynamic", "fmt": "e4m3", "quant_method": "fp8", "weight_block_size": [128, 128]},
                 "rms_norm_eps": 1e-06, "rope_scaling": {"factor": 40, "type": "yarn"}, "rope_theta": 10000,
                 "routed_scaling_factor": 2.5, "scoring_func": "sigmoid", "seq_aux": true, "tie_word_embeddings": false,
                 "topk_group": 4, "topk_method": "noaux_tc", "torch_dtype": "bfloat16", "transformers_version": "4.33.1",
                 "use_cache": true, "v_head_dim": 128, "vocab_size": 129280}
                """));
        assertThat(a.layers()).isEqualTo(Models.named("deepseek-v3").layers());
        assertThat(a.shipped()).isEqualTo(Models.named("deepseek-v3").shipped());
        assertThat(a.contextLimit()).isEqualTo(163_840);
    }
}
