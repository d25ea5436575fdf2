package dev.podwright.validation.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.ServingError;
import dev.podwright.calibration.ServingOverheads;
import dev.podwright.calibration.ServingProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServingFitterTest {
    private static final double[] TRUE = {1.2e-3, 12e-6, -0.06, 0.25, 0.06};

    /// Made-up closed loops: a step is host time and work, the first token a prompt and the front end.
    private static ClosedLoop.Means run(double work, double prompt, int sequences, ServingOverheads o) {
        return new ClosedLoop.Means(o.prefill() * prompt + o.step() + o.front(), o.step() + o.sequence() * sequences + o.decode() * work + 0.1 * o.prefill() * prompt, 0);
    }

    private static List<ServingSample> samples(double[] at) {
        Random random = new Random(3);
        List<ServingSample> samples = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double work = 2e-3 * Math.exp(3 * random.nextDouble());
            double prompt = 5e-3 * Math.exp(4 * random.nextDouble());
            int sequences = 1 << random.nextInt(9);
            ServingProfile profile = new ServingProfile("vllm", i % 2 == 0 ? "hopper" : "blackwell", "made-up", "dense", "fp8");
            ClosedLoop.Means truth = run(work, prompt, sequences, ServingOverheads.of(TRUE));
            double[] measured = {Math.log(truth.tpot()) + 0.01 * random.nextGaussian(), Math.log(truth.ttft()) + 0.02 * random.nextGaussian()};
            samples.add(ServingSample.of("group " + i % 80, profile, ServingError.Room.AMPLE, measured, at, o -> run(work, prompt, sequences, o)));
        }
        return samples;
    }

    @Test
    void known_overheads_come_back_from_rows_made_with_them() {
        List<ServingSample> samples = samples(new double[] {0.7e-3, 5e-6, 0, 0, 0.03});
        ServingFitter fitter = new ServingFitter(ServingPrior.ALL, samples.stream().map(ServingSample::profile).distinct().toList());
        double[] values = fitter.fit(samples, _ -> true);
        for (int pass = 0; pass < 3; pass++) {
            samples = samples(fitter.sums(samples.getFirst().profile(), values));
            values = fitter.fit(samples, _ -> true);
        }
        double[] found = fitter.sums(samples.getFirst().profile(), values);
        assertThat(found[0]).isCloseTo(TRUE[0], within(0.15e-3));
        assertThat(found[1]).isCloseTo(TRUE[1], within(2e-6));
        assertThat(found[2]).isCloseTo(TRUE[2], within(0.03));
        assertThat(found[3]).isCloseTo(TRUE[3], within(0.04));
        assertThat(found[4]).isCloseTo(TRUE[4], within(0.006));
    }

    @Test
    void what_no_row_tells_stays_what_was_believed() {
        ServingProfile stranger = new ServingProfile("other", "ampere", "", "moe", "bf16");
        ServingFitter fitter = new ServingFitter(ServingPrior.ALL, List.of(stranger));
        assertThat(fitter.sums(stranger, fitter.fit(List.of(), _ -> true))).containsExactly(new double[] {0.7e-3, 5e-6, 0, 0, 0.03}, within(1e-9));
    }
}
