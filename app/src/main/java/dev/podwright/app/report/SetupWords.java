package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Part;
import dev.podwright.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A setup in words, for those who do not read `tp8 pp4`.
final class SetupWords {
    private SetupWords() {}

    /// Who shares what.
    static String layout(TrainingSetup setup) {
        return sentence(sizes(setup));
    }

    /// How the work goes through that layout.
    static String work(TrainingSetup setup, int microBatches) {
        List<String> words = new ArrayList<>();
        words.add("each data-parallel copy takes %s of %s in an iteration".formatted(counted(microBatches, "micro-batch", "micro-batches"), counted(setup.microBatch(), "sequence", "sequences")));
        words.add(sharding(setup));
        words.add(recompute(setup.recompute()));
        Offload offload = setup.offload();
        if (offload.activations() > 0) {
            words.add("activations of %s of the layers wait in host memory".formatted(Show.percent(offload.activations())));
        }
        if (offload.optimizer()) {
            words.add("optimiser states live in host memory");
        }
        return sentence(words);
    }

    private static String sentence(List<String> words) {
        String sentence = String.join("; ", words);
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }

    private static List<String> sizes(TrainingSetup setup) {
        TrainingLayout layout = setup.layout();
        List<String> words = new ArrayList<>();
        if (layout.tensor() > 1) {
            words.add("%d ranks share every matrix%s".formatted(layout.tensor(), layout.sequence() ? ", norms and residuals too" : ""));
        }
        if (layout.context() > 1) {
            words.add("%d ranks share every sequence (%s)".formatted(layout.context(), layout.contextKind() == TrainingLayout.ContextKind.RING ? "ring" : "Ulysses"));
        }
        if (layout.experts() > 1) {
            words.add("%d ranks share the routed experts%s".formatted(layout.experts(), layout.expertTensor() > 1 ? ", each divided among %d".formatted(layout.expertTensor()) : ""));
        }
        if (layout.pipeline() > 1) {
            String chunks = layout.virtualStages() > 1 ? ", each of %d chunks of layers".formatted(layout.virtualStages()) : setup.schedule() == Schedule.DUAL_PIPE ? ", fed from both ends" : "";
            words.add("%d pipeline stages%s (%s)".formatted(layout.pipeline(), chunks, setup.schedule().label()));
        }
        words.add(layout.data() > 1 ? "%s data-parallel copies".formatted(Show.count(layout.data())) : "one copy");
        return words;
    }

    private static String sharding(TrainingSetup setup) {
        Sharding sharding = setup.sharding();
        String among = "shared by %s data-parallel ranks".formatted(Show.count(sharding.ranks()));
        return switch (sharding.kind()) {
            case NONE -> "every copy holds all its states";
            case ZERO1 -> "optimiser states are " + among;
            case ZERO2 -> "optimiser states and gradients are " + among;
            case ZERO3 -> "weights, gradients and optimiser states are " + among;
        };
    }

    private static String recompute(Recompute recompute) {
        return switch (recompute) {
            case Recompute.None _ -> "nothing is computed again";
            case Recompute.Selective selective -> "the backward pass computes again: " + selective.parts().stream().map(SetupWords::part).collect(Collectors.joining(", "));
            case Recompute.Full full -> full.share() == 1 ? "the backward pass computes every layer again" : "the backward pass computes %s of the layers again".formatted(Show.percent(full.share()));
        };
    }

    private static String part(Part part) {
        return switch (part) {
            case CORE_ATTENTION -> "attention core";
            case NORM -> "norms";
            case ACTIVATION -> "activation functions";
            case LATENT_UP -> "up-projections of latent attention";
            case FEED_FORWARD -> "feed-forward";
            case EXPERTS -> "experts";
        };
    }

    private static String counted(int count, String one, String many) {
        return Show.count(count) + " " + (count == 1 ? one : many);
    }
}
