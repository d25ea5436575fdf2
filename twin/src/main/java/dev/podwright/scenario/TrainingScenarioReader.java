package dev.podwright.scenario;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.network.fault.ConditionReader;
import dev.podwright.units.Precision;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Reads a scenario document that asks for training (see `docs/schema/scenario.schema.json`), checking it whole before
/// anything runs.
public final class TrainingScenarioReader {
    /// The field that makes a scenario one of training.
    public static final String FIELD = "training";

    private static final double SECONDS_PER_DAY = 86_400;
    /// A longer run, more tokens or a larger batch than anybody ever had by orders of magnitude are slips.
    private static final double MOST_DAYS = 36_500;
    private static final double MOST_TOKENS = 1e18;
    private static final double MOST_BATCH_TOKENS = 1e12;
    private static final double MOST_SEQUENCE = 1e8;
    private static final int MOST_LORA_RANK = 65_536;

    /// Context that most base models were pretrained with first, Llama 2 (arXiv 2307.09288, table 1) and DeepSeek-V3 (arXiv
    /// 2412.19437, section 4.2) among them.
    private static final double USUAL_SEQUENCE = 4096;

    private static final List<String> FIELDS = List.of("schema", "model", FIELD, "setup", "targets", ConditionReader.FIELD);
    private static final List<String> OF_SERVING = List.of("workload", "limits", "precision", "mode", "speculation");

    private final Catalog catalog;

    public TrainingScenarioReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Whether a scenario document asks for training rather than for serving.
    public static boolean asks(Node root) {
        return root.isObject() && root.find(FIELD).isPresent();
    }

    /// @throws InputException on any field that is unknown, missing, of the wrong kind or absurd
    public TrainingQuestion read(Node root) {
        refuseServing(root);
        root.allowOnly(FIELDS);
        ScenarioReader.checkSchema(root);
        Node training = root.get(FIELD);
        training.allowOnly(List.of("sequence_tokens", "global_batch", "global_batch_tokens", "tokens", "days", "phase", "lora_rank",
                "precision", "software"));
        List<Target> targets = new ScenarioReader(catalog).targets(root.get("targets"));
        Architecture model = Models.named(root.get("model").text());
        List<String> defaults = new ArrayList<>();
        Recipe.Phase phase = phase(training);
        double sequence = sequence(training, model, defaults);
        double batch = batch(training, model, phase, sequence, targets, defaults);
        int rank = loraRank(training, phase, defaults);
        Optional<TrainingSoftware> software = training.find("software").map(n -> catalog.trainingSoftware(n.text()));
        TrainingScenario scenario = new TrainingScenario(model, sequence, batch, phase, rank, budget(training, sequence * batch),
                training.find("precision").map(TrainingScenarioReader::compute), software, targets, ScenarioReader.condition(root));
        return new TrainingQuestion(scenario, setup(root, targets), defaults);
    }

    private static void refuseServing(Node root) {
        OF_SERVING.stream().flatMap(key -> root.find(key).stream()).findFirst().ifPresent(node -> {
            String mend = node.place().field().equals("precision") ? "Training takes its precision from training.precision."
                    : "Leave it out, or leave out training.";
            throw new InputException("%s: this belongs to serving, and the scenario asks for training.".formatted(node.place()), mend);
        });
    }

    private static Recipe.Phase phase(Node training) {
        return training.find("phase").map(n -> Words.of(n, Recipe.Phase.values(), Recipe.Phase::label)).orElse(Recipe.Phase.PRETRAIN);
    }

    private static double sequence(Node training, Architecture model, List<String> defaults) {
        Optional<Node> given = training.find("sequence_tokens");
        if (given.isEmpty()) {
            double sequence = model.contextLimit() > 0 ? Math.min(USUAL_SEQUENCE, model.contextLimit()) : USUAL_SEQUENCE;
            defaults.add("sequences of %,.0f tokens%s".formatted(sequence, sequence < USUAL_SEQUENCE ? ", the model's longest" : ""));
            return sequence;
        }
        double sequence = given.get().whole(1);
        if (sequence > MOST_SEQUENCE) {
            throw given.get().wrong("a number of tokens from 1 to 100 million", "");
        }
        if (model.positions() > 0 && sequence > model.positions()) {
            throw given.get().wrong("within the %,d positions of %s".formatted(model.positions(), model.id()), "Choose a shorter sequence.");
        }
        return sequence;
    }

