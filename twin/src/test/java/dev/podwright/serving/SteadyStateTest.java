package dev.podwright.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestMix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {
    private static final Lengths CHAT = new Lengths(2000, 500, 0);

    @Test
    void theWaitIsThatOfAnMD1Queue() {
        // rho 0.5, service 2 s: 0.5 x 2 / (2 x 0.5) = 1 s
        assertThat(Queue.wait(0.5, 2, 2)).isEqualTo(1);
        // service from 1 s when idle to 3 s when full: 2 s at half load
        assertThat(Queue.wait(0.5, 1, 3)).isEqualTo(1);
        assertThat(Queue.utilisation(1, 1, 3, 0.9)).isCloseTo(0.5, within(1e-12));
        assertThat(Queue.utilisation(1e9, 1, 3, 0.9)).isEqualTo(0.9);
    }

    static Stream<ServingLayout> layouts() {
        return Stream.of(new ServingLayout(1, 1, 1, 1), new ServingLayout(1, 1, 4, 1), new ServingLayout(2, 1, 2, 1), new ServingLayout(8, 1, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void promptsAndStepsShareTheTimeExactly(ServingLayout layout) {
        int decoding = 16;
        AggregatedReplica replica = new AggregatedReplica(step(layout), CHAT);
        Performance performance = replica.at(decoding);
        double rate = performance.requestsPerSecond().value();
        double prompts = rate * new Prompts(step(layout), RequestMix.of(CHAT)).work().total();
        double sequences = decoding * layout.data() * layout.pipeline();
        double steps = rate * (CHAT.output() - 1) / sequences * replica.decodeStep(decoding).seconds();
        assertThat(prompts + steps).isCloseTo(1, within(1e-9));
        assertThat(prompts).isCloseTo(performance.prefillShare(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16, 64})
    void littlesLawHolds(int decoding) {
        Performance p = new AggregatedReplica(step(), CHAT).at(decoding);
        double stay = p.ttft().value() + (CHAT.output() - 1) * p.tpot().value();
        assertThat(p.inFlight()).isCloseTo(p.requestsPerSecond().value() * stay, within(1e-9 * p.inFlight()));
    }

    @Test
    void moreInFlightServesMoreAndWaitsLonger() {
        AggregatedReplica replica = new AggregatedReplica(step(), CHAT);
        Performance before = replica.at(1);
        for (int decoding = 2; decoding <= 256; decoding *= 2) {
            Performance after = replica.at(decoding);
            assertThat(after.requestsPerSecond().value()).isGreaterThan(before.requestsPerSecond().value());
            assertThat(after.tpot().value()).isGreaterThan(before.tpot().value());
            assertThat(after.ttft().value()).isGreaterThan(before.ttft().value());
            before = after;
        }
    }

    @Test
    void cachedPromptTokensAreNotProcessedAgain() {
        double cold = new AggregatedReplica(step(), CHAT).at(8).ttft().value();
        double warm = new AggregatedReplica(step(), new Lengths(2000, 500, 1500)).at(8).ttft().value();
        assertThat(warm).isLessThan(cold / 2);
    }

    @Test
    void longPromptsAreCutIntoChunksOfTheTokenBudget() {
        assertThat(new Prompts(step(), RequestMix.of(new Lengths(20_000, 10, 0))).alone().children()).hasSize(3);
    }

    @Test
    void shortPromptsShareAStepUpToTheTokenBudget() {
        Prompts prompts = new Prompts(step(), RequestMix.of(new Lengths(1000, 10, 0)));
        assertThat(prompts.work().total()).isEqualTo(prompts.classes().getFirst().shared().seconds() / 8);
    }

    @Test
    void aPrefillPoolIsNeverRunBeyondItsHighestUtilisation() {
        PrefillReplica replica = new PrefillReplica(step(), CHAT);
        assertThat(replica.utilisation(Double.POSITIVE_INFINITY)).isEqualTo(PrefillReplica.HIGHEST_UTILISATION);
        assertThat(replica.utilisation(replica.prefill().seconds() / 2)).isZero();
        double limit = replica.prefill().seconds() * 1.5;
        assertThat(replica.latency(replica.utilisation(limit)).value()).isLessThanOrEqualTo(limit * (1 + 1e-9));
    }

    @Test
    void aDecodePoolWithoutPromptsIsFasterThanAnAggregatedReplica() {
        assertThat(new DecodeReplica(step(), CHAT).tpot(32).value()).isLessThan(new AggregatedReplica(step(), CHAT).at(32).tpot().value());
    }

    @Test
    void aPipelineWaitsForItsFirstStageOnly() {
        Prompts prompts = new Prompts(step(new ServingLayout(1, 1, 4, 1)), RequestMix.of(CHAT));
        PrefillReplica replica = new PrefillReplica(step(new ServingLayout(1, 1, 4, 1)), CHAT);
        double waits = replica.latency(0.5).value() - prompts.alone().seconds();
        double service = (prompts.alone().seconds() + prompts.classes().getFirst().shared().seconds()) / 2 / 4;
        assertThat(waits).isCloseTo(0.5 * service, within(1e-9));
    }

    @Test
    void fourStagesServeAboutFourTimesAsManyPrompts() {
        double one = new PrefillReplica(step(new ServingLayout(1, 1, 1, 1)), CHAT).rate(0.5).value();
        double four = new PrefillReplica(step(new ServingLayout(1, 1, 4, 1)), CHAT).rate(0.5).value();
        assertThat(four / one).isBetween(3.5, 4.2);
    }

    private static ServingStep step() {
        return step(new ServingLayout(1, 1, 1, 1));
    }

    private static ServingStep step(ServingLayout layout) {
        Catalog catalog = Catalog.bundled();
        Calibration calibration = Calibration.bundled();
        Chip chip = catalog.chip("h200-sxm");
        return new ServingStep(Models.named("llama-3.1-8b"), Quantization.BF16, layout,
                Kernels.of(chip, catalog.chips(), calibration), Fabric.of(catalog.pod("h200-8"), chip, calibration.collectives()).inEngine(),
                Speculation.NONE);
    }
}
