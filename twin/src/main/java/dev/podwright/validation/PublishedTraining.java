package dev.podwright.validation;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.FlopConvention;
import dev.podwright.model.Part;
import dev.podwright.model.Quantization;
import dev.podwright.schedule.Schedule;
import dev.podwright.units.Precision;
import dev.podwright.workload.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// One published training result.
///
/// @param network bytes/s of one rank to other nodes, where it is not what the catalogue's pod has
/// @param convention how the source counts FLOPs; read for metrics in FLOPs only
/// @param recomputeCounted whether it counts the recomputed forward pass too
public record PublishedTraining(String id, String pod, int chips, OptionalDouble network, String software, String model, Recipe recipe,
                                TrainingSetup setup, Metric metric, FlopConvention convention, boolean recomputeCounted, double measured,
                                String source, String note) implements Published {

    /// The figure compared.
    public enum Metric {
        TOKENS_PER_S_PER_CHIP, TFLOP_PER_S_PER_CHIP, MFU_PERCENT
    }

    @Override
    public String quantity() {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /// The results that ship with the product.
    public static List<PublishedTraining> bundled() {
        return Document.resource(PublishedTraining.class, "published.json").get("training").list().stream().map(PublishedTraining::read).toList();
    }

    private static PublishedTraining read(Node node) {
        Precision compute = node.get("precision").precision();
        Precision wide = compute == Precision.FP16 ? Precision.FP16 : Precision.BF16;
        Recipe recipe = new Recipe(node.get("sequence").positive(), node.get("batch").positive(), Recipe.Phase.PRETRAIN,
                new Quantization(compute, compute, wide));
        return new PublishedTraining(node.get("id").text(), node.get("pod").text(), node.get("chips").whole(1),
                node.find("network_gb_per_s_per_rank").map(n -> OptionalDouble.of(n.positive() * 1e9)).orElse(OptionalDouble.empty()),
                node.get("software").text(), node.get("model").text(), recipe, setup(node),
                Metric.valueOf(node.get("metric").text().toUpperCase(Locale.ROOT)),
                TrainingRows.convention(node.find("flops").map(Node::text).orElse("full")).orElseThrow(() -> node.get("flops").wrong("full, causal or none", "")),
                node.find("recompute_counted").map(Node::bool).orElse(false), node.get("measured").positive(), node.get("source").text(),
                node.get("note").text());
    }

    private static TrainingSetup setup(Node node) {
        Node sizes = node.get("layout");
        int tensor = size(sizes, "tensor");
        TrainingLayout layout = new TrainingLayout(tensor, tensor > 1 && sizes.find("sequence_parallel").map(Node::bool).orElse(true),
                size(sizes, "context"), ContextKind.RING, size(sizes, "data"), size(sizes, "pipeline"), size(sizes, "chunks"), size(sizes, "experts"), 1);
        Schedule schedule = named(node.get("schedule"), Schedule.values(), Schedule::label);
        Sharding.Kind kind = named(node.get("sharding"), Sharding.Kind.values(), Sharding.Kind::label);
        Sharding sharding = kind == Sharding.Kind.NONE ? Sharding.NONE : new Sharding(kind, layout.context() * layout.data());
        return new TrainingSetup(layout, schedule, node.get("micro_batch").whole(1), sharding, recompute(node.get("recompute")), Offload.NONE);
    }

    private static Recompute recompute(Node node) {
        if (node.isList()) {
            return new Recompute.Selective(node.list().stream().map(n -> named(n, Part.values(), Part::label)).collect(Collectors.toSet()));
        }
        return switch (node.text()) {
            case "none" -> Recompute.NONE;
            case "full" -> Recompute.FULL;
            default -> throw node.wrong("none, full or a list of parts", "");
        };
    }

    private static int size(Node sizes, String key) {
        return sizes.find(key).map(n -> n.whole(1)).orElse(1);
    }

    private static <E> E named(Node node, E[] all, java.util.function.Function<E, String> label) {
        return Arrays.stream(all).filter(e -> label.apply(e).equals(node.text())).findFirst()
                .orElseThrow(() -> node.wrong("one of " + Arrays.stream(all).map(label).collect(Collectors.joining(", ")), ""));
    }
}
