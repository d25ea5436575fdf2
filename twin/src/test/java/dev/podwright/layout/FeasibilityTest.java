package dev.podwright.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.model.Part;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/// Every published training run ran: what is predicted for it must fit the chip.
class FeasibilityTest {
    private static final double GIB = 1L << 30;
    /// Share of the runs that must fit.
    private static final double FLOOR = 0.95;
    private static final Pattern LAYERS = Pattern.compile("layers (\\d+)");
    private static final Pattern SHARDS = Pattern.compile("FSDP (?:over )?(\\d+)");

    @Test
    void published_runs_fit_their_chips() throws Exception {
        Path file = Path.of("../../shared/evidence/training/measured.csv");
        assumeTrue(Files.exists(file), "the published measurements are not here: " + file);
        int rows = 0;
        List<String> misfits = new ArrayList<>();
        CsvMapper mapper = CsvMapper.builder().build();
        try (MappingIterator<Map<String, String>> it = mapper.readerFor(Map.class).with(CsvSchema.emptySchema().withHeader()).readValues(file.toFile())) {
            while (it.hasNext()) {
                Map<String, String> row = it.next();
                if (row.get("micro_batch").isEmpty() || row.get("tp").isEmpty() || row.get("pp").isEmpty() || row.get("dp").isEmpty()
                        || !Models.names().contains(row.get("model"))
                        || whole(row, "tp") * whole(row, "cp") * whole(row, "dp") % (whole(row, "ep") * expertTensor(row)) != 0) {
                    continue;
                }
                rows++;
                TrainingMemory best = best(row);
                if (System.getProperty("podwright.feasibility") != null) {
                    System.out.printf(Locale.ROOT, "%6.1f of %6.1f  %s%n", best.fullest().bytes() / GIB, best.usable() / GIB, row.get("id"));
                }
                if (!best.fits()) {
                    misfits.add(String.format(Locale.ROOT, "%s (%s, recompute %s): %.1f of %.1f GiB:%s", row.get("id"), row.get("precision"), row.get("recompute"),
                            best.fullest().bytes() / GIB, best.usable() / GIB, terms(best)));
                }
            }
        }
        double share = 1 - (double) misfits.size() / rows;
        System.out.printf(Locale.ROOT, "%d of %d published training runs fit (%.1f %%).%n", rows - misfits.size(), rows, 100 * share);
        misfits.forEach(System.out::println);
        assertThat(share).isGreaterThanOrEqualTo(FLOOR);
    }

    private static String terms(TrainingMemory memory) {
        StringBuilder text = new StringBuilder(" stage " + memory.fullest().stage());
        memory.fullest().terms().forEach(t -> text.append(String.format(Locale.ROOT, ", %s %.1f", t.name(), t.bytes() / GIB)));
        return text.toString();
    }

    private static TrainingMemory best(Map<String, String> row) {
        TrainingMemory none = memory(row, recompute(row));
        // fms-fsdp means whole layers, and does not say how many.
        boolean said = !row.get("recompute").equals("unknown") && !(row.get("software").startsWith("fms") && row.get("recompute").equals("selective"));
        if (none.fits() || said) {
            return none;
        }
        return memory(row, Recompute.FULL);
    }

    private static TrainingMemory memory(Map<String, String> row, Recompute recompute) {
        Architecture model = Models.named(row.get("model"));
        Chip chip = Catalog.bundled().chip(row.get("chip").equals("ascend-910b") ? "ascend-910b2" : row.get("chip"));
        int tensor = whole(row, "tp");
        int pipeline = whole(row, "pp");
        int data = whole(row, "dp");
        int context = whole(row, "cp");
        int experts = whole(row, "ep");
        boolean sequence = tensor > 1 && !row.get("sp").equals("no");
        int virtual = pipeline == 1 ? 1 : whole(row, "virtual_stages");
        TrainingLayout layout = new TrainingLayout(tensor, sequence, context, TrainingLayout.ContextKind.RING, data, pipeline, virtual, experts, expertTensor(row));
        int microBatch = whole(row, "micro_batch");
        double batch = Double.parseDouble(row.get("global_batch"));
        if (row.get("global_batch_unit").equals("tokens")) {
            batch /= whole(row, "seq_len");
        }
        Schedule schedule = row.get("schedule").startsWith("dualpipe") ? Schedule.DUAL_PIPE : virtual > 1 ? Schedule.INTERLEAVED : Schedule.ONE_F_ONE_B;
        TrainingSetup setup = new TrainingSetup(layout, schedule, microBatch, sharding(row, data * context), recompute, offload(row, model));
        int lora = row.get("phase").equals("lora") ? 16 : 0;
        return TrainingMemory.of(model, quantization(row), setup, chip, software(row), whole(row, "seq_len"), setup.microBatches(batch), lora);
    }

