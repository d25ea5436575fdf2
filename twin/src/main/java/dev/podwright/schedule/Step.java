package dev.podwright.schedule;

import dev.podwright.schedule.Task.Kind;

/// What a device takes up at once.
sealed interface Step {

    /// One task alone.
    record Single(Task task) implements Step {}

    /// A forward and a whole backward pass of two micro-batches that hide each other's communication; both end together.
    record Pair(Task forward, Task backward) implements Step {}

    static Step forward(int chunk, int microBatch) {
        return new Single(new Task(Kind.FORWARD, chunk, microBatch));
    }

    static Step backward(int chunk, int microBatch) {
        return new Single(new Task(Kind.BACKWARD, chunk, microBatch));
    }

    static Step backwardInput(int chunk, int microBatch) {
        return new Single(new Task(Kind.BACKWARD_INPUT, chunk, microBatch));
    }

    static Step backwardWeight(int chunk, int microBatch) {
        return new Single(new Task(Kind.BACKWARD_WEIGHT, chunk, microBatch));
    }
}
