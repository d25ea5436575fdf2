package dev.podwright.validation.serving;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.step.Speculation;
import dev.podwright.validation.Row;
import dev.podwright.workload.Lengths;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads rows of `serving/measured.csv` of every mode.
final class PointReader {
    private static final Pattern DRAFTS = Pattern.compile("draft tokens (\\d+)");
    /// Share of a draft layer's tokens that are kept where nobody printed it: DeepSeek-V3 keeps 85 to 90 % of its second tokens (arXiv 2412.19437,
    /// section 5.4.3), published deployments count on 70 %.
    private static final double KEPT = 0.8;
    /// Drafts that engines take by default with multi-token prediction.
    private static final int USUAL_DRAFTS = 1;

    /// Dies of an Ascend server: replicas of more ranks spread experts and run attention by sequences, where nothing else is said.
    private static final int SERVER = 16;

    private PointReader() {}

    /// What a row says, or the column without which it says too little.
    sealed interface Reading {
        record Read(Point point) implements Reading {}

        record Lacking(String column) implements Reading {}
    }

    /// @throws dev.podwright.document.InputException if a cell holds what cannot be read, or the model is not known
    static Reading read(Row row) {
        Mode mode = mode(row);
        Optional<String> lacking = needed(row, mode).stream().filter(column -> !row.has(column)).findFirst();
        if (lacking.isPresent()) {
            return new Reading.Lacking(lacking.get());
        }
        Architecture model = Models.named(row.text("model"));
        Engine engine = Engine.of(row.text("engine"));
        boolean dies = row.text("layout_unit").equals("die");
        double chips = number(row, "total_chips", number(row, "chips_per_replica", 1));
        Optional<PoolShape> both = mode == Mode.DISAGGREGATED ? Optional.empty() : Optional.of(both(row, model, dies, chips));
        Optional<PoolShape> prefill = mode == Mode.DISAGGREGATED ? Optional.of(pool(row, "prefill_", model)) : Optional.empty();
        Optional<PoolShape> decode = mode == Mode.DISAGGREGATED ? Optional.of(pool(row, "decode_", model)) : Optional.empty();
        String notes = row.text("notes");
        boolean firm = firm(row);
        return new Reading.Read(new Point(row.text("id"), mode, row.text("chip"), row.text("pod"), chips, dies ? 2 : 1, model, Precisions.of(row, engine), engine,
                row.text("engine_version"), row.text("engine").contains("PyTorch backend") ? "pytorch" : "", both, prefill, decode, lengths(row), load(row, mode), speculation(row, notes),
                notes.contains("expert load forced even") ? Point.ExpertLoad.EVEN : Point.ExpertLoad.OWN, firm));
    }

    /// Whether nothing that decides is unknown: of speculation, how many tokens a step keeps.
    static boolean firm(Row row) {
        return !row.text("quality").equals("C") && (row.text("speculative").equals("none") || row.has("tokens_per_step"));
    }

    /// Whether a row is none of the closed loops without speculation, which are predicted and fitted by themselves.
    static boolean own(Row row) {
        return mode(row) != Mode.CLOSED_LOOP || !row.text("speculative").equals("none") || !firm(row);
    }

    static Mode mode(Row row) {
        String arrival = row.text("arrival");
        return switch (row.text("mode")) {
            case "decode_only" -> Mode.DECODE_ONLY;
            case "prefill_only" -> Mode.PREFILL_ONLY;
            case "disaggregated" -> Mode.DISAGGREGATED;
            default -> switch (arrival) {
                case "batch" -> Mode.STATIC_BATCH;
                case "offline" -> Mode.OFFLINE;
                case "rate" -> Mode.RATE;
                default -> Mode.CLOSED_LOOP;
            };
        };
    }

    private static List<String> needed(Row row, Mode mode) {
        return switch (mode) {
            case DECODE_ONLY -> row.has("kv_tokens") ? List.of("model", "chip", "weights_dtype", "batch_per_replica", "chips_per_replica")
                    : List.of("model", "chip", "weights_dtype", "batch_per_replica", "chips_per_replica", "input_tokens");
            case PREFILL_ONLY -> List.of("model", "chip", "weights_dtype", "input_tokens", "chips_per_replica");
            case STATIC_BATCH -> List.of("model", "chip", "weights_dtype", "batch_per_replica", "input_tokens");
            case OFFLINE -> List.of("model", "chip", "weights_dtype", "input_tokens", "output_tokens");
            case RATE -> List.of("model", "chip", "weights_dtype", "input_tokens", "output_tokens", "request_rate_per_s");
            case CLOSED_LOOP -> List.of("model", "chip", "weights_dtype", "input_tokens", "output_tokens", "concurrency");
            case DISAGGREGATED -> List.of("model", "chip", "weights_dtype", "input_tokens", "output_tokens", "prefill_tp", "decode_tp");
        };
    }

