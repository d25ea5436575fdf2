package dev.podwright.validation.serving;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.step.ServingStep;
import dev.podwright.step.StepOverheads;
import dev.podwright.units.Cost;

/// Points that are one step, or a batch that runs through without others.
final class ClosedForms {
    /// Contexts at which the steps of a batch are priced: between them a step grows linearly.
    private static final int CONTEXTS = 4;
    /// Prompt tokens of a step on every attention group where a source does not say: what wide-EP prefill pools take
    /// (16,384 per NPU: CloudMatrix-Infer, arXiv 2506.12708, table 4; 16,384 per GPU: LMSYS, "Deploying DeepSeek with PD disaggregation", 2025).
    private static final double PROMPT_STEP = 16384;

    private ClosedForms() {}

    /// A pool that generates: one step of its batch.
    static Forecast decode(Point point, ServingStep step, StepOverheads overheads) {
        ServingLayout layout = step.layout();
        double sequences = point.load().batch();
        double lane = sequences / (layout.data() * layout.pipeline());
        Cost cost = step.price(new Batch(0, 0, 0, lane, point.load().kept(), 1 + step.speculation().drafts()));
        double passage = overheads.host(lane) + overheads.decode() * cost.seconds();
        double tpot = passage / step.speculation().tokensPerStep();
        double rate = sequences / tpot * point.both().orElseThrow().replicas();
        return new Forecast(Double.NaN, tpot, passage, Double.NaN, Double.NaN, rate, rate / point.lengths().output(), cost);
    }

    /// A pool that processes prompts: one step of its batch, or of as many prompts as such a pool takes.
    static Forecast prefill(Point point, ServingStep step, StepOverheads overheads) {
        ServingLayout layout = step.layout();
        double fresh = point.lengths().fresh();
        double prompts = point.load().batch() > 0 ? point.load().batch() : layout.data() * Math.max(1, PROMPT_STEP / fresh);
        double lane = Math.max(1, prompts / layout.data());
        Cost cost = step.price(new Batch(lane, fresh, point.lengths().input(), 0, 0, 1));
        double busy = Math.min(prompts, lane * layout.data());
        double seconds = overheads.host(lane) + overheads.prefill() * cost.seconds();
        double rate = busy / seconds * point.both().orElseThrow().replicas();
        return new Forecast(seconds, Double.NaN, Double.NaN, Double.NaN, rate * point.lengths().input(), Double.NaN, rate, cost);
    }

    /// A batch whose prompts are processed together and that then generates together; rates count both.
    static Forecast batch(Point point, ServingStep step, StepOverheads overheads) {
        ServingLayout layout = step.layout();
        double sequences = Math.max(1, point.load().batch());
        double lane = Math.max(1, sequences / layout.data());
        double prompt = overheads.host(lane)
                + overheads.prefill() * step.seconds(new Batch(lane, point.lengths().fresh(), point.lengths().input(), 0, 0, 1));
        double output = point.lengths().output();
        double reads = GenerationKernels.reads(point);
        double sum = 0;
        for (int i = 0; i <= CONTEXTS; i++) {
            double context = point.lengths().input() + 1 + (output - 1) * i / CONTEXTS;
            double weight = (i == 0 || i == CONTEXTS ? 0.5 : 1) / CONTEXTS;
            Batch batch = new Batch(0, 0, 0, lane, context, 1 + step.speculation().drafts());
            sum += weight * (step.seconds(batch) + (reads == 1 ? 0 : (reads - 1) * step.parts(batch).decodeAttention()));
        }
        double passage = overheads.host(lane) + overheads.decode() * sum;
        double tpot = passage / step.speculation().tokensPerStep();
        double whole = prompt + (output - 1) * tpot;
        double rate = sequences / whole * point.both().orElseThrow().replicas();
        Cost cost = step.price(new Batch(0, 0, 0, lane, point.lengths().meanContext(), 1 + step.speculation().drafts()));
        return new Forecast(prompt, tpot, passage, whole, rate * point.lengths().input(), rate * output, rate, cost);
    }
}
