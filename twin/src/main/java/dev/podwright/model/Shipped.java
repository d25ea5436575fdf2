package dev.podwright.model;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The precision a checkpoint ships in: `quantization_config`, else the curated `_shipped` of bundled configs, else
/// `torch_dtype`.
final class Shipped {
    private static final int INT4_GROUP = 128;
    private static final int NIBBLE = 4;
    private static final int BYTE = 8;

    private Shipped() {}

    static Optional<Quantization> read(Config outer, Config text, List<String> remarks) {
        Precision plain = outer.text("torch_dtype").or(() -> text.text("torch_dtype"))
                .or(() -> outer.text("dtype")).or(() -> text.text("dtype"))
                .flatMap(Shipped::dtype).orElse(null);
        Optional<Node> method = outer.find("quantization_config").or(() -> text.find("quantization_config"));
        Optional<Node> experts = text.find("expert_dtype");
        if (method.isPresent()) {
            Quantization all = quantised(method.get(), plain == null ? Precision.BF16 : plain, remarks);
            return Optional.of(experts.map(e -> withExperts(all, e)).orElse(all));
        }
        Optional<Node> curated = outer.node().find("_shipped");
        return curated.isPresent()
                ? Optional.of(curated(curated.get()))
                : Optional.ofNullable(plain).map(p -> new Quantization(p, p, p));
    }

    /// DeepSeek-V4 says apart what its experts are stored in.
    private static Quantization withExperts(Quantization q, Node experts) {
        if (!experts.text().equals("fp4")) {
            throw experts.wrong("fp4", "No other format of experts is understood.");
        }
        return new Quantization(Precision.MXFP4, q.activations(), q.kv(), Optional.of(q.weights()));
    }

    private static Optional<Precision> dtype(String name) {
        return switch (name.replace("torch.", "").toLowerCase(Locale.ROOT)) {
            case "bfloat16" -> Optional.of(Precision.BF16);
            case "float16", "half" -> Optional.of(Precision.FP16);
            case "float32", "float" -> Optional.of(Precision.FP32);
            default -> Optional.empty();
        };
    }

    /// `{weights, activations, kv, outside, source}` of a bundled config.
    private static Quantization curated(Node node) {
        node.allowOnly(List.of("weights", "activations", "kv", "outside", "source"));
        return new Quantization(node.get("weights").precision(), node.get("activations").precision(),
                node.find("kv").map(Node::precision).orElse(Precision.BF16), node.find("outside").map(Node::precision));
    }

    private static Quantization quantised(Node q, Precision plain, List<String> remarks) {
        String method = q.find("quant_method").map(Node::text).orElse("").toLowerCase(Locale.ROOT);
        return switch (method) {
            case "fp8", "fbgemm_fp8" -> new Quantization(Precision.FP8, Precision.FP8, plain);
            case "awq", "gptq", "auto-round", "awq_marlin", "gptq_marlin" -> weightOnly(q, plain, remarks);
            case "mxfp4" -> new Quantization(Precision.MXFP4, plain, plain, Optional.of(plain));
            case "compressed-tensors" -> compressed(q, plain, remarks);
            case "modelopt" -> modelopt(q, plain);
            case "bitsandbytes" -> bitsAndBytes(q, plain);
            default -> throw new InputException("%s: the quantisation method \"%s\" is not understood.".formatted(q.place(), method),
                    "Known: fp8, awq, gptq, mxfp4, compressed-tensors, modelopt, bitsandbytes.");
        };
    }

    private static Quantization weightOnly(Node q, Precision plain, List<String> remarks) {
        q.find("group_size").filter(Node::isNumber).ifPresent(g -> group((int) g.number(), remarks));
        return new Quantization(integer(q.get("bits")), plain, plain);
    }

    private static Quantization bitsAndBytes(Node q, Precision plain) {
        boolean four = q.find("load_in_4bit").map(Node::bool).orElse(false);
        return four ? new Quantization(Precision.INT4, plain, plain) : new Quantization(Precision.INT8, Precision.INT8, plain);
    }

    /// The first configuration group speaks for the model; layers it ignores beside the head stay wide.
    private static Quantization compressed(Node q, Precision plain, List<String> remarks) {
        Node group = q.get("config_groups").fields().values().stream().findFirst()
                .orElseThrow(() -> q.wrong("a quantisation with at least one of config_groups", ""));
        Node weights = group.get("weights");
        Precision stored = number(weights);
        weights.find("group_size").filter(Node::isNumber).ifPresent(g -> group((int) g.number(), remarks));
        Precision computed = group.find("input_activations").map(Shipped::number).orElse(plain);
        Precision kv = q.find("kv_cache_scheme").map(Shipped::number).orElse(plain);
        return new Quantization(stored, computed, kv, expertsOnly(q, "ignore") ? Optional.of(plain) : Optional.empty());
    }

    private static Quantization modelopt(Node q, Precision plain) {
        Node algorithm = q.get("quant_algo");
        Precision kv = q.find("kv_cache_quant_algo").map(n -> n.text().equals("FP8") ? Precision.FP8 : plain)
                .or(() -> q.find("kv_cache_scheme").map(Shipped::number)).orElse(plain);
        Optional<Precision> outside = expertsOnly(q, "exclude_modules") || expertsOnly(q, "ignore") ? Optional.of(plain) : Optional.empty();
        return switch (algorithm.text()) {
            case "FP8", "FP8_PB_WO", "FP8_BLOCK_SCALES" -> new Quantization(Precision.FP8, Precision.FP8, kv, outside);
            case "NVFP4" -> new Quantization(Precision.NVFP4, Precision.NVFP4, kv, outside);
            case "W4A16_AWQ", "INT4_AWQ" -> new Quantization(Precision.INT4, plain, kv, outside);
            case "W4A8_AWQ" -> new Quantization(Precision.INT4, Precision.FP8, kv, outside);
            case "INT8_SQ", "W8A8_SQ_PER_CHANNEL" -> new Quantization(Precision.INT8, Precision.INT8, kv, outside);
            default -> throw algorithm.wrong("a known algorithm of modelopt", "Known: FP8, NVFP4, W4A16_AWQ, W4A8_AWQ, INT8_SQ.");
        };
    }

    /// Whether attention is among the modules left alone.
    private static boolean expertsOnly(Node q, String key) {
        return q.find(key).filter(Node::isList).map(Node::texts).orElse(List.of()).stream()
                .anyMatch(m -> m.contains("self_attn") && !m.contains("kv_b_proj"));
    }

    private static Precision number(Node format) {
        boolean floating = format.find("type").map(n -> n.text().equals("float")).orElse(false);
        int bits = format.get("num_bits").whole(1);
        if (floating && bits == BYTE) {
            return Precision.FP8;
        }
        return floating && bits == NIBBLE ? Precision.NVFP4 : integer(format.get("num_bits"));
    }

    private static Precision integer(Node bits) {
        return switch (bits.whole(1)) {
            case NIBBLE -> Precision.INT4;
            case BYTE -> Precision.INT8;
            default -> throw bits.wrong("4 or 8", "Other widths are not priced.");
        };
    }

    private static void group(int size, List<String> remarks) {
        if (size > 0 && size != INT4_GROUP) {
            remarks.add("Weights have one scale per %d elements; they are priced with one per %d.".formatted(size, INT4_GROUP));
        }
    }
}
