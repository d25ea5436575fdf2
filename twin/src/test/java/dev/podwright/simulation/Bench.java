package dev.podwright.simulation;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.trace.Replay;
import dev.podwright.trace.RequestTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// What tests of deployments share: step times, made requests, a book of what happened.
final class Bench {
    static final int SEGMENT = 64;
    private static final Catalog CATALOG = Catalog.bundled();

    private Bench() {}

    /// What happened, request by request.
    static final class Book implements Ledger {
        final List<Served> done = new ArrayList<>();
        final List<Unserved> lost = new ArrayList<>();
        final List<Ran> ran = new ArrayList<>();

        @Override
        public void finished(Served request) {
            done.add(request);
        }

        @Override
        public void unserved(Unserved request) {
            lost.add(request);
        }

        @Override
        public void ran(Ran steps) {
            ran.add(steps);
        }

        List<Served> inOrder() {
            return done.stream().sorted(Comparator.comparingLong(Served::request)).toList();
        }

        double prompts() {
            return ran.stream().mapToDouble(Ran::promptTokens).sum();
        }

        double decoded() {
            return ran.stream().mapToDouble(r -> (double) r.steps() * r.decoding()).sum();
        }
    }

    static StepTimes times(EngineRules rules, int tensor) {
        return times("llama-3.1-8b", rules, new ServingLayout(tensor, 1, 1, 1), Speculation.NONE);
    }

    static StepTimes times(String model, EngineRules rules, ServingLayout layout, Speculation speculation) {
        var chip = CATALOG.chip("h100-sxm");
        var pod = CATALOG.adHoc("h100-sxm", 8);
        return new StepTimes(new ServingStep(Models.named(model), Quantization.BF16, layout,
                Kernels.of(chip, CATALOG.chips(), Calibration.bundled()), Fabric.of(pod, chip, Calibration.bundled().collectives()).inEngine(), speculation),
                rules.mostSequences(), rules.budget(), 0);
    }

    static RequestTrace trace(long seed, int size, boolean hashes) {
        return trace(seed, size, hashes, 0.03);
    }

    /// @param gap mean seconds between two requests
    static RequestTrace trace(long seed, int size, boolean hashes, double gap) {
        Random random = new Random(seed);
        double[] arrivals = new double[size];
        int[] inputs = new int[size];
        int[] outputs = new int[size];
        long[][] segments = hashes ? new long[size][] : null;
        double clock = 0;
        for (int i = 0; i < size; i++) {
            arrivals[i] = clock;
            clock += -Math.log(1 - random.nextDouble()) * gap;
            inputs[i] = 1 + random.nextInt(900);
            outputs[i] = 1 + random.nextInt(200);
            if (hashes) {
                int family = random.nextInt(5);
                segments[i] = new long[inputs[i] / SEGMENT];
                for (int s = 0; s < segments[i].length; s++) {
                    segments[i][s] = s < 6 ? family * 1000L + s : 1_000_000L * (i + 1) + s;
                }
            }
        }
        return RequestTrace.of("made", arrivals, inputs, outputs, segments, hashes ? SEGMENT : 0);
    }

    static RequestTrace requests(double[] arrivals, int input, int output) {
        int[] inputs = new int[arrivals.length];
        int[] outputs = new int[arrivals.length];
        Arrays.fill(inputs, input);
        Arrays.fill(outputs, output);
        return RequestTrace.of("made", arrivals, inputs, outputs, null, 0);
    }

    static EngineRules rules(Random random) {
        EngineRules base = List.of(EngineRules.VLLM, EngineRules.SGLANG, EngineRules.TENSORRT_LLM).get(random.nextInt(3));
        return base.withBudget(128 + random.nextInt(1000)).withMostSequences(4 + random.nextInt(60));
    }

    static Simulation.End run(Setup setup, RequestTrace trace, Book book) {
        return new Simulation(setup, book).run(new Replay(trace, 1, 1), n -> true);
    }
}