    private static Lengths lengths(Row row) {
        double scale = LengthLaw.of(row).mean();
        double input = scale * number(row, "input_tokens", number(row, "kv_tokens", 1));
        return new Lengths(input, Math.max(1, scale * number(row, "output_tokens", 1)), Math.min(number(row, "cached_input_tokens", 0), input - 1));
    }

    private static Load load(Row row, Mode mode) {
        double vary = LengthLaw.of(row).spread();
        double batch = number(row, "batch_per_replica", mode == Mode.STATIC_BATCH ? 1 : 0);
        double kept = number(row, "kv_tokens", row.has("input_tokens") ? row.positive("input_tokens") + number(row, "output_tokens", 0) / 2 : 0);
        return new Load(number(row, "concurrency", 0), batch, number(row, "request_rate_per_s", 0), number(row, "num_prompts", 0), kept, vary, conversations(row));
    }

    /// Whether lengths are those of recorded conversations: ShareGPT, LMSYS and Splitwise are, grade-school questions padded to a length are not.
    private static boolean conversations(Row row) {
        String law = row.text("length_law");
        return Stream.of("ShareGPT", "LMSYS", "Splitwise").anyMatch(law::contains) || row.text("notes").contains("dataset averages");
    }

    /// What is not said of a layout follows from the number of ranks; engines that spread experts over all ranks run attention by sequences.
    private static PoolShape both(Row row, Architecture model, boolean dies, double chips) {
        int ranks = (int) Math.round(number(row, "chips_per_replica", chips) * (dies ? 2 : 1));
        int pipeline = size(row, "pp", 1);
        int stage = Math.max(1, ranks / pipeline);
        // Rows that print the ranks of a replica as tp although attention ran by sequences.
        boolean printed = row.has("tp") && !row.text("notes").contains("attention DP on");
        boolean spread = stage > 1 && row.has("ep") && size(row, "ep", 1) >= stage || !row.has("ep") && stage > SERVER;
        boolean wide = model.mixture() && (spread || row.text("notes").contains("attention DP on"));
        int data = size(row, "attention_dp", printed ? Math.max(1, stage / size(row, "tp", 1)) : wide ? stage : 1);
        int tensor = printed ? size(row, "tp", 1) : Math.max(1, stage / data);
        int experts = size(row, "ep", wide || data > 1 ? tensor * data : 1);
        int replicas = Math.max(1, (int) Math.round(chips * (dies ? 2 : 1) / (tensor * data * pipeline)));
        return shape(model, tensor, data, pipeline, experts, row.has("total_chips") ? replicas : 1);
    }

    private static PoolShape pool(Row row, String side, Architecture model) {
        return shape(model, size(row, side + "tp", 1), size(row, side + "attention_dp", 1), size(row, side + "pp", 1), size(row, side + "ep", 1),
                size(row, side + "replicas", 1));
    }

    /// Attention groups of a dense model share nothing: they are replicas.
    private static PoolShape shape(Architecture model, int tensor, int data, int pipeline, int experts, int replicas) {
        if (!model.mixture()) {
            return new PoolShape(new ServingLayout(tensor, 1, pipeline, 1), replicas * data);
        }
        int spread = tensor * data % experts == 0 ? experts : tensor * data;
        return new PoolShape(new ServingLayout(tensor, data, pipeline, spread), replicas);
    }

    private static Speculation speculation(Row row, String notes) {
        String kind = row.text("speculative").toLowerCase(Locale.ROOT);
        if (kind.isEmpty() || kind.equals("none")) {
            return Speculation.NONE;
        }
        Matcher printed = DRAFTS.matcher(notes);
        double kept = number(row, "tokens_per_step", 0);
        int drafts = printed.find() ? Integer.parseInt(printed.group(1)) : Math.max(USUAL_DRAFTS, (int) Math.ceil(kept - 1));
        double expected = (1 - Math.pow(KEPT, drafts + 1)) / (1 - KEPT);
        return new Speculation(drafts, kept >= 1 ? Math.min(kept, drafts + 1) : expected);
    }

    private static double number(Row row, String column, double otherwise) {
        return row.has(column) ? row.number(column) : otherwise;
    }

    private static int size(Row row, String column, int otherwise) {
        return row.has(column) ? (int) Math.round(row.positive(column)) : otherwise;
    }
}
