package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a training step takes beyond its kernels and collectives, each alone. None is zero; none is measured alone: they
/// are fitted to whole iterations.
public enum TrainingTerm {
    /// Logarithm of a factor on all seconds, communication too: clocks that sink under a lasting load, jitter, waiting for the slowest rank.
    WORK,
    /// Share by which elementwise kernels take longer: what a framework does not fuse.
    ELEMENTWISE,
    /// Share by which routed experts take longer where they have biases, which are added expert by expert.
    BIASED_EXPERTS,
    /// Share by which routed experts take longer where they work in a latent: many narrow ones.
    LATENT_EXPERTS,
    /// Share by which states of linear attention and state-space layers take longer.
    STATE,
    /// Share of the hidden gathering of weights and reduction of gradients that shows after all.
    HIDDEN_DATA,
    /// Share of hidden tensor-parallel communication that shows after all.
    HIDDEN_TENSOR,
    /// Seconds of the host per mixture layer and pass where steps are not recorded.
    HOST_MIXTURE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TrainingTerm> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
    }
}
