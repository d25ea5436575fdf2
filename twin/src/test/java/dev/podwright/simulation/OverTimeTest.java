package dev.podwright.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverTimeTest {
    private static final EngineRules RULES = EngineRules.VLLM;

    /// Nothing here asks for the times of steps.
    private static Setup setup(int replicas, long blocks) {
        return Setup.of(new Pool(Pool.Role.BOTH, replicas, RULES, null, blocks), Router.ROUND_ROBIN, Clients.OPEN, 1);
    }

    private static Served served(long request, int replica, double arrival, double began, double first, double end, int input, int output) {
        return new Served(request, 0, replica, arrival, began, first, end, input, 0, output, 0, 0);
    }

    private static double sum(OverTime over, ToDoubleFunction<Window> what) {
        return over.windows().stream().mapToDouble(what).sum();
    }

    @Test
    void tokensLieWhereTheyWereGenerated() {
        OverTime over = new OverTime(setup(1, 100));
        over.arrived(0, 0, 0);
        over.finished(served(0, 0, 0, 1, 2, 10, 60, 81));
        // Ten seconds in windows of an eighth of a second.
        List<Window> windows = over.windows();
        assertThat(windows).hasSize(80);
        assertThat(windows.get(12).inputTokens()).isCloseTo(60 * 0.125, within(1e-9));
        assertThat(windows.get(15).outputTokens()).isEqualTo(1);
        assertThat(windows.get(16).outputTokens()).isCloseTo(80 * 0.125 / 8, within(1e-9));
        assertThat(windows.get(7).inputTokens()).isZero();
        assertThat(windows.get(0).ttft().at(0.5)).isCloseTo(2, within(0.04));
    }

    @Test
    void loadIsAnAverageOverTheWindow() {
        OverTime over = new OverTime(setup(2, 100));
        over.ran(new Ran(0, 0, 5, 10, 4, 0, 2, 50, 0));
        over.ran(new Ran(1, 5, 5, 10, 8, 0, 0, 100, 0));
        List<Window> halves = over.windows(2);
        assertThat(halves).hasSize(2);
        assertThat(halves.get(0).busy()).isCloseTo(0.5, within(0.01));
        assertThat(halves.get(0).running()).isCloseTo(4, within(0.1));
        assertThat(halves.get(1).running()).isCloseTo(8, within(0.1));
        assertThat(halves.get(0).waiting()).isCloseTo(2, within(0.1));
        assertThat(halves.get(0).cacheUse()).isCloseTo(0.25, within(0.01));
        assertThat(over.queues(128)[0][3]).isCloseTo(2, within(1e-9));
        assertThat(over.queues(128)[1][3]).isZero();
        assertThat(over.queues(4)[0]).hasSize(4).containsSequence(2, 2, 0, 0);
        assertThat(over.firstOfRows()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverTheLengthOfTheRunWindowsAddUp(long seed) {
        Random random = new Random(seed);
        int replicas = 1 + random.nextInt(100);
        OverTime over = new OverTime(setup(replicas, 100));
        double clock = 0;
        double output = 0;
        double input = 0;
        double busy = 0;
        double generating = 0;
        int requests = 2000;
        for (int i = 0; i < requests; i++) {
            clock += random.nextDouble() * Math.pow(10, random.nextInt(5) - 2);
            over.arrived(i, 0, clock);
            int answer = 1 + random.nextInt(50);
            int replica = random.nextInt(replicas);
            double end = clock + random.nextDouble() * 20;
            over.ran(new Ran(replica, clock, end - clock, 3, 2, 0, 1, 10, 0));
            busy += end - clock;
            generating += 2 * (end - clock);
            double began = clock + random.nextDouble() * (end - clock);
            double first = began + random.nextDouble() * (end - began);
            over.finished(served(i, replica, clock, began, first, answer == 1 ? first : end, 7, answer));
            output += answer;
            input += 7;
        }
        over.unserved(new Unserved(requests, 0, clock, clock, 1, 1, Unserved.Reason.TOO_LONG));
        assertThat(over.windows()).hasSizeBetween(64, 128);
        assertThat(sum(over, Window::arrived)).isEqualTo(requests);
        assertThat(sum(over, Window::finished)).isEqualTo(requests);
        assertThat(sum(over, Window::unserved)).isEqualTo(1);
        assertThat(sum(over, Window::outputTokens)).isCloseTo(output, within(1e-6 * output));
        assertThat(sum(over, Window::inputTokens)).isCloseTo(input, within(1e-6 * input));
        assertThat(sum(over, w -> w.busy() * w.seconds() * replicas)).isCloseTo(busy, within(1e-6 * busy));
        assertThat(sum(over, w -> w.running() * w.seconds())).isCloseTo(generating, within(1e-6 * generating));
        assertThat(sum(over, w -> w.ttft().count())).isEqualTo(requests);
        assertThat(over.windows(8)).hasSizeLessThanOrEqualTo(8);
        assertThat(over.windows(8).stream().mapToDouble(Window::outputTokens).sum()).isCloseTo(output, within(1e-6 * output));
    }

    @Test
    void aSpreadKnowsItsQuantilesToThreeInAHundred() {
        Spread spread = new Spread();
        Random random = new Random(1);
        double[] values = random.doubles(10_000, 1e-5, 1e4).map(v -> Math.pow(v, 0.7)).sorted().toArray();
        for (double value : values) {
            spread.add(value);
        }
        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
            double exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(spread.at(share)).isCloseTo(exact, within(0.03 * exact));
        }
        assertThat(new Spread().at(0.5)).isZero();
        spread.add(0);
        assertThat(spread.at(0)).isZero();
    }
}
