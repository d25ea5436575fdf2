package dev.podwright.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.trace.RequestTrace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoStagesTest {
    private static final double BYTES = 131072;
    private static final EngineRules RULES = EngineRules.VLLM;
    private static final StepTimes TIMES = Bench.times(RULES, 1);

    private static Transfer transfer(double bytesPerSecond, double latency, Transfer.First first) {
        Transfer.Port port = new Transfer.Port(bytesPerSecond, 1, 32);
        return new Transfer(tokens -> tokens * BYTES, List.of(port, port), latency, Transfer.Start.AFTER_PROMPT, first);
    }

    private static Setup setup(int prompts, int generating, long promptBlocks, long blocks, Transfer transfer) {
        return Setup.apart(List.of(new Pool(Pool.Role.PREFILL, prompts, RULES, TIMES, promptBlocks), new Pool(Pool.Role.DECODE, generating, RULES, TIMES, blocks)),
                Router.LEAST_TOKENS, Router.LEAST_TOKENS, transfer, Clients.OPEN, 1);
    }

    private static double prompt(int tokens) {
        return TIMES.mixed(0, 0, tokens, 1, TIMES.attention(tokens, 0));
    }

    private static double steps(int context, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += TIMES.decode(1, context + i);
        }
        return sum;
    }

    @Test
    void one_request_alone_is_computed_sent_and_generated() {
        double move = 1e-3 + 1000 * BYTES / 50e9;
        for (Transfer.First first : Transfer.First.values()) {
            Bench.Book book = new Bench.Book();
            Simulation.End end = Bench.run(setup(1, 1, 1000, 1000, transfer(50e9, 1e-3, first)), Bench.requests(new double[] {0}, 1000, 11), book);
            Served r = book.done.getFirst();
            double moved = move;
            double[] expected = switch (first) {
                case PROMPT -> new double[] {prompt(1000), prompt(1000) + moved + steps(1000, 10)};
                case ARRIVAL -> new double[] {prompt(1000) + moved, prompt(1000) + moved + steps(1000, 10)};
                case FIRST_STEP -> new double[] {prompt(1000) + moved + steps(999, 1), prompt(1000) + moved + steps(999, 11)};
            };
            assertThat(r.first()).as(first.name()).isCloseTo(expected[0], within(1e-12));
            assertThat(r.end()).as(first.name()).isCloseTo(expected[1], within(1e-12));
            assertThat(r.replica()).isEqualTo(1);
            assertThat(end.leaked()).isZero();
        }
    }

    @Test
    void with_an_infinite_fabric_generation_follows_at_once() {
        Bench.Book book = new Bench.Book();
        Bench.run(setup(1, 1, 1000, 1000, transfer(Double.POSITIVE_INFINITY, 0, Transfer.First.ARRIVAL)), Bench.requests(new double[] {0, 10}, 500, 21), book);
        for (Served r : book.inOrder()) {
            assertThat(r.ttft()).isCloseTo(prompt(500), within(1e-12));
            assertThat(r.end()).isCloseTo(r.first() + steps(500, 20), within(1e-12));
        }
    }

    @Test
    void two_caches_that_leave_one_replica_share_its_links() {
        // Both prompts share a step, so both caches set out together, to a replica each.
        Bench.Book book = new Bench.Book();
        Bench.run(setup(1, 2, 1000, 1000, transfer(1e9, 0, Transfer.First.ARRIVAL)), Bench.requests(new double[] {0, 0, 0}, 400, 5), book);
        List<Served> r = book.inOrder();
        double alone = 400 * BYTES / 1e9;
        // The first comes alone, the other two while it is sent.
        double second = TIMES.mixed(0, 0, 800, 2, 2 * TIMES.attention(400, 0) - TIMES.launch());
        assertThat(second).isLessThan(alone);
        assertThat(r.get(0).first()).isCloseTo(prompt(400) + second + 3 * (alone - second), within(1e-9));
        assertThat(r.get(1).first()).isCloseTo(prompt(400) + 3 * alone, within(1e-9));
        assertThat(r.get(2).first()).isCloseTo(prompt(400) + 3 * alone, within(1e-9));
    }

    @Test
    void a_full_generation_pool_holds_prompts_back() {
        Bench.Book book = new Bench.Book();
        // Generation holds one request at a time, the prompts' side two.
        Simulation.End end = Bench.run(setup(1, 1, 2 * 25, 40, transfer(1e12, 0, Transfer.First.ARRIVAL)), Bench.requests(new double[] {0, 0, 0, 0, 0}, 400, 100), book);
        List<Served> r = book.inOrder();
        assertThat(end.leaked()).isZero();
        assertThat(r).hasSize(5);
        for (int i = 0; i + 1 < 5; i++) {
            assertThat(r.get(i + 1).first()).isGreaterThanOrEqualTo(r.get(i).end());
        }
        // The fourth can only begin when a cache of the first three has left.
        assertThat(r.get(3).began()).isGreaterThanOrEqualTo(r.get(0).end());
    }

    @Test
    void a_request_beyond_every_generating_replica_is_rejected() {
        Bench.Book book = new Bench.Book();
        Bench.run(setup(1, 1, 1000, 30, transfer(1e12, 0, Transfer.First.ARRIVAL)), Bench.requests(new double[] {0}, 400, 100), book);
        assertThat(book.lost).singleElement().satisfies(u -> assertThat(u.reason()).isEqualTo(Unserved.Reason.TOO_LONG));
    }

    @Test
    void stages_must_be_two_or_one() {
        Pool prompts = new Pool(Pool.Role.PREFILL, 1, RULES, TIMES, 100);
        assertThatThrownBy(() -> Setup.of(prompts, Router.ROUND_ROBIN, Clients.OPEN, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PREFILL");
    }

    private static Setup random(Random random, EngineRules rules, StepTimes times, StepTimes wide) {
        long blocks = (1200 + random.nextInt(3000)) / rules.blockTokens() + 1;
        Transfer.Port port = new Transfer.Port(1e8 * (1 + random.nextInt(100)), 1, 32);
        Transfer transfer = new Transfer(tokens -> tokens * BYTES, List.of(port, port, new Transfer.Port(1e9, 2, 32), port), 1e-3 * random.nextDouble(),
                Transfer.Start.AFTER_PROMPT, Transfer.First.values()[random.nextInt(3)]);
        Router[] routers = Router.values();
        return Setup.apart(List.of(new Pool(Pool.Role.PREFILL, 1 + random.nextInt(2), rules, times, blocks),
                new Pool(Pool.Role.PREFILL, 1, rules, wide, 2 * blocks),
                new Pool(Pool.Role.DECODE, 1 + random.nextInt(2), rules, times, blocks + random.nextInt(100)),
                new Pool(Pool.Role.DECODE, 1, rules, wide, 2 * blocks)),
                routers[random.nextInt(routers.length)], routers[random.nextInt(routers.length)], transfer, new Clients(random.nextBoolean() ? 0 : 20), random.nextLong());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void every_request_finishes_once_and_leaps_give_what_single_steps_give(long seed) {
        Random random = new Random(seed);
        EngineRules rules = Bench.rules(random);
        Setup setup = random(random, rules, Bench.times(rules, 1), Bench.times(rules, 2));
        RequestTrace trace = Bench.trace(seed, 250, seed % 2 == 0);
        Bench.Book leaps = new Bench.Book();
        Bench.Book steps = new Bench.Book();
        Simulation.End end = Bench.run(setup, trace, leaps);
        Bench.run(setup.stepByStep(), trace, steps);
        assertThat(end.whole()).isTrue();
        assertThat(end.leaked()).isZero();
        assertThat(leaps.lost).isEmpty();
        assertThat(leaps.done.stream().mapToLong(Served::request).distinct().count()).isEqualTo(250);
        assertThat(leaps.done).hasSize(250).allSatisfy(r -> {
            assertThat(r.began()).isGreaterThanOrEqualTo(r.arrival());
            assertThat(r.first()).isGreaterThan(r.began());
            assertThat(r.end()).isGreaterThanOrEqualTo(r.first());
            assertThat(r.cached()).isLessThan(r.input());
        });
        if (leaps.done.stream().allMatch(r -> r.preemptions() == 0)) {
            assertThat(leaps.prompts()).isEqualTo(leaps.done.stream().mapToDouble(r -> r.input() - r.cached()).sum());
            boolean again = setup.transfer().orElseThrow().first() == Transfer.First.FIRST_STEP;
            assertThat(leaps.decoded()).isEqualTo(leaps.done.stream().mapToDouble(r -> r.output() == 1 ? 0 : r.output() - (again ? 0 : 1)).sum());
        }
        for (int i = 0; i < 250; i++) {
            Served a = leaps.inOrder().get(i);
            Served b = steps.inOrder().get(i);
            assertThat(new double[] {a.began(), a.first(), a.end(), a.cached(), a.preemptions(), a.replica()})
                    .containsExactly(new double[] {b.began(), b.first(), b.end(), b.cached(), b.preemptions(), b.replica()}, within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(Transfer.First.class)
    void the_same_setup_gives_the_same_run(Transfer.First first) {
        Setup setup = setup(2, 2, 300, 400, transfer(1e9, 1e-4, first));
        Bench.Book a = new Bench.Book();
        Bench.Book b = new Bench.Book();
        Bench.run(setup, Bench.trace(3, 200, true), a);
        Bench.run(setup, Bench.trace(3, 200, true), b);
        assertThat(a.done).isEqualTo(b.done);
        assertThat(a.ran).isEqualTo(b.ran);
    }
}
