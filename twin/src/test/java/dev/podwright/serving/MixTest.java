package dev.podwright.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

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
import dev.podwright.units.Cost;
import dev.podwright.workload.Images;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {
    private static final Lengths CHAT = new Lengths(2000, 500, 0);
    private static final Lengths DOCUMENTS = new Lengths(20_000, 100, 0);
    private static final Lengths THOUGHT = new Lengths(200, 4000, 0);
    private static final RequestMix MIX = mix(CHAT, DOCUMENTS, THOUGHT);

    private static RequestMix mix(Lengths... lengths) {
        return new RequestMix(List.of(lengths).stream().map(l -> new RequestClass("of " + l, 1.0 / lengths.length, l, Images.NONE)).toList(),
                List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 200})
    void twoEqualClassesAreOne(int decoding) {
        Performance one = new AggregatedReplica(step("llama-3.1-8b", 2), CHAT).at(decoding);
        Performance two = new AggregatedReplica(step("llama-3.1-8b", 2), mix(CHAT, CHAT)).at(decoding);
        assertThat(two.inFlight()).isCloseTo(one.inFlight(), withinPercentage(1e-9));
        assertThat(two.ttft().value()).isCloseTo(one.ttft().value(), withinPercentage(1e-9));
        assertThat(two.tpot().value()).isCloseTo(one.tpot().value(), withinPercentage(1e-9));
        assertThat(two.tpot().high()).isCloseTo(one.tpot().high(), withinPercentage(1e-9));
        assertThat(two.requestsPerSecond().value()).isCloseTo(one.requestsPerSecond().value(), withinPercentage(1e-9));
        assertThat(two.classes()).allSatisfy(c -> assertThat(c.timeShare()).isCloseTo(0.5, within(1e-9)));
    }

    @Test
    void whatIsAloneIsTheWhole() {
        Performance p = new AggregatedReplica(step("llama-3.1-8b", 1), CHAT).at(16);
        ClassPerformance only = p.classes().getFirst();
        assertThat(only.ttft()).isEqualTo(p.ttft());
        assertThat(only.timeShare()).isCloseTo(1, within(1e-12));
        assertThat(p.inFlight(only)).isCloseTo(p.inFlight(), withinPercentage(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void classesAddUpToTheWhole(int stages) {
        Performance p = new AggregatedReplica(step("llama-3.1-8b", stages), MIX).at(32);
        assertThat(p.classes().stream().mapToDouble(c -> p.requestsPerSecond(c).value()).sum()).isCloseTo(p.requestsPerSecond().value(), withinPercentage(1e-9));
        assertThat(p.classes().stream().mapToDouble(p::inFlight).sum()).isCloseTo(p.inFlight(), withinPercentage(1e-9));
        assertThat(p.classes().stream().mapToDouble(ClassPerformance::timeShare).sum()).isCloseTo(1, within(1e-9));
        assertThat(p.classes().stream().mapToDouble(c -> c.requests().share() * c.ttft().value()).sum()).isCloseTo(p.ttft().value(), withinPercentage(1e-9));
    }

    @Test
    void promptsAndStepsShareTheTimeExactly() {
        int decoding = 16;
        ServingStep step = step("llama-3.1-8b", 1);
        AggregatedReplica replica = new AggregatedReplica(step, MIX);
        double rate = replica.at(decoding).requestsPerSecond().value();
        double prompts = MIX.classes().stream().mapToDouble(c -> rate * c.share() * new Prompts(step, RequestMix.of(c.lengths())).work().total()).sum();
        double steps = MIX.classes().stream().mapToDouble(c -> rate * c.share() * (c.lengths().output() - 1) / decoding).sum() * replica.decodeStep(decoding).seconds();
        assertThat(prompts + steps).isCloseTo(1, within(1e-9));
    }

    @Test
    void theCostOfMixedPromptsIsTheMeanOfCostsNotThatOfTheMeanPrompt() {
        ServingStep step = step("llama-3.1-8b", 1);
        RequestMix mix = mix(new Lengths(1000, 100, 0), new Lengths(100_000, 100, 0));
        double mean = new Prompts(step, mix).work().total();
        double each = mix.classes().stream().mapToDouble(c -> 0.5 * new Prompts(step, RequestMix.of(c.lengths())).work().total()).sum();
        assertThat(mean).isCloseTo(each, withinPercentage(1e-9));
        assertThat(mean).isGreaterThan(1.2 * new Prompts(step, RequestMix.of(mix.lengths())).work().total());
    }

    @Test
    void shortPromptsWaitBehindLongOnes() {
        Prompts.Times mixed = new Prompts(step("llama-3.1-8b", 1), mix(CHAT, DOCUMENTS)).value();
        double a = new Prompts(step("llama-3.1-8b", 1), RequestMix.of(CHAT)).value().light();
        double b = new Prompts(step("llama-3.1-8b", 1), RequestMix.of(DOCUMENTS)).value().light();
        // Mean square over mean, of equally many
        assertThat(mixed.light()).isCloseTo((a * a + b * b) / (a + b), withinPercentage(1e-9));
        assertThat(mixed.heavy()).isGreaterThan((a + b) / 2);
    }

    @Test
    void aPrefillPoolTakesEachClassAtItsOwnLength() {
        PrefillReplica replica = new PrefillReplica(step("llama-3.1-8b", 1), MIX);
        double mean = replica.latencies(0.5).stream().mapToDouble(i -> i.value() / 3).sum();
        assertThat(mean).isCloseTo(replica.latency(0.5).value(), withinPercentage(1e-9));
        assertThat(replica.shares().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theTowerIsPassedOnceWhateverTheStages(int stages) {
        ServingStep step = step("qwen2.5-vl-7b", stages);
        Lengths lengths = new Lengths(1572, 130, 0);
        Prompts blind = new Prompts(step, RequestMix.of(lengths));
        Prompts seeing = new Prompts(step, pictured(lengths, 2));
        Cost tower = step.vision(2, 728, 700);
        assertThat(seeing.alone().seconds()).isCloseTo(blind.alone().seconds() + tower.seconds(), withinPercentage(1e-9));
        // 8192 / 1572: five prompts with ten images share a step; the tower keeps one stage busy, the layers each of them
        double five = step.vision(10, 728, 700).seconds() / 5;
        assertThat(seeing.work().total()).isCloseTo(blind.work().total() + five, withinPercentage(1e-9));
        assertThat(seeing.value().light()).isCloseTo(blind.value().light() + tower.seconds(), withinPercentage(1e-9));
    }

    @Test
    void imagesCostInProportionToTheirMeanNumber() {
        ServingStep step = step("qwen2.5-vl-7b", 1);
        assertThat(step.vision(0.5, 448, 448).seconds()).isCloseTo(step.vision(1, 448, 448).seconds() / 2, withinPercentage(1e-9));
        assertThat(step.vision(4, 448, 448).seconds()).isGreaterThan(step.vision(1, 448, 448).seconds());
    }

    private static RequestMix pictured(Lengths lengths, double images) {
        return new RequestMix(List.of(new RequestClass("pictured", 1, lengths, new Images(images, 728, 700))), List.of(), List.of());
    }

    private static ServingStep step(String model, int stages) {
        Catalog catalog = Catalog.bundled();
        Calibration calibration = Calibration.bundled();
        Chip chip = catalog.chip("h200-sxm");
        return new ServingStep(Models.named(model), Quantization.BF16, new ServingLayout(1, 1, stages, 1), Kernels.of(chip, catalog.chips(), calibration),
                Fabric.of(catalog.pod("h200-8"), chip, calibration.collectives()).inEngine(), Speculation.NONE);
    }
}
