package dev.podwright.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.fabric.Fabric;
import dev.podwright.kernel.Kernels;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Models;
import dev.podwright.model.Quantization;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.step.StepOverheads;
import dev.podwright.trace.Replay;
import dev.podwright.trace.RequestTrace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Schedules worked out by hand from the engines' rules.
class EngineScheduleTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final StepTimes TIMES = times(StepOverheads.NONE, new ServingLayout(1, 1, 1, 1), "llama-3.1-8b");
    private static final double LATER = 1e-4;

    private static StepTimes times(StepOverheads overheads, ServingLayout layout, String model) {
        var chip = CATALOG.chip("h100-sxm");
        var pod = CATALOG.adHoc("h100-sxm", 8);
        return new StepTimes(new ServingStep(Models.named(model), Quantization.BF16, layout, Kernels.of(chip, CATALOG.chips(), Calibration.bundled()),
                Fabric.of(pod, chip, Calibration.bundled().collectives()).inEngine(), Speculation.NONE), 64, 8192, overheads);
    }

    /// Requests in the order of their number, the second one `later` seconds after the first.
    private static List<Served> served(EngineRules rules, int[] inputs, double later, boolean oneByOne) {
        double[] arrivals = new double[inputs.length];
        int[] outputs = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            arrivals[i] = i * later;
            outputs[i] = 60;
        }
        List<Served> done = new ArrayList<>();
        Ledger ledger = new Ledger() {
            @Override
            public void finished(Served request) {
                done.add(request);
            }

            @Override
            public void unserved(Unserved request) {
                throw new AssertionError(request);
            }

            @Override
            public void ran(Ran steps) {}
        };
        Setup setup = Setup.of(new Pool(Pool.Role.BOTH, 1, rules, TIMES, 100_000), Router.ROUND_ROBIN, Clients.OPEN, 1);
        new Simulation(oneByOne ? setup.stepByStep() : setup, ledger).run(new Replay(RequestTrace.of("made", arrivals, inputs, outputs, null, 0), 1, 1), _ -> true);
        done.sort((a, b) -> Long.compare(a.request(), b.request()));
        return done;
    }

    private static double prompt(int tokens) {
        return TIMES.mixed(0, 0, tokens, 1, TIMES.attention(tokens, 0));
    }

    private static double decoded(int input, long steps) {
        return TIMES.decode(1, input, 1, steps);
    }

    @Test
    void vllm_cuts_the_second_prompt_and_tensorrt_llm_leaves_it_whole_for_the_next_step() {
        // Two long prompts come while a short one is computed.
        int[] prompts = {100, 5000, 5000};
        assertThat(served(EngineRules.VLLM, prompts, 1e-6, false).get(2).began()).isCloseTo(prompt(100), within(1e-9));
        List<Served> whole = served(EngineRules.TENSORRT_LLM, prompts, 1e-6, false);
        assertThat(whole.get(1).began()).isCloseTo(prompt(100), within(1e-9));
        assertThat(whole.get(2).began()).isCloseTo(whole.get(1).first(), within(1e-9));
    }

    @Test
    void tensorrt_llm_lets_a_lone_prompt_wait_for_more_as_many_steps_as_it_is_told() {
        EngineRules rules = EngineRules.TENSORRT_LLM.with(new EngineRules.Pace(5, 0.9, 1));
        double later = prompt(1000) + LATER;
        // The step under way, then five.
        double begins = prompt(1000) + decoded(1000, 6);
        for (boolean oneByOne : new boolean[] {false, true}) {
            assertThat(served(rules, new int[] {1000, 1000}, later, oneByOne).get(1).began()).isCloseTo(begins, within(1e-9));
        }
        assertThat(served(EngineRules.TENSORRT_LLM, new int[] {1000, 1000}, later, false).get(1).began()).isCloseTo(prompt(1000) + decoded(1000, 1), within(1e-9));
    }

    @Test
    void tensorrt_llm_does_not_wait_once_enough_tokens_are_there() {
        EngineRules rules = EngineRules.TENSORRT_LLM.with(new EngineRules.Pace(5, 0.1, 1));
        double later = prompt(1000) + LATER;
        assertThat(served(rules, new int[] {1000, 1000}, later, false).get(1).began()).isCloseTo(prompt(1000) + decoded(1000, 1), within(1e-9));
    }

    @Test
    void sglang_looks_at_new_requests_every_so_many_steps() {
        EngineRules rules = EngineRules.SGLANG.with(new EngineRules.Pace(0, 0, 4));
        double later = prompt(1000) + LATER;
        for (boolean oneByOne : new boolean[] {false, true}) {
            assertThat(served(rules, new int[] {1000, 1000}, later, oneByOne).get(1).began()).isCloseTo(prompt(1000) + decoded(1000, 4), within(1e-9));
        }
    }

    @Test
    void host_time_comes_on_top_of_every_step_and_factors_on_its_work() {
        StepTimes slow = TIMES.with(new StepOverheads(1e-3, 1e-5, 1.5, 2));
        assertThat(slow.decode(8, 1000)).isCloseTo(1e-3 + 8e-5 + 1.5 * TIMES.decode(8, 1000), within(1e-12));
        assertThat(slow.decode(8, 1000, 1, 500)).isCloseTo(500 * (1e-3 + 8e-5) + 1.5 * TIMES.decode(8, 1000, 1, 500), within(1e-9));
        double attention = TIMES.attention(500, 0);
        assertThat(slow.mixed(0, 0, 500, 1, attention)).isCloseTo(1e-3 + 1e-5 + 2 * TIMES.mixed(0, 0, 500, 1, attention), within(1e-12));
    }

    @Test
    void experts_are_charged_for_the_tokens_that_are_there() {
        StepTimes wide = times(StepOverheads.NONE, new ServingLayout(1, 8, 1, 8), "deepseek-v3");
        assertThat(wide.mixed(0, 0, 4000, 500, 1, 0)).isLessThan(0.8 * wide.mixed(0, 0, 4000, 4000, 1, 0));
    }

    @Test
    void a_batch_between_two_graphs_takes_what_the_larger_takes_without_its_attention() {
        assertThat(TIMES.decode(17, 1)).isCloseTo(TIMES.decode(24, 1), within(0.03 * TIMES.decode(24, 1)));
        assertThat(TIMES.decode(17, 4000)).isLessThan(TIMES.decode(24, 4000));
    }
}
