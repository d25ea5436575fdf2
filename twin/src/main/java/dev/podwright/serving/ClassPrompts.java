package dev.podwright.serving;

import dev.podwright.model.Batch;
import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.workload.Images;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestClass;
import java.util.ArrayList;
import java.util.List;

/// The price of processing the prompts of one class of requests, its images first.
///
/// @param alone one prompt per attention group, from its images to its last chunk
/// @param shared a full step's worth of prompts per attention group; one for prompts longer than the budget
/// @param work seconds of replica time that one prompt costs when steps are full and every pipeline stage has one
/// @param lightShare share of `alone` for which the prompt occupies the first pipeline stage, so that no other can begin
/// @param heavyShare the same of `shared`
record ClassPrompts(RequestClass requests, Cost alone, Cost shared, Cost work, double lightShare, double heavyShare) {
    /// Chunks differ only by the tokens before them, and their price grows smoothly with those: of a very long prompt
    /// neighbours are priced together, by the middle one.
    private static final int MOST_PRICED = 64;

    static ClassPrompts of(ServingStep step, RequestClass requests) {
        double sharing = sharing(requests.lengths().fresh());
        Passage one = Passage.of(step, requests, 1);
        Passage full = sharing == 1 ? one : Passage.of(step, requests, sharing);
        double stages = step.layout().pipeline();
        double groups = step.layout().data();
        Cost work = full.images.isEmpty() ? full.prompts.repeated(1 / (sharing * groups * stages))
                : Cost.sequence("prefill", "", full.with(1 / stages)).repeated(1 / (sharing * groups));
        return new ClassPrompts(requests, one.whole(), full.whole(), work, one.firstStage(stages), full.firstStage(stages));
    }

    /// Prompts of so many new tokens that share a full step; 1 for prompts longer than the budget.
    static double sharing(double fresh) {
        return Math.max(1, Math.floor(EngineDefaults.TOKEN_BUDGET / fresh));
    }

    double light(Side side) {
        return side.of(alone) * lightShare;
    }

    double heavy(Side side) {
        return side.of(shared) * heavyShare;
    }

    double work(Side side) {
        return side.of(work) * work.times();
    }

    /// Prompts on their way through tower and layers.
    ///
    /// @param images at most one: the tower is passed once, on the first stage
    private record Passage(List<Cost> images, Cost prompts) {

        static Passage of(ServingStep step, RequestClass requests, double count) {
            Images images = requests.images();
            List<Cost> towers = images.any() ? List.of(step.vision(images.perRequest() * count, images.wide(), images.high())) : List.of();
            return new Passage(towers, price(step, requests.lengths(), count));
        }

        Cost whole() {
            return images.isEmpty() ? prompts : Cost.sequence("prefill", "images, then the prompt", with(1));
        }

        /// The parts, so much of the layers.
        List<Cost> with(double layers) {
            List<Cost> parts = new ArrayList<>(images);
            parts.add(prompts.repeated(layers));
            return parts;
        }

        double firstStage(double stages) {
            double tower = images.stream().mapToDouble(Cost::seconds).sum();
            return images.isEmpty() ? 1 / stages : (tower + prompts.seconds() / stages) / (tower + prompts.seconds());
        }
    }

    private static Cost price(ServingStep step, Lengths lengths, double prompts) {
        int chunks = (int) Math.ceil(lengths.fresh() / EngineDefaults.TOKEN_BUDGET);
        double tokens = lengths.fresh() / chunks;
        int together = Math.ceilDiv(chunks, MOST_PRICED);
        List<Cost> parts = new ArrayList<>();
        for (int first = 1; first <= chunks; first += together) {
            int last = Math.min(chunks, first + together - 1);
            Batch middle = new Batch(prompts, tokens, lengths.cached() + (first + last) / 2.0 * tokens, 0, 0, 1);
            String name = first == last ? "chunk " + first : "chunks %d-%d".formatted(first, last);
            parts.add(step.price(middle).named(name).repeated(last - first + 1));
        }
        return chunks == 1 ? parts.getFirst().named("prefill") : Cost.sequence("prefill", chunks + " chunks", parts);
    }
}
