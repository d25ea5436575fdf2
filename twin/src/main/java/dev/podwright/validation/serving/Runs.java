package dev.podwright.validation.serving;

import dev.podwright.catalog.Chip;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.simulation.CacheShare;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import dev.podwright.simulation.StepTimes;
import dev.podwright.simulation.Transfer;
import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import java.util.List;

/// Points that take a simulation. Of replicas that do both, one stands for all and gets its share of the load.
final class Runs {
    /// Requests of an open or closed loop where the source does not say: ten for every one in flight, as InferenceX sends, at least so many.
    private static final int LEAST_REQUESTS = 100;
    private static final int ROUNDS = 10;
    /// Of an offline run that says nothing: long enough for its ends not to matter.
    private static final int STREAM = 3000;
    /// NVIDIA's throughput pages give the cache this share of what the model leaves (docs/source/performance/perf-overview.md at v1.0).
    private static final CacheShare BENCH_MEMORY = new CacheShare(1, 0.95, true);
    private static final double SGLANG_LARGE = 90e9;
    private static final int SGLANG_CHUNK = 8192;
    private static final double VLLM_LARGE = 70e9;
    private static final int VLLM_TOKENS = 2048;
    private static final int VLLM_SEQUENCES = 256;
    private static final long SEED = 20260131;

    private final Machines machines;

    Runs(Machines machines) {
        this.machines = machines;
    }

    /// Replicas that do both.
    Forecast together(Point point, ServingStep step, StepTimes times) {
        PoolShape shape = point.both().orElseThrow();
        boolean bench = bench(point);
        EngineRules rules = rules(point, shape.layout());
        int replicas = shape.replicas();
        int requests = (int) Math.max(1, Math.round(requests(point, bench) / replicas));
        Pool pool = new Pool(Pool.Role.BOTH, 1, rules, times,
                machines.blocks(point, shape.layout(), rules, longest(point)));
        // Clients that send at a rate and never more than so many at once: published rates of that kind are above what the system serves.
        boolean waits = point.mode() == Mode.CLOSED_LOOP || point.mode() == Mode.RATE && point.load().concurrency() > 0;
        double clients = waits ? point.load().concurrency() / replicas : 0;
        Arrivals source = new Arrivals(point, requests, point.mode() == Mode.RATE ? point.load().rate() / replicas : 0, SEED);
        Statistics statistics = new Statistics(1, Limits.NONE);
        Simulation.End end = new Simulation(Setup.of(pool, Router.ROUND_ROBIN, clients(clients), SEED), statistics).run(source, _ -> true);
        return forecast(statistics, end.seconds(), replicas, price(step, statistics.meanDecoding(), point.lengths()));
    }

    /// A pool for prompts and one for generation, whole.
    Forecast apart(Point point, ServingStep generation, StepTimes prompts, StepTimes times) {
        PoolShape first = point.prefill().orElseThrow();
        PoolShape second = point.decode().orElseThrow();
        double concurrency = point.load().concurrency() > 0 ? point.load().concurrency()
                : Math.max(1, point.load().batch()) * second.layout().data() * second.replicas();
        Transfer transfer = machines.transfer(point, first, second, Math.toIntExact(longest(point)));
        Setup setup = Setup.apart(List.of(pool(point, Pool.Role.PREFILL, first, prompts), pool(point, Pool.Role.DECODE, second, times)),
                Router.LEAST_TOKENS, Router.LEAST_TOKENS, transfer, clients(point.load().rate() > 0 ? 0 : concurrency), SEED);
        int requests = (int) Math.max(LEAST_REQUESTS, point.load().prompts() > 0 ? point.load().prompts() : ROUNDS * concurrency);
        Statistics statistics = new Statistics(1, Limits.NONE);
        Simulation.End end = new Simulation(setup, statistics).run(new Arrivals(point, requests, point.load().rate(), SEED), _ -> true);
        return forecast(statistics, end.seconds(), 1, price(generation, concurrency / second.replicas(), point.lengths()));
    }

    private Pool pool(Point point, Pool.Role role, PoolShape shape, StepTimes times) {
        EngineRules rules = rules(point, shape.layout());
        return new Pool(role, shape.replicas(), rules, times,
                machines.blocks(point, shape.layout(), rules, longest(point)));
    }

    private static Clients clients(double concurrency) {
        return concurrency > 0 ? new Clients((int) Math.max(1, Math.round(concurrency))) : Clients.OPEN;
    }

    /// NVIDIA's throughput pages.
    private static boolean bench(Point point) {
        return point.mode() == Mode.OFFLINE && point.engine() == Engine.TENSORRT_LLM && point.load().prompts() == 0;
    }

    private EngineRules rules(Point point, ServingLayout layout) {
        EngineRules rules = point.engine().rules().withPrefixCaching(false);
        if (!bench(point)) {
            return byMemory(rules, point.engine(), machines.chip(point, layout));
        }
        EngineRules bench = rules.with(BENCH_MEMORY);
        double held = machines.held(point, layout, bench, longest(point));
        return bench.withMostSequences(OfflineSettings.sequences(held, layout.pipeline())).withBudget(OfflineSettings.tokens(held, layout.pipeline(), point.lengths()));
    }

    /// Defaults that follow the chip: SGLang's prompts are cut at 8,192 tokens below 90 GB (`chunked_prefill_size` in server_args.py); vLLM takes 2,048 tokens
    /// and 256 sequences on an A100 and below 70 GB (`default_max_num_batched_tokens`, `default_max_num_seqs` in vllm/engine/arg_utils.py).
    private static EngineRules byMemory(EngineRules rules, Engine engine, Chip chip) {
        double memory = chip.need(dev.podwright.catalog.Figure.MEMORY_CAPACITY);
        return switch (engine) {
            case SGLANG -> memory < SGLANG_LARGE ? rules.withBudget(SGLANG_CHUNK) : rules;
            case VLLM -> chip.id().startsWith("a100") || memory < VLLM_LARGE ? rules.withBudget(VLLM_TOKENS).withMostSequences(VLLM_SEQUENCES) : rules;
            case TENSORRT_LLM, VLLM_ASCEND, MINDIE, CANN, OTHER -> rules;
        };
    }

    private static long longest(Point point) {
        return Arrivals.longest(point.lengths(), point.load().drawn(), point.load().vary());
    }

    private static double requests(Point point, boolean bench) {
        if (bench) {
            return OfflineSettings.requests(point.lengths());
        }
        return point.load().prompts() > 0 ? point.load().prompts() : point.mode() == Mode.OFFLINE ? STREAM : Math.max(LEAST_REQUESTS, ROUNDS * point.load().concurrency());
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
