package dev.podwright.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.trace.RequestTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {
    private static final EngineRules RULES = EngineRules.VLLM;
    private static final StepTimes TIMES = Bench.times(RULES, 1);
    private static final StepTimes WIDE = Bench.times(RULES, 2);
    private static final double BYTES = 131072;

    private static Setup setup(int replicas, Faults faults) {
        return Setup.of(new Pool(Pool.Role.BOTH, replicas, RULES, TIMES, 1000), Router.ROUND_ROBIN, Clients.OPEN, 1).with(faults);
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

    /// A loss in the middle of the sixth decode step: five tokens after the first have come.
    private static double middle() {
        return prompt(400) + steps(400, 5) + 0.5 * TIMES.decode(1, 405);
    }

    @ParameterizedTest
    @EnumSource(Faults.Policy.class)
    void a_request_of_a_lost_replica_fares_as_the_policy_says(Faults.Policy policy) {
        for (boolean oneByOne : new boolean[] {false, true}) {
            Setup setup = setup(2, Faults.of(policy, new Incident.Lost(0, middle(), Double.POSITIVE_INFINITY)));
            Bench.Book book = new Bench.Book();
            Simulation.End end = Bench.run(oneByOne ? setup.stepByStep() : setup, Bench.requests(new double[] {0}, 400, 21), book);
            switch (policy) {
                case LOSE, RESEND -> assertThat(book.lost).singleElement().satisfies(u -> {
                    assertThat(u.reason()).isEqualTo(Unserved.Reason.REPLICA_LOST);
                    assertThat(u.end()).isEqualTo(middle());
                });
                case MIGRATE -> {
                    Served r = book.done.getFirst();
                    assertThat(r.replica()).isEqualTo(1);
                    assertThat(r.retries()).isEqualTo(1);
                    assertThat(r.first()).isCloseTo(prompt(400), within(1e-12));
                    // Six tokens are there; the prompt with them gives the seventh, fourteen more follow.
                    assertThat(r.end()).isCloseTo(middle() + prompt(406) + steps(406, 14), within(1e-9));
                    assertThat(end.recomputed()).isEqualTo(406);
                }
            }
            assertThat(end.leaked()).isZero();
        }
    }

    @Test
    void a_request_without_a_token_is_sent_again_by_a_gateway() {
        double at = 0.5 * prompt(400);
        Bench.Book book = new Bench.Book();
        Bench.run(setup(2, Faults.of(Faults.Policy.RESEND, new Incident.Lost(0, at, 100))), Bench.requests(new double[] {0}, 400, 3), book);
        Served r = book.done.getFirst();
        assertThat(r.retries()).isEqualTo(1);
        assertThat(r.first()).isCloseTo(at + prompt(400), within(1e-12));
    }

    @Test
    void requests_wait_for_a_replica_that_comes_back_and_are_rejected_where_none_does() {
        Bench.Book waited = new Bench.Book();
        Bench.run(setup(1, Faults.of(Faults.Policy.RESEND, new Incident.Lost(0, 1, 10))), Bench.requests(new double[] {2, 3}, 400, 3), waited);
        assertThat(waited.inOrder()).hasSize(2).allSatisfy(r -> {
            assertThat(r.began()).isBetween(11.0, 11.1);
            assertThat(r.retries()).isZero();
        });
        Bench.Book rejected = new Bench.Book();
        Bench.run(setup(1, Faults.of(Faults.Policy.RESEND, new Incident.Lost(0, 1, Double.POSITIVE_INFINITY))), Bench.requests(new double[] {2, 3}, 400, 3), rejected);
        assertThat(rejected.lost).hasSize(2).allSatisfy(u -> assertThat(u.reason()).isEqualTo(Unserved.Reason.NO_REPLICA));
    }

    @Test
    void a_slow_replica_takes_so_many_times_as_long_from_the_next_step_on() {
        Bench.Book book = new Bench.Book();
        double at = middle();
        Bench.run(setup(1, Faults.of(Faults.Policy.RESEND, new Incident.Slow(0, at, 1000, 3))), Bench.requests(new double[] {0}, 400, 21), book);
        assertThat(book.done.getFirst().end()).isCloseTo(prompt(400) + steps(400, 6) + 3 * steps(406, 14), within(1e-9));
    }

    @Test
    void a_request_is_given_up_after_so_many_retries() {
        Faults faults = new Faults(List.of(), List.of(0.2), 0.01, Faults.Policy.MIGRATE, 2);
        Bench.Book book = new Bench.Book();
        Bench.run(setup(1, faults), Bench.requests(new double[] {0}, 400, 10000), book);
        assertThat(book.lost).singleElement().satisfies(u -> assertThat(u.reason()).isEqualTo(Unserved.Reason.REPLICA_LOST));
    }

    @Test
    void a_cache_on_its_way_is_lost_with_either_end() {
        Transfer.Port port = new Transfer.Port(400 * BYTES, 1, 32);
        Transfer transfer = new Transfer(tokens -> tokens * BYTES, List.of(port, port), 0, Transfer.Start.AFTER_PROMPT, Transfer.First.ARRIVAL);
        for (int lost : new int[] {0, 1, 2, 3}) {
            Setup setup = Setup.apart(List.of(new Pool(Pool.Role.PREFILL, 2, RULES, TIMES, 100), new Pool(Pool.Role.DECODE, 2, RULES, TIMES, 100)),
                    Router.LEAST_TOKENS, Router.LEAST_TOKENS, transfer, Clients.OPEN, 1).with(Faults.of(Faults.Policy.RESEND, new Incident.Lost(lost, 0.5, 5)));
            Bench.Book book = new Bench.Book();
            Simulation.End end = Bench.run(setup, Bench.requests(new double[] {0}, 400, 5), book);
            Served r = book.done.getFirst();
            boolean hit = lost == 0 || lost == 2;
            assertThat(r.retries()).isEqualTo(hit ? 1 : 0);
            // Sending takes a second; after the loss the prompt is computed and sent again.
            assertThat(r.first()).isCloseTo((hit ? 0.5 : 0) + prompt(400) + 1, within(1e-9));
            assertThat(end.leaked()).isZero();
            assertThat(end.recomputed()).isEqualTo(hit ? 400 : 0);
        }
    }

    private static Setup random(Random random) {
        EngineRules rules = Bench.rules(random);
        StepTimes times = Bench.times(rules, 1);
        StepTimes wide = Bench.times(rules, 2);
        long blocks = (1200 + random.nextInt(3000)) / rules.blockTokens() + 1;
        boolean apart = random.nextBoolean();
        List<Pool> pools = new ArrayList<>();
        for (Pool.Role role : apart ? List.of(Pool.Role.PREFILL, Pool.Role.DECODE) : List.of(Pool.Role.BOTH)) {
            pools.add(new Pool(role, 1 + random.nextInt(2), rules, times, blocks + random.nextInt(200)));
            pools.add(new Pool(role, 1, rules, wide, 2 * blocks));
        }
        List<Transfer.Port> ports = pools.stream().map(_ -> new Transfer.Port(1e8 * (1 + random.nextInt(100)), 1 + random.nextInt(2), 32)).toList();
        Optional<Transfer> transfer = !apart ? Optional.empty() : Optional.of(new Transfer(tokens -> tokens * BYTES, ports, 1e-3 * random.nextDouble(),
                Transfer.Start.values()[random.nextInt(2)], Transfer.First.values()[random.nextInt(3)]));
        Router[] routers = Router.values();
        Setup setup = new Setup(pools, routers[random.nextInt(routers.length)], routers[random.nextInt(routers.length)], transfer,
                new Clients(random.nextBoolean() ? 0 : 30), false, random.nextLong());
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int replica = random.nextInt(setup.replicas());
            double at = 8 * random.nextDouble();
            double lasts = random.nextInt(8) == 0 ? Double.POSITIVE_INFINITY : 0.1 + 4 * random.nextDouble();
            incidents.add(random.nextInt(3) > 0 ? new Incident.Lost(replica, at, lasts) : new Incident.Slow(replica, at, lasts, 1 + 4 * random.nextDouble()));
        }
        List<Double> means = random.nextBoolean() ? List.of() : pools.stream().map(_ -> 2 + 5 * random.nextDouble()).toList();
        setup = setup.with(new Faults(incidents, means, 0.1 + random.nextDouble(), Faults.Policy.values()[random.nextInt(3)], random.nextInt(6)));
        setup = random.nextBoolean() ? setup : setup.with(new Admission(5 + random.nextInt(20), random.nextBoolean() ? Double.POSITIVE_INFINITY : 0.2 + 2 * random.nextDouble()));
        Tiers.Tier host = new Tiers.Tier("host", false, 20 + random.nextInt(200), 1e-6 * random.nextInt(20), 1e-4, random.nextBoolean());
        Tiers.Tier pool = new Tiers.Tier("pool", true, 50 + random.nextInt(500), 1e-6 * random.nextInt(100), 1e-3, random.nextBoolean());
        return setup.with(new Tiers(List.of(List.<Tiers.Tier>of(), List.of(host), List.of(pool), List.of(host, pool)).get(random.nextInt(4)), random.nextBoolean()));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void under_any_faults_every_request_ends_once_and_leaps_give_what_single_steps_give(long seed) {
        Setup setup = random(new Random(seed));
        int size = 200;
        RequestTrace trace = Bench.trace(seed, size, seed % 3 > 0);
        Bench.Book leaps = new Bench.Book();
        Bench.Book steps = new Bench.Book();
        Bench.Book again = new Bench.Book();
        Simulation.End end = Bench.run(setup, trace, leaps);
        Simulation.End single = Bench.run(setup.stepByStep(), trace, steps);
        Bench.run(setup, trace, again);
        assertThat(end.whole()).isTrue();
        assertThat(end.leaked()).isZero();
        assertThat(LongStream.concat(leaps.done.stream().mapToLong(Served::request), leaps.lost.stream().mapToLong(Unserved::request)).sorted())
                .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
        assertThat(leaps.done).allSatisfy(r -> {
            assertThat(r.began()).isGreaterThanOrEqualTo(r.arrival());
            assertThat(r.first()).isGreaterThan(r.began());
            assertThat(r.end()).isGreaterThanOrEqualTo(r.first());
            assertThat(r.cached()).isLessThan(r.input());
            assertThat(r.retries()).isLessThanOrEqualTo(setup.faults().mostRetries());
        });
        double wanted = leaps.done.stream().mapToDouble(r -> r.input() - r.cached()).sum();
        if (leaps.lost.isEmpty()) {
            assertThat(leaps.prompts()).isEqualTo(wanted + end.recomputed());
        } else {
            assertThat(leaps.prompts()).isGreaterThanOrEqualTo(wanted);
        }
        assertThat(again.done).isEqualTo(leaps.done);
        assertThat(again.lost).isEqualTo(leaps.lost);
        assertThat(steps.lost.stream().sorted(Comparator.comparingLong(Unserved::request)).map(u -> u.request() + u.reason().words()).toList())
                .isEqualTo(leaps.lost.stream().sorted(Comparator.comparingLong(Unserved::request)).map(u -> u.request() + u.reason().words()).toList());
        for (int i = 0; i < leaps.done.size(); i++) {
            Served a = leaps.inOrder().get(i);
            Served b = steps.inOrder().get(i);
            assertThat(new double[] {a.request(), a.began(), a.first(), a.end(), a.cached(), a.preemptions(), a.replica(), a.retries()})
                    .containsExactly(new double[] {b.request(), b.began(), b.first(), b.end(), b.cached(), b.preemptions(), b.replica(), b.retries()}, within(1e-6));
        }
        assertThat(single.recomputed()).isEqualTo(end.recomputed());
    }
}
