package dev.podwright.schedule;

import java.util.ArrayDeque;
import java.util.Queue;

/// Half of the micro-batches enters at the first device and uses chunk 0 of every device, the other half enters at the last
/// device and uses chunk 1 (DeepSeek-V3, arXiv 2412.19437, section 3.2.1 and figure 5; phases as in deepseek-ai/DualPipe,
/// dualpipe/dualpipe.py). The order is symmetric: what the nearer end sends is `near` here, `far` comes from the other one.
final class DualPipeOrder {
    /// Forward, backward towards the input, gradient of the weights.
    private static final int TASKS = 3;

    private final int near;
    private final int far;
    private final int fromEnd;
    private final int half;
    private final int perDirection;
    private final int[] forwards;
    private final int[] backwards;
    /// Gradients of weights put off, the oldest first.
    private final Queue<Weight> weights = new ArrayDeque<>();
    private final Steps steps;

    private record Weight(int chunk, int microBatch) {}

    DualPipeOrder(Pipeline pipeline, int device) {
        half = pipeline.stages() / 2;
        near = device < half ? 0 : 1;
        far = 1 - near;
        fromEnd = Math.min(device, pipeline.stages() - 1 - device);
        perDirection = pipeline.microBatches() / 2;
        steps = new Steps(TASKS * pipeline.microBatches());
        forwards = new int[] {0, perDirection};
        backwards = new int[] {0, perDirection};
    }

    Steps steps() {
        int fromMiddle = half - 1 - fromEnd;
        fill(2 * fromMiddle);
        fillBoth(fromEnd + 1);
        turn(fromMiddle);
        steady(perDirection - 2 * half + fromEnd + 1);
        lastForwards(fromMiddle);
        drainBoth(fromEnd + 1);
        drain(fromMiddle);
        while (!weights.isEmpty()) {
            weight();
        }
        return steps;
    }

    private void fill(int times) {
        for (int i = 0; i < times; i++) {
            forward(near);
        }
    }

    private void fillBoth(int times) {
        for (int i = 0; i < times; i++) {
            forward(near);
            forward(far);
        }
    }

    private void turn(int times) {
        for (int i = 0; i < times; i++) {
            backwardInput(far);
            weight();
            forward(far);
        }
    }

    private void steady(int times) {
        for (int i = 0; i < times; i++) {
            // The neighbour across the middle waits for this first forward: alone it ends sooner.
            if (i == 0 && fromEnd == half - 1) {
                forward(near);
                backward(far);
            } else {
                pair(near, far);
            }
            pair(far, near);
        }
    }

    private void lastForwards(int times) {
        for (int i = 0; i < times; i++) {
            backward(far);
            pair(far, near);
        }
    }

    /// From the middle of this phase on, gradients of weights are put off.
    private void drainBoth(int times) {
        for (int i = 0; i < 2 * times; i++) {
            int direction = i % 2 == 0 ? far : near;
            if (i < times) {
                backward(direction);
            } else {
                backwardInput(direction);
            }
        }
    }

    private void drain(int times) {
        for (int i = 0; i < times; i++) {
            weight();
            backwardInput(near);
        }
    }

    private void forward(int chunk) {
        steps.forward(chunk, forwards[chunk]++);
    }

    private void backward(int chunk) {
        steps.backward(chunk, backwards[chunk]++);
    }

    private void backwardInput(int chunk) {
        int microBatch = backwards[chunk]++;
        steps.backwardInput(chunk, microBatch);
        weights.add(new Weight(chunk, microBatch));
    }

    private void weight() {
        Weight oldest = weights.remove();
        steps.backwardWeight(oldest.chunk, oldest.microBatch);
    }

    private void pair(int forward, int backward) {
        steps.pair(forward, forwards[forward]++, backward, backwards[backward]++);
    }
}
