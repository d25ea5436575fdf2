package dev.podwright.schedule;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Pipelines and durations for tests.
final class Cases {
    private static final int MOST_STAGES = 8;
    private static final int MOST_CHUNKS = 4;

    private Cases() {}

    static ChunkTimes[][] even(Pipeline pipeline, ChunkTimes chunk) {
        return fill(pipeline, () -> chunk);
    }

    /// Seeded shapes that the schedule can run.
    static Stream<Pipeline> shapes(Schedule schedule, int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> shape(schedule, random)).filter(pipeline -> pipeline.conflict().isEmpty()).limit(count);
    }

    /// Durations with nothing in common.
    static ChunkTimes[][] wild(Pipeline pipeline, Random random) {
        return fill(pipeline, () -> {
            double forward = 0.1 + random.nextDouble();
            double backwardInput = 0.1 + 2 * random.nextDouble();
            double backwardWeight = 0.1 + random.nextDouble();
            double total = forward + backwardInput + backwardWeight;
            return new ChunkTimes(forward, backwardInput, backwardWeight, total * (0.6 + 0.4 * random.nextDouble()));
        });
    }

    /// Chunks of like layers: durations in proportion, but up to `spread` longer or shorter.
    static ChunkTimes[][] uneven(Pipeline pipeline, double spread, Random random) {
        double[] parts = random.doubles(pipeline.parts()).map(each -> 1 + spread * (2 * each - 1)).toArray();
        ChunkTimes[][] times = new ChunkTimes[pipeline.stages()][pipeline.chunksHeld()];
        for (int device = 0; device < times.length; device++) {
            for (int chunk = 0; chunk < times[device].length; chunk++) {
                double forward = parts[pipeline.part(device, chunk)];
                times[device][chunk] = new ChunkTimes(forward, 1.1 * forward, 0.9 * forward, 2.7 * forward);
            }
        }
        return times;
    }

    private static Pipeline shape(Schedule schedule, Random random) {
        int stages = 1 + random.nextInt(MOST_STAGES);
        int chunks = schedule == Schedule.INTERLEAVED ? 2 + random.nextInt(MOST_CHUNKS - 1) : 1;
        return new Pipeline(schedule, stages, chunks, 1 + random.nextInt(5 * stages));
    }

    private static ChunkTimes[][] fill(Pipeline pipeline, Supplier<ChunkTimes> chunk) {
        ChunkTimes[][] times = new ChunkTimes[pipeline.stages()][pipeline.chunksHeld()];
        for (ChunkTimes[] device : times) {
            Arrays.setAll(device, i -> chunk.get());
        }
        return times;
    }
}
