package dev.podwright.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.layout.ServingLayout;
import dev.podwright.step.Speculation;
import dev.podwright.trace.Replay;
import dev.podwright.trace.RequestTrace;
import dev.podwright.workload.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final int SEGMENT = 64;

    /// What happened, request by request.
    private static final class Book implements Ledger {
        private final List<double[]> done = new ArrayList<>();
        private long rejected;
        private double decoded;
        private double prompts;
        private double busy;

        @Override
        public void finished(Served r) {
            done.add(new double[] {r.request(), r.arrival(), r.began(), r.first(), r.end(), r.input(), r.cached(), r.output(), r.preemptions()});
        }

        @Override
        public void unserved(Unserved request) {
            rejected++;
        }

        @Override
        public void ran(Ran r) {
            decoded += (double) r.steps() * r.decoding();
            prompts += r.promptTokens();
            busy += r.seconds();
        }
    }

    private static StepTimes times(EngineRules rules, ServingLayout layout, Speculation speculation) {
        return Bench.times(speculation.drafts() > 0 || layout.data() > 1 ? "deepseek-v3" : "llama-3.1-8b", rules, layout, speculation);
    }

    private static RequestTrace trace(long seed, int size, boolean hashes) {
        return Bench.trace(seed, size, hashes, 0.05);
    }

    private static Simulation.End run(EngineRules rules, StepTimes times, RequestTrace trace, long blocks, int replicas, int concurrency, boolean oneByOne, Book book) {
        return new Simulation(new Setup(List.of(new Pool(Pool.Role.BOTH, replicas, rules, times, blocks)), Router.values()[replicas % Router.values().length], new Clients(concurrency), oneByOne, 7), book)
                .run(new Replay(trace, 1, 1), n -> true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void every_request_finishes_once_and_nothing_leaks(long seed) {
        Random random = new Random(seed);
        EngineRules rules = Bench.rules(random);
        StepTimes times = times(rules, new ServingLayout(1 + random.nextInt(2), 1, 1, 1), Speculation.NONE);
        RequestTrace trace = trace(seed, 300, seed % 2 == 0);
        // Few blocks: requests are preempted.
        long blocks = (1200 + random.nextInt(4000)) / rules.blockTokens() + 1;
        Book book = new Book();
        Simulation.End end = run(rules, times, trace, blocks, 1 + random.nextInt(3), seed % 3 == 0 ? 16 : 0, false, book);
        assertThat(end.whole()).isTrue();
        assertThat(end.leaked()).isZero();
        assertThat(book.rejected).isZero();
        assertThat(book.done.stream().mapToLong(d -> (long) d[0]).sorted().distinct().count()).isEqualTo(300);
        double outputs = 0;
        double inputs = 0;
        double cached = 0;
        for (double[] d : book.done) {
            assertThat(d[2]).isGreaterThanOrEqualTo(d[1]);
            assertThat(d[3]).isGreaterThan(d[2]);
            assertThat(d[4]).isGreaterThanOrEqualTo(d[3]);
            assertThat(d[6]).isLessThan(d[5]);
            outputs += d[7] - 1;
            inputs += d[5];
            cached += d[6];
        }
        boolean preempted = book.done.stream().anyMatch(d -> d[8] > 0);
        if (!preempted) {
            assertThat(book.decoded).isEqualTo(outputs);
            assertThat(book.prompts).isEqualTo(inputs - cached);
        } else {
            assertThat(book.prompts).isGreaterThanOrEqualTo(inputs - cached);
        }
        assertThat(book.busy).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void leaps_give_what_single_steps_give(long seed) {
        Random random = new Random(seed);
        EngineRules rules = Bench.rules(random);
        boolean drafts = seed % 4 == 0;
        StepTimes times = drafts ? times(rules, new ServingLayout(1, 8, 1, 8), new Speculation(1, 1.7)) : times(rules, new ServingLayout(1, 1, 1, 1), Speculation.NONE);
        RequestTrace trace = trace(seed, 200, seed % 2 == 0);
        long blocks = 6000L / rules.blockTokens() * (drafts ? 8 : 1);
        Book leaps = new Book();
        Book steps = new Book();
        run(rules, times, trace, blocks, 2, 0, false, leaps);
        run(rules, times, trace, blocks, 2, 0, true, steps);
        assertThat(leaps.done).hasSameSizeAs(steps.done);
        for (int i = 0; i < leaps.done.size(); i++) {
            assertThat(leaps.done.get(i)).containsExactly(steps.done.get(i), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "sglang", "tensorrt-llm"})
    void gaps_between_tokens_add_up_to_the_time_of_generation(String engine) {
        EngineRules rules = List.of(EngineRules.VLLM, EngineRules.SGLANG, EngineRules.TENSORRT_LLM).stream().filter(r -> r.name().equals(engine)).findFirst().orElseThrow();
        Statistics statistics = new Statistics(1, Limits.NONE);
        Book book = new Book();
        StepTimes times = times(rules, new ServingLayout(1, 1, 1, 1), Speculation.NONE);
        new Simulation(Setup.of(new Pool(Pool.Role.BOTH, 2, rules, times, 1_000_000), Router.ROUND_ROBIN, Clients.OPEN, 1), new Ledgers(List.of(statistics, book)))
                .run(new Replay(trace(3, 300, false), 1, 1), n -> true);
        double generating = book.done.stream().mapToDouble(d -> d[4] - d[3]).sum();
        double tokens = book.done.stream().mapToDouble(d -> d[7] - 1).sum();
        assertThat(statistics.gaps().count()).isEqualTo((long) tokens);
        assertThat(statistics.gaps().mean() * tokens).isCloseTo(generating, within(1e-6 * generating));
    }

    @Test
    void a_request_beyond_the_cache_is_rejected_and_counted() {
        EngineRules rules = EngineRules.VLLM;
        RequestTrace trace = RequestTrace.of("made", new double[] {0, 0}, new int[] {100, 5000}, new int[] {10, 10}, null, 0);
        Book book = new Book();
        run(rules, times(rules, new ServingLayout(1, 1, 1, 1), Speculation.NONE), trace, 100, 1, 0, false, book);
        assertThat(book.rejected).isEqualTo(1);
        assertThat(book.done).hasSize(1);
    }

    @Test
    void one_request_alone_takes_its_prompt_and_its_steps() {
        EngineRules rules = EngineRules.VLLM;
        StepTimes times = times(rules, new ServingLayout(1, 1, 1, 1), Speculation.NONE);
        RequestTrace trace = RequestTrace.of("made", new double[] {0}, new int[] {1000}, new int[] {11}, null, 0);
        Book book = new Book();
        run(rules, times, trace, 1000, 1, 0, false, book);
        double prompt = times.mixed(0, 0, 1000, 1, times.attention(1000, 0));
        double decode = 0;
        for (int i = 0; i < 10; i++) {
            decode += times.decode(1, 1000 + i);
        }
        assertThat(book.done.getFirst()[3]).isCloseTo(prompt, within(1e-12));
        assertThat(book.done.getFirst()[4]).isCloseTo(prompt + decode, within(1e-12));
    }

    @Test
    void a_prefix_seen_before_is_not_computed_again() {
        EngineRules rules = EngineRules.VLLM;
        StepTimes times = times(rules, new ServingLayout(1, 1, 1, 1), Speculation.NONE);
        long[] hashes = {1, 2, 3, 4};
        RequestTrace trace = RequestTrace.of("made", new double[] {0, 100}, new int[] {300, 300}, new int[] {5, 5}, new long[][] {hashes, hashes}, SEGMENT);
        Book book = new Book();
        run(rules, times, trace, 1000, 1, 0, false, book);
        assertThat(book.done.get(0)[6]).isZero();
        assertThat(book.done.get(1)[6]).isEqualTo(4 * SEGMENT);
        assertThat(book.prompts).isEqualTo(300 + 300 - 4 * SEGMENT);
    }

    @Test
    void clients_that_wait_keep_so_many_in_flight() {
        EngineRules rules = EngineRules.VLLM;
        StepTimes times = times(rules, new ServingLayout(1, 1, 1, 1), Speculation.NONE);
        Book book = new Book();
        run(rules, times, trace(3, 100, false), 10000, 1, 4, false, book);
        for (double[] d : book.done) {
            long inside = book.done.stream().filter(o -> o[1] <= d[1] && o[4] > d[1]).count();
            assertThat(inside).isLessThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 17, 100})
    void sums_of_decode_steps_are_those_of_the_steps(int sequences) {
        StepTimes times = times(EngineRules.VLLM, new ServingLayout(1, 1, 1, 1), Speculation.NONE);
        Random random = new Random(sequences);
        for (int i = 0; i < 50; i++) {
            double context = 1 + random.nextInt(5000) + random.nextDouble();
            long steps = 1 + random.nextInt(3000);
            double sum = 0;
            for (long s = 0; s < steps; s++) {
                sum += times.decode(sequences, context + s);
            }
            assertThat(times.decode(sequences, context, 1, steps)).isCloseTo(sum, within(1e-9 * sum));
            double until = random.nextDouble() * sum;
            long begun = times.within(sequences, context, 1, steps, until);
            assertThat(times.decode(sequences, context, 1, begun)).isGreaterThanOrEqualTo(until * (1 - 1e-12));
            assertThat(begun == 0 ? 0 : times.decode(sequences, context, 1, begun - 1)).isLessThanOrEqualTo(until * (1 + 1e-12));
        }
    }

    @Test
    void the_same_setup_gives_the_same_run() {
        EngineRules rules = EngineRules.VLLM.withBudget(512);
        StepTimes times = times(rules, new ServingLayout(1, 1, 1, 1), Speculation.NONE);
        Statistics a = new Statistics(1, Limits.NONE);
        Statistics b = new Statistics(1, Limits.NONE);
        for (Statistics s : List.of(a, b)) {
            new Simulation(Setup.of(new Pool(Pool.Role.BOTH, 3, rules, times, 500), Router.POWER_OF_TWO, Clients.OPEN, 5), s).run(new Replay(trace(9, 300, true), 2, 1), n -> true);
        }
        assertThat(a.all().ttft().mean()).isEqualTo(b.all().ttft().mean());
        assertThat(a.busySeconds()).isEqualTo(b.busySeconds());
    }
}