    private static double batch(Node training, Architecture model, Recipe.Phase phase, double sequence, List<Target> targets,
                                List<String> defaults) {
        Optional<Node> sequences = training.find("global_batch");
        Optional<Node> tokens = training.find("global_batch_tokens");
        if (sequences.isPresent() && tokens.isPresent()) {
            throw new InputException("%s: both global_batch and global_batch_tokens are given.".formatted(sequences.get().place()),
                    "Give one of them: sequences or tokens per optimiser step.");
        }
        if (sequences.isEmpty() && tokens.isEmpty()) {
            double batch = GlobalBatch.of(model, phase, sequence, targets);
            defaults.add("global batch of %,.0f sequences (%,.2fM tokens), usual for %s".formatted(batch, batch * sequence / 1e6,
                    phase == Recipe.Phase.PRETRAIN ? "pretraining models of this size" : "fine-tuning"));
            return batch;
        }
        Node given = sequences.or(() -> tokens).orElseThrow();
        double batch = sequences.isPresent() ? given.whole(1) : Math.rint(given.positive() / sequence);
        if (batch < 1) {
            throw given.wrong("at least one sequence of %,.0f tokens".formatted(sequence), "");
        }
        if (batch * sequence > MOST_BATCH_TOKENS) {
            throw given.wrong("a batch of at most a million million tokens", "");
        }
        return batch;
    }

    private static int loraRank(Node training, Recipe.Phase phase, List<String> defaults) {
        Optional<Node> given = training.find("lora_rank");
        if (phase != Recipe.Phase.LORA) {
            given.ifPresent(n -> {
                throw new InputException("%s: a LoRA rank is given, and the phase is %s.".formatted(n.place(), phase.label()),
                        "Leave it out, or choose the phase lora.");
            });
            return 0;
        }
        if (given.isEmpty()) {
            defaults.add("LoRA adapters of rank %d".formatted(Recipe.USUAL_LORA_RANK));
            return Recipe.USUAL_LORA_RANK;
        }
        int rank = given.get().whole(1);
        if (rank > MOST_LORA_RANK) {
            throw given.get().wrong("a rank from 1 to %,d".formatted(MOST_LORA_RANK), "");
        }
        return rank;
    }

    private static Budget budget(Node training, double stepTokens) {
        OptionalDouble tokens = OptionalDouble.empty();
        if (training.find("tokens").isPresent()) {
            Node node = training.get("tokens");
            if (!(node.number() >= stepTokens && node.number() <= MOST_TOKENS)) {
                throw node.wrong("a number of tokens from one optimiser step (%,.0f) to 1e18".formatted(stepTokens), "");
            }
            tokens = OptionalDouble.of(node.number());
        }
        OptionalDouble seconds = OptionalDouble.empty();
        if (training.find("days").isPresent()) {
            Node node = training.get("days");
            if (!(node.positive() <= MOST_DAYS)) {
                throw node.wrong("a number of days up to %,.0f".formatted(MOST_DAYS), "");
            }
            seconds = OptionalDouble.of(node.number() * SECONDS_PER_DAY);
        }
        return new Budget(tokens, seconds);
    }

    private static Precision compute(Node node) {
        Precision precision = node.precision();
        if (!TrainingScenario.COMPUTE.contains(precision)) {
            throw node.wrong("a precision to train in", "Choose one of "
                    + TrainingScenario.COMPUTE.stream().map(Precision::label).collect(Collectors.joining(", ")) + ".");
        }
        return precision;
    }

    private static Optional<TrainingSetup> setup(Node root, List<Target> targets) {
        return root.find("setup").map(node -> {
            if (targets.size() > 1) {
                throw new InputException("%s: a setup is given for %d targets.".formatted(node.place(), targets.size()), "Name one pod.");
            }
            return new SetupReader(node, targets.getFirst().pod()).read();
        });
    }
}
