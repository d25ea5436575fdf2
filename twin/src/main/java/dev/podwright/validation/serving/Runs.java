package dev.podwright.validation.serving;

import dev.podwright.catalog.Chip;
import dev.podwright.layout.MemoryBudget;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import dev.podwright.simulation.StepTimes;
import dev.podwright.step.ServingStep;
import dev.podwright.trace.Gaps;
import dev.podwright.trace.Generated;
import dev.podwright.units.Cost;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.RequestMix;

/// Points that take a simulation: replicas under a load, one of which stands for all.
final class Runs {
    /// Requests of an open or closed loop where the source does not say: ten for every one in flight, as InferenceX sends, at least so many.
    private static final int LEAST_REQUESTS = 100;
    private static final int ROUNDS = 10;
    /// So many arrivals per second come at once.
    private static final double AT_ONCE = 1e9;
    private static final long SEED = 20260131;

    private final Machines machines;

    Runs(Machines machines) {
        this.machines = machines;
    }

    Forecast run(Point point, ServingStep step) {
        PoolShape shape = point.both().orElseThrow();
        ServingLayout layout = shape.layout();
        Chip chip = machines.chip(point, layout);
        Lengths lengths = point.lengths();
        boolean bench = point.mode() == Mode.OFFLINE && point.engine() == Engine.TENSORRT_LLM && point.load().prompts() == 0;
        double longest = Math.ceil((lengths.input() + lengths.output()) * (1 + point.load().vary())) + 2;
        EngineRules rules = point.engine().rules();
        MemoryBudget budget = machines.memory(point, layout, rules.budget(), longest);
        if (bench) {
            double held = Memory.sequences(point.engine(), budget, chip);
            rules = rules.withMostSequences(OfflineSettings.sequences(held, layout.pipeline())).withBudget(OfflineSettings.tokens(held, layout.pipeline(), lengths));
        }
        int replicas = shape.replicas();
        int requests = (int) Math.max(1, Math.round(requests(point, bench) / (double) replicas));
        StepTimes times = new StepTimes(step, rules.mostSequences(), rules.budget(), 0);
        Pool pool = new Pool(Pool.Role.BOTH, 1, rules, times, Memory.blocks(point.engine(), budget, chip, layout, rules.blockTokens()));
        int clients = point.mode() == Mode.CLOSED_LOOP ? (int) Math.max(1, Math.round(point.load().concurrency() / replicas)) : 0;
        Gaps gaps = Gaps.poisson(point.mode() == Mode.RATE ? point.load().rate() / replicas : AT_ONCE);
        Statistics statistics = new Statistics(1, Limits.NONE);
        Simulation.End end = new Simulation(Setup.of(pool, Router.ROUND_ROBIN, new Clients(clients), SEED), statistics)
                .run(new Generated(RequestMix.of(lengths), gaps, point.load().vary(), requests, SEED), _ -> true);
        return forecast(statistics, end.seconds(), replicas, price(step, statistics.meanDecoding(), lengths));
    }

    private static double requests(Point point, boolean bench) {
        if (bench) {
            return OfflineSettings.requests(point.lengths());
        }
        return point.load().prompts() > 0 ? point.load().prompts() : Math.max(LEAST_REQUESTS, ROUNDS * point.load().concurrency());
    }

    private static Forecast forecast(Statistics s, double seconds, int replicas, Cost step) {
        double rate = replicas / seconds;
        return new Forecast(s.all().ttft().mean(), s.all().tpot().mean(), s.gaps().mean(), s.all().endToEnd().mean(), rate * s.all().inputTokens(),
                rate * s.all().outputTokens(), rate * s.all().finished(), step);
    }

    /// The step that decides: generation at its mean batch.
    private static Cost price(ServingStep step, double decoding, Lengths lengths) {
        double lane = Math.max(1, Math.round(decoding / (step.layout().data() * step.layout().pipeline())));
        return step.price(new Batch(0, 0, 0, lane, lengths.meanContext(), 1 + step.speculation().drafts()));
    }
}
