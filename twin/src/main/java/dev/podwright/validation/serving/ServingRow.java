package dev.podwright.validation.serving;

import dev.podwright.layout.ServingLayout;
import dev.podwright.validation.Row;
import dev.podwright.workload.Lengths;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One measured operating point of an aggregated deployment under a closed loop of clients.
///
/// @param lengths mean tokens
/// @param spread lengths are uniform within this share of the mean, either side
/// @param concurrency requests that the clients keep in one replica
/// @param prompts requests sent to one replica
/// @param tpot seconds
/// @param ttft seconds, where measured
public record ServingRow(String id, Harness harness, RowSite site, ServingLayout layout, Lengths lengths, double spread, int concurrency,
                         int prompts, double tpot, OptionalDouble ttft) {

    private static final double MS = 1e-3;
    private static final List<String> NEEDED = List.of("tpot_ms", "concurrency", "weights_dtype", "model", "chip");

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
        LengthLaw law = LengthLaw.of(row);
        double scale = law.mean();
        double cached = row.has("cached_input_tokens") ? row.number("cached_input_tokens") : 0;
        Lengths lengths = new Lengths(scale * row.positive("input_tokens"), scale * row.positive("output_tokens"), cached);
        ServingLayout layout = new ServingLayout(size(row, "tp"), size(row, "attention_dp"), size(row, "pp"), size(row, "ep"));
        Harness harness = Harness.of(row.text("source"), row.text("engine_version"));
        double replica = row.has("chips_per_replica") ? row.positive("chips_per_replica") : layout.ranks();
        double share = row.has("total_chips") ? replica / row.positive("total_chips") : 1;
        int concurrency = (int) Math.max(1, Math.round(row.positive("concurrency") * share));
        int prompts = row.has("num_prompts") ? (int) Math.max(1, Math.round(row.positive("num_prompts") * share)) : harness.prompts(concurrency);
        return new ServingRow(row.text("id"), harness, RowSite.of(row), layout, lengths, law.spread(), concurrency,
                prompts, row.positive("tpot_ms") * MS, row.has("ttft_ms") ? OptionalDouble.of(row.positive("ttft_ms") * MS) : OptionalDouble.empty());
    }

    /// Rows that are held out together.
    String group() {
        return site.model() + " on " + site.chip() + " by " + site.engine();
    }

    /// Rows that share it share their steps.
    String steps() {
        return String.join(" ", site.model(), site.chip(), site.pod(), site.quantization().toString(), layout.toString());
    }

    /// The greatest lengths of a prompt and an answer.
    Lengths longest() {
        return new Lengths(lengths.input() * (1 + spread), lengths.output() * (1 + spread), lengths.cached());
    }

    private static int size(Row row, String column) {
        return row.has(column) ? (int) row.positive(column) : 1;
    }
}
