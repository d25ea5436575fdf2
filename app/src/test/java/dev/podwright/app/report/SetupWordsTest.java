package dev.podwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.Sharding;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingLayout.ContextKind;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.schedule.Schedule;
import org.junit.jupiter.api.Test;

class SetupWordsTest {
    private static final TrainingSetup SETUP = new TrainingSetup(new TrainingLayout(8, true, 2, ContextKind.RING, 4, 16, 5, 8, 1), Schedule.INTERLEAVED, 1,
            new Sharding(Sharding.Kind.ZERO1, 8), new Recompute.Full(0.5), new Offload(0.25, true));

    @Test
    void aLayoutIsSaidInWords() {
        assertThat(SetupWords.layout(SETUP)).isEqualTo("8 ranks share every matrix, norms and residuals too; 2 ranks share every sequence (ring); 8 ranks share the routed experts;"
                + " 16 pipeline stages, each of 5 chunks of layers (interleaved-1f1b); 4 data-parallel copies.");
    }

    @Test
    void soIsHowTheWorkGoesThroughIt() {
        assertThat(SetupWords.work(SETUP, 32)).isEqualTo("Each data-parallel copy takes 32 micro-batches of 1 sequence in an iteration; optimiser states are shared by 8 data-parallel ranks;"
                + " the backward pass computes 50.0 % of the layers again; activations of 25.0 % of the layers wait in host memory; optimiser states live in host memory.");
    }
}
