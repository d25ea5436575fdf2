package dev.podwright.step;

import dev.podwright.calibration.TrainingOverheads;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.Recompute;
import dev.podwright.model.Architecture;
import dev.podwright.model.Operator;
import dev.podwright.model.Operators;
import dev.podwright.model.Quantization;
import dev.podwright.step.PassItem.Compute;
import dev.podwright.step.PassItem.Factor;
import dev.podwright.step.PassItem.Sending;
import dev.podwright.step.PassItem.Transfer;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Prices the passes of a micro-batch through the blocks of a model on one rank. A block is priced once per shape; asked
/// again, it is remembered. Safe for use by several threads.
public final class TrainingBlocks {
    private final Architecture model;
    private final Quantization quantization;
    private final double sequence;
    private final TrainingSoftware software;
    private final int loraRank;
    private final Kernels kernels;
    private final Fabric fabric;
    private final Slowing slowing;
    private final Map<Place, List<PassItem>> items = new ConcurrentHashMap<>();
    private final Map<Question, PassSeconds> answers = new ConcurrentHashMap<>();

    private record Place(Block block, TrainingShape shape) {}

    private record Question(Block block, TrainingShape shape, Pass pass, Recompute recompute) {}

    /// @param sequence tokens per sequence
    /// @param loraRank rank of adapters beside frozen weights, 0 = all weights learn
    public TrainingBlocks(Architecture model, Quantization quantization, double sequence, TrainingSoftware software, int loraRank,
                          Kernels kernels, Fabric fabric) {
        this(model, quantization, sequence, software, loraRank, kernels, fabric, TrainingOverheads.NONE);
    }

    /// @param overheads what the software takes beyond kernels and collectives
    public TrainingBlocks(Architecture model, Quantization quantization, double sequence, TrainingSoftware software, int loraRank,
                          Kernels kernels, Fabric fabric, TrainingOverheads overheads) {
        this.model = model;
        this.quantization = quantization;
        this.sequence = sequence;
        this.software = software;
        this.loraRank = loraRank;
        this.kernels = kernels;
        this.fabric = fabric;
        this.slowing = new Slowing(software, overheads, kernels, fabric);
    }

    /// Seconds, FLOPs and communication of one pass.
    ///
    /// @param recompute what runs again; read for [Pass#RECOMPUTE] only. Of [Recompute.Full] one layer that is recomputed.
    public PassSeconds seconds(Block block, TrainingShape shape, Pass pass, Recompute recompute) {
        Question question = new Question(block, shape, pass, pass == Pass.RECOMPUTE ? recompute : Recompute.NONE);
        PassSeconds known = answers.get(question);
        if (known == null) {
            known = add(block, shape, pass, recompute);
            answers.put(question, known);
        }
        return known;
    }

    /// The same as a cost tree; communication shows its exposed seconds.
    public Cost price(Block block, TrainingShape shape, Pass pass, Recompute recompute) {
        List<Cost> parts = new ArrayList<>();
        for (PassItem item : items(block, shape)) {
            switch (item) {
                case Compute compute -> operators(compute, pass, recompute).forEach(o -> parts.add(slowing.price(o, compute.slowdown(), block)));
                case Transfer transfer -> sendings(transfer, pass, recompute).forEach(s -> parts.add(exposed(transfer, s)));
            }
        }
        slowing.host(block, pass, recompute).ifPresent(parts::add);
        return Cost.sequence(pass.label(), "", parts.stream().filter(p -> p.total() > 0).toList());
    }

    /// The forward operators of a block on one rank, for pictures and counts.
    public List<Operator> operators(Block block, TrainingShape shape, Pass pass, Recompute recompute) {
        return items(block, shape).stream().filter(i -> i instanceof Compute)
                .flatMap(i -> operators((Compute) i, pass, recompute).stream()).toList();
    }

    private List<PassItem> items(Block block, TrainingShape shape) {
        Place place = new Place(block, shape);
        List<PassItem> known = items.get(place);
        if (known == null) {
            known = new LayerItems(model, quantization, sequence, software, loraRank, kernels, fabric, shape).of(block);
            items.put(place, known);
        }
        return known;
    }

    private PassSeconds add(Block block, TrainingShape shape, Pass pass, Recompute recompute) {
        double seconds = 0;
        double flops = 0;
        double[] alone = new double[Exchange.values().length];
        double[] exposed = new double[Exchange.values().length];
        for (PassItem item : items(block, shape)) {
            switch (item) {
                case Compute compute -> {
                    for (Operator operator : operators(compute, pass, recompute)) {
                        seconds += slowing.seconds(operator, compute.slowdown(), block);
                        flops += operator.flops();
                    }
                }
                case Transfer transfer -> {
                    for (Sending sending : sendings(transfer, pass, recompute)) {
                        double whole = slowing.alone(sending.times() * fabric.seconds(sending.collective()));
                        double left = slowing.exposed(transfer, whole, sending.behind());
                        alone[transfer.kind().ordinal()] += whole;
                        exposed[transfer.kind().ordinal()] += left;
                        seconds += left;
                    }
                }
            }
        }
        return new PassSeconds(seconds + slowing.hostSeconds(block, pass, recompute), flops, alone, exposed);
    }

    private List<Operator> operators(Compute compute, Pass pass, Recompute recompute) {
        return switch (pass) {
            case FORWARD -> List.of(compute.operator());
            case RECOMPUTE -> Again.runs(compute, recompute) ? List.of(compute.operator()) : List.of();
            case BACKWARD_INPUT -> Operators.backward(compute.operator()).stream()
                    .filter(o -> compute.factor() == Factor.ACTIVATIONS || !weight(o)).toList();
            case BACKWARD_WEIGHT -> compute.factor() == Factor.LEARNING ? weights(compute.operator()) : List.of();
        };
    }

    /// The gradient of the weights and its sum over micro-batches.
    private List<Operator> weights(Operator forward) {
        return Stream.concat(Operators.backward(forward).stream().filter(TrainingBlocks::weight),
                Operators.accumulation(forward, software.gradients()).stream()).toList();
    }

    private static List<Sending> sendings(Transfer transfer, Pass pass, Recompute recompute) {
        return switch (pass) {
            case FORWARD -> transfer.forward();
            case RECOMPUTE -> Again.runs(transfer, recompute) ? transfer.forward() : List.of();
            case BACKWARD_INPUT -> transfer.backward();
            case BACKWARD_WEIGHT -> List.of();
        };
    }

    private static boolean weight(Operator gradient) {
        return gradient.name().endsWith(".wgrad");
    }

    private Cost exposed(Transfer transfer, Sending sending) {
        Cost alone = fabric.price(transfer.name(), sending.collective()).repeated(sending.times());
        double left = slowing.exposed(transfer, slowing.alone(alone.total()), sending.behind());
        if (left == alone.total()) {
            return alone;
        }
        return Cost.leaf(transfer.name(), left, Math.min(left, alone.times() * alone.ideal()), alone.bound(), alone.spread(),
                sending.behind() == 0 ? alone.why() : alone.why() + ", partly behind computation");
    }
}
