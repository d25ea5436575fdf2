package dev.podwright.validation;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Quantization;
import dev.podwright.units.Precision;
import dev.podwright.workload.Lengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// One measured operating point of an aggregated deployment under a closed loop of clients.
///
/// @param pod nearest pod of the catalogue; empty = none named
/// @param engine serving engine, its spellings made one
/// @param inFlight requests that the clients keep in one replica
/// @param tpot seconds
/// @param ttft seconds, where measured
public record ServingRow(String id, String chip, String pod, String engine, String model, Quantization quantization,
                         ServingLayout layout, Lengths lengths, double inFlight, double tpot, OptionalDouble ttft) {

    /// Mean over nominal length where lengths are drawn from 0.8 to 1.0 of it.
    private static final double UNIFORM_MEAN = 0.9;
    private static final double MS = 1e-3;
    private static final List<String> NEEDED = List.of("tpot_ms", "concurrency", "weights_dtype", "model", "chip");

    /// What a table held.
    ///
    /// @param skipped rows that cannot be predicted here, by reason
    public record Reading(List<ServingRow> rows, Map<String, Integer> skipped) {}

    /// Reads `serving/measured.csv`. Rows are left out by what they say of themselves, never by their error.
    public static Reading read(Evidence evidence) {
        List<ServingRow> rows = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        for (Row row : Table.read(evidence.part("serving").resolve("measured.csv")).rows()) {
            Optional<String> reason = unfit(row).or(() -> empty(row).map(column -> "no " + column));
            if (reason.isPresent()) {
                skipped.merge(reason.get(), 1, Integer::sum);
            } else {
                rows.add(of(row));
            }
        }
        return new Reading(rows, skipped);
    }

    /// Why a row is none that this can compare, whatever its cells hold.
    public static Optional<String> unfit(Row row) {
        if (!row.text("mode").equals("aggregated")) {
            return Optional.of("mode " + row.text("mode"));
        }
        if (!row.text("speculative").equals("none")) {
            return Optional.of("speculative decoding, or not known");
        }
        if (row.text("quality").equals("C")) {
            return Optional.of("quality C: two or more conditions unknown");
        }
        return Optional.empty();
    }

    /// The first empty column without which nothing can be predicted or compared.
    public static Optional<String> empty(Row row) {
        return NEEDED.stream().filter(column -> !row.has(column)).findFirst();
    }

    /// @throws dev.podwright.document.InputException if a cell holds what cannot be read
    public static ServingRow of(Row row) {
        boolean uniform = row.text("length_law").startsWith("uniform");
        double scale = uniform ? UNIFORM_MEAN : 1;
        double cached = row.has("cached_input_tokens") ? row.number("cached_input_tokens") : 0;
        Lengths lengths = new Lengths(scale * row.positive("input_tokens"), scale * row.positive("output_tokens"), cached);
        ServingLayout layout = new ServingLayout(size(row, "tp"), size(row, "attention_dp"), size(row, "pp"), size(row, "ep"));
        double replica = row.has("chips_per_replica") ? row.positive("chips_per_replica") : layout.ranks();
        double share = row.has("total_chips") ? replica / row.positive("total_chips") : 1;
        return new ServingRow(row.text("id"), row.text("chip"), row.text("pod"), engine(row.text("engine")), row.text("model"), precision(row),
                layout, lengths, Math.max(1, row.positive("concurrency") * share), row.positive("tpot_ms") * MS,
                row.has("ttft_ms") ? OptionalDouble.of(row.positive("ttft_ms") * MS) : OptionalDouble.empty());
    }

    private static int size(Row row, String column) {
        return row.has(column) ? (int) row.positive(column) : 1;
    }

    private static String engine(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        return List.of("vllm-ascend", "tensorrt-llm", "trtllm", "sglang", "mindie", "vllm").stream().filter(name::startsWith)
                .findFirst().map(n -> n.equals("trtllm") ? "tensorrt-llm" : n).orElse(name);
    }

    /// 4-bit weights without a 4-bit activation type compute in 16 bits; gpt-oss quantises its experts alone.
    private static Quantization precision(Row row) {
        String written = row.text("weights_dtype");
        boolean expertsOnly = row.text("model").startsWith("gpt-oss");
        Precision weights = written.equals("w4a16") ? (expertsOnly ? Precision.MXFP4 : Precision.INT4) : named(row, "weights_dtype");
        boolean sixteen = weights == Precision.MXFP4 || weights == Precision.INT4;
        Precision compute = row.has("activation_dtype") && !sixteen ? named(row, "activation_dtype") : sixteen ? Precision.BF16 : weights;
        // TensorRT-LLM caches in fp8 with most fp8 checkpoints, as the tables' description says.
        boolean narrowCache = weights == Precision.FP8 && engine(row.text("engine")).equals("tensorrt-llm");
        Precision cache = row.has("kv_dtype") ? named(row, "kv_dtype") : narrowCache ? Precision.FP8 : Precision.BF16;
        return new Quantization(weights, compute, cache, expertsOnly ? Optional.of(Precision.BF16) : Optional.empty());
    }

    private static Precision named(Row row, String column) {
        String label = row.text(column);
        return Precision.of(label.equals("w8a8") ? "int8" : label).orElseThrow(() -> row.wrong(column, "a precision"));
    }
}