    /// Megatron divides experts by width as it divides the rest, unless told otherwise; NeMo's recipes tell otherwise when experts are spread.
    private static int expertTensor(Map<String, String> row) {
        boolean spread = whole(row, "ep") > 1 && (row.get("software").startsWith("NeMo") || row.get("software").equals("Megatron-Core"));
        return spread || !Models.named(row.get("model")).mixture() ? 1 : whole(row, "tp");
    }

    private static int whole(Map<String, String> row, String column) {
        return row.get(column).isEmpty() ? 1 : Integer.parseInt(row.get(column));
    }

    private static Quantization quantization(Map<String, String> row) {
        Precision p = Precision.of(row.get("precision")).orElse(Precision.BF16);
        return new Quantization(p, p, Precision.BF16);
    }

    private static TrainingSoftware software(Map<String, String> row) {
        String name = row.get("software");
        boolean old = name.startsWith("Megatron-LM 202") || name.startsWith("Megatron-DeepSpeed") || name.startsWith("metaseq");
        boolean fused = name.startsWith("NeMo") || name.startsWith("llm-foundry");
        boolean narrow = name.startsWith("NeMo / Megatron-Bridge") || name.startsWith("MaxText");
        return new TrainingSoftware("row", name, List.of(), !old, fused, narrow ? Precision.BF16 : Precision.FP32, true, true, true, true, false, false, "row");
    }

    private static Sharding sharding(Map<String, String> row, int ranks) {
        Matcher shards = SHARDS.matcher(row.get("zero_fsdp_detail"));
        int over = Math.min(ranks, shards.find() ? Integer.parseInt(shards.group(1)) : ranks);
        return switch (row.get("zero_fsdp")) {
            case "none" -> Sharding.NONE;
            case "zero2" -> new Sharding(Sharding.Kind.ZERO2, ranks);
            case "zero3" -> new Sharding(Sharding.Kind.ZERO3, over);
            case "hsdp" -> new Sharding(Sharding.Kind.ZERO3, Math.min(ranks, whole(row, "chips_per_node")));
            default -> new Sharding(Sharding.Kind.ZERO1, ranks);
        };
    }

    private static Offload offload(Map<String, String> row, Architecture model) {
        String detail = row.get("recompute_detail");
        Matcher layers = Pattern.compile("cpu offload layers (\\d+)").matcher(detail);
        return layers.find() ? new Offload(Math.min(1, Double.parseDouble(layers.group(1)) / model.layers().size()), false) : Offload.NONE;
    }

    private static Recompute recompute(Map<String, String> row) {
        String detail = row.get("recompute_detail");
        return switch (row.get("recompute")) {
            case "full" -> {
                Matcher layers = LAYERS.matcher(detail);
                boolean some = detail.startsWith("method block") && layers.find();
                double stage = Models.named(row.get("model")).layers().size() / (double) whole(row, "pp");
                yield some ? new Recompute.Full(Math.min(1, Integer.parseInt(layers.group(1)) / stage)) : Recompute.FULL;
            }
            case "selective" -> {
                Set<Part> parts = EnumSet.noneOf(Part.class);
                Arrays.stream(Part.values()).filter(p -> detail.matches(".*\\b(moe_)?" + p.label() + "\\b.*")).forEach(parts::add);
                if (row.get("software").startsWith("MaxText")) {
                    parts.addAll(List.of(Part.NORM, Part.ACTIVATION, Part.CORE_ATTENTION));
                }
                yield parts.isEmpty() ? Recompute.SELECTIVE : new Recompute.Selective(parts);
            }
            default -> Recompute.NONE;
        };
    }
}
