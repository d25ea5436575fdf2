package dev.podwright.validation;

import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.model.Architecture;
import dev.podwright.schedule.Schedule;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The cells that say how a job is spread over its chips.
final class LayoutCells {
    private static final Pattern SHARDED_OVER = Pattern.compile("FSDP (?:over )?(\\d+)");
    /// Ranks that hybrid sharding divides weights among unless it says: those of a node (PyTorch HYBRID_SHARD).
    private static final int NODE = 8;

    private LayoutCells() {}

    /// Why the printed sizes cannot be one layout, if they cannot.
    static Optional<String> contradiction(Row row) {
        long ranks = (long) size(row, "tp") * size(row, "pp") * size(row, "dp") * size(row, "cp");
        if (ranks != whole(row, "chips")) {
            return Optional.of("tp x pp x dp x cp is not the number of chips");
        }
        if (ranks / size(row, "pp") % size(row, "ep") != 0) {
            return Optional.of("ep does not divide the ranks of a stage");
        }
        return Optional.empty();
    }

    static Schedule schedule(Row row) {
        boolean chunks = size(row, "virtual_stages") > 1;
        return switch (row.text("schedule")) {
            case "none" -> Schedule.ONE_F_ONE_B;
            case "interleaved-1f1b" -> size(row, "pp") == 1 || row.has("virtual_stages") && !chunks ? Schedule.ONE_F_ONE_B : Schedule.INTERLEAVED;
            case "1f1b" -> Schedule.ONE_F_ONE_B;
            // DualPipeV folds the two directions of DualPipe into one copy of the weights; its order of work is the same.
            case "dualpipe", "dualpipev" -> Schedule.DUAL_PIPE;
            case "" -> chunks && size(row, "pp") > 1 ? Schedule.INTERLEAVED : Schedule.ONE_F_ONE_B;
            default -> throw row.wrong("schedule", "none, 1f1b, interleaved-1f1b, dualpipe or dualpipev");
        };
    }

    static TrainingLayout layout(Row row, Architecture model, Schedule schedule, TrainingSoftware software) {
        int tensor = size(row, "tp");
        int stageRanks = tensor * size(row, "cp") * size(row, "dp");
        int experts = model.mixture() ? size(row, "ep") : 1;
        int virtual = schedule == Schedule.INTERLEAVED ? chunks(row, model) : 1;
        boolean sequence = tensor > 1 && (row.has("sp") ? row.text("sp").equals("yes") : software.sequenceParallel());
        ContextKind kind = row.text("notes").contains("Ulysses context parallel") ? ContextKind.ULYSSES : ContextKind.RING;
        return new TrainingLayout(tensor, sequence, size(row, "cp"), kind, size(row, "dp"), size(row, "pp"), virtual, experts,
                expertTensor(model, software, tensor, stageRanks / experts));
    }

    /// Chunks of every stage. Where interleaving is said and their number is not, the fewest that divide a stage's layers evenly.
    private static int chunks(Row row, Architecture model) {
        if (row.has("virtual_stages")) {
            return whole(row, "virtual_stages");
        }
        int stageLayers = Math.max(2, model.layers().size() / size(row, "pp"));
        int chunks = 2;
        while (stageLayers % chunks != 0) {
            chunks++;
        }
        return chunks;
    }

    /// Recipes of NeMo since 2025 set expert_tensor_parallel_size to 1 (Megatron-Bridge, scripts/performance); before parallel
    /// folding (arXiv 2504.14960) experts were divided like everything else.
    private static int expertTensor(Architecture model, TrainingSoftware software, int tensor, int room) {
        boolean folded = software.id().startsWith("megatron-bridge") || software.id().equals("nemo-2025");
        return !model.mixture() || folded || room % tensor != 0 ? 1 : tensor;
    }

    /// Where nothing is said: the distributed optimiser, which all recipes of NeMo and Megatron-Bridge use.
    static Sharding sharding(Row row, TrainingLayout layout) {
        int all = layout.context() * layout.data();
        Matcher over = SHARDED_OVER.matcher(row.text("zero_fsdp_detail"));
        int printed = over.find() ? Math.min(all, Integer.parseInt(over.group(1))) : 0;
        return switch (row.text("zero_fsdp")) {
            case "none" -> Sharding.NONE;
            case "zero1", "" -> new Sharding(Sharding.Kind.ZERO1, all);
            case "zero2" -> new Sharding(Sharding.Kind.ZERO2, all);
            case "zero3" -> new Sharding(Sharding.Kind.ZERO3, printed > 0 ? printed : all);
            case "hsdp" -> new Sharding(Sharding.Kind.ZERO3, Math.min(all, printed > 0 ? printed : NODE));
            default -> throw row.wrong("zero_fsdp", "none, zero1, zero2, zero3 or hsdp");
        };
    }

    static int whole(Row row, String column) {
        double number = row.positive(column);
        if (number != Math.rint(number)) {
            throw row.wrong(column, "a whole number");
        }
        return (int) number;
    }

    /// A size of the layout; an empty cell is 1.
    static int size(Row row, String column) {
        return row.has(column) ? whole(row, column) : 1;
    }
}
