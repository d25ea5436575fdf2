package dev.podwright.schedule;

/// What one device does, in its order; written by an [Order], read by a [Walk]. Kept in plain arrays, because searches walk
/// through many short pipelines.
final class Steps {

    enum Kind {
        FORWARD, BACKWARD, BACKWARD_INPUT, BACKWARD_WEIGHT,
        /// A forward pass that the next step, a whole backward pass, runs beside: each computes while the other communicates, both end together.
        PAIRED_FORWARD,
        /// The step after a [#PAIRED_FORWARD].
        PAIRED_BACKWARD
    }

    private final Kind[] kinds;
    private final int[] chunks;
    private final int[] microBatches;
    private int size;

    /// @param capacity most steps
    Steps(int capacity) {
        kinds = new Kind[capacity];
        chunks = new int[capacity];
        microBatches = new int[capacity];
    }

    void forward(int chunk, int microBatch) {
        add(Kind.FORWARD, chunk, microBatch);
    }

    void backward(int chunk, int microBatch) {
        add(Kind.BACKWARD, chunk, microBatch);
    }

    void backwardInput(int chunk, int microBatch) {
        add(Kind.BACKWARD_INPUT, chunk, microBatch);
    }

    void backwardWeight(int chunk, int microBatch) {
        add(Kind.BACKWARD_WEIGHT, chunk, microBatch);
    }

    void pair(int forwardChunk, int forward, int backwardChunk, int backward) {
        add(Kind.PAIRED_FORWARD, forwardChunk, forward);
        add(Kind.PAIRED_BACKWARD, backwardChunk, backward);
    }

    int size() {
        return size;
    }

    Kind kind(int index) {
        return kinds[index];
    }

    int chunk(int index) {
        return chunks[index];
    }

    int microBatch(int index) {
        return microBatches[index];
    }

    Task task(int index) {
        return new Task(switch (kinds[index]) {
            case FORWARD, PAIRED_FORWARD -> Task.Kind.FORWARD;
            case BACKWARD, PAIRED_BACKWARD -> Task.Kind.BACKWARD;
            case BACKWARD_INPUT -> Task.Kind.BACKWARD_INPUT;
            case BACKWARD_WEIGHT -> Task.Kind.BACKWARD_WEIGHT;
        }, chunks[index], microBatches[index]);
    }

    private void add(Kind kind, int chunk, int microBatch) {
        kinds[size] = kind;
        chunks[size] = chunk;
        microBatches[size] = microBatch;
        size++;
    }
}
