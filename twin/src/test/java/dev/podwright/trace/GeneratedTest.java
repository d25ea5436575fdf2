package dev.podwright.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.model.Models;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.NamedWorkload;
import dev.podwright.workload.NamedWorkloads;
import dev.podwright.workload.RequestMix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedTest {
    private static final int MANY = 100_000;

    @ParameterizedTest
    @CsvSource({"POISSON, 1", "GAMMA, 0.5", "GAMMA, 2.5", "WEIBULL, 0.6", "WEIBULL, 2"})
    void gaps_have_the_rate_and_the_variation_wanted(Gaps.Law law, double variation) {
        Generated source = new Generated(RequestMix.of(new Lengths(100, 50, 0)), Gaps.of(law, 4, variation), Lengthening.about(0.2), 16, 200_000, 3);
        double before = 0;
        double sum = 0;
        double square = 0;
        double inputs = 0;
        while (source.next()) {
            double gap = source.arrival() - before;
            before = source.arrival();
            sum += gap;
            square += gap * gap;
            inputs += source.input();
        }
        double mean = sum / 200_000;
        assertThat(mean).isCloseTo(0.25, within(0.25 * 0.03));
        assertThat(Math.sqrt(square / 200_000 - mean * mean) / mean).isCloseTo(variation, within(variation * 0.06));
        assertThat(inputs / 200_000).isCloseTo(100, within(0.5));
    }

    static Stream<NamedWorkload> capabilities() {
        return NamedWorkloads.seven().stream();
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void lengths_meet_the_percentiles_that_the_source_prints(NamedWorkload workload) {
        RequestMix mix = new RequestMix(List.of(workload.shape().on(Models.named("qwen3-vl-235b-a22b-instruct"), 1).requests()), List.of(), List.of());
        Generated source = new Generated(mix, Gaps.poisson(1), Lengthening.about(0), 16, MANY, 7);
        int[] texts = new int[MANY];
        int[] answers = new int[MANY];
        double images = 0;
        double cached = 0;
        double tokens = 0;
        for (int i = 0; source.next(); i++) {
            texts[i] = source.input() - source.images() * source.imageTokens();
            answers[i] = source.output();
            images += source.images();
            tokens += source.input();
            cached += source.hashes() == null ? 0 : 16.0 * source.hashes().length;
            assertThat((long) source.input() + source.output()).isLessThanOrEqualTo(source.longest());
        }
        check(texts, workload.input().law().orElseThrow().median(), workload.input().law().orElseThrow().p90(), workload.input().law().orElseThrow().p99());
        check(answers, workload.output().law().orElseThrow().median(), workload.output().law().orElseThrow().p90(), workload.output().law().orElseThrow().p99());
        assertThat(images / MANY).isCloseTo(workload.images().map(i -> i.perRequest().value()).orElse(0.0), within(0.03));
        assertThat(cached / tokens).isCloseTo(workload.cached().value(), within(0.02));
    }

    private static void check(int[] drawn, double median, double p90, double p99) {
        Arrays.sort(drawn);
        assertThat((double) drawn[MANY / 2]).isCloseTo(median, within(0.5 + 0.03 * median));
        assertThat((double) drawn[MANY * 9 / 10]).isCloseTo(p90, within(0.5 + 0.03 * p90));
        assertThat((double) drawn[MANY * 99 / 100]).isCloseTo(p99, within(0.5 + 0.06 * p99));
    }

    @Test
    void a_mix_keeps_its_shares_and_cut_lengths_are_counted() {
        List<NamedWorkload> seven = NamedWorkloads.seven();
        var model = Models.named("qwen3-32b");
        RequestMix mix = new RequestMix(List.of(seven.get(0).shape().on(model, 0.5).requests(), seven.get(3).shape().on(model, 0.3).requests(), seven.get(4).shape().on(model, 0.2).requests()),
                List.of(), List.of());
        Generated source = new Generated(mix, Gaps.poisson(1), Lengthening.about(0), 16, MANY, 11);
        int[] counts = new int[3];
        while (source.next()) {
            counts[source.kind()]++;
            assertThat(source.input() + source.output()).isLessThanOrEqualTo(model.contextLimit());
        }
        for (int i = 0; i < 3; i++) {
            assertThat(counts[i] / (double) MANY).isCloseTo(mix.classes().get(i).share(), within(0.005));
        }
        assertThat(source.remarks()).anyMatch(r -> r.startsWith("mathematics: ") && r.contains("were cut to the context of 40,960 tokens"));
    }

    @Test
    void a_range_of_lengths_is_uniform_between_its_shares() {
        Generated source = new Generated(RequestMix.of(new Lengths(1000, 100, 0)), Gaps.poisson(1), new Lengthening(false, 0.8, 1), 16, MANY, 5);
        double sum = 0;
        while (source.next()) {
            assertThat(source.input()).isBetween(800, 1000);
            sum += source.input();
        }
        assertThat(sum / MANY).isCloseTo(900, within(2.0));
    }
}
