package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Deployments that share a serving effect.
public enum ServingScope {
    ANY,
    KIND,
    ENGINE,
    ENGINE_AND_KIND,
    ENGINE_ON_FAMILY,
    ENGINE_AND_KIND_ON_FAMILY,
    /// An engine as one family of sources runs it and asks it.
    ENGINE_IN_HARNESS,
    ENGINE_AND_KIND_IN_HARNESS,
    /// A precision of weights on a family of chips, dense or mixture.
    WEIGHTS_ON_FAMILY;

    private static final String WITH = "/";

    /// What deployments of a profile are called in this scope.
    public String key(ServingProfile p) {
        return switch (this) {
            case ANY -> "";
            case KIND -> p.kind();
            case ENGINE -> p.engine();
            case ENGINE_AND_KIND -> p.engine() + WITH + p.kind();
            case ENGINE_ON_FAMILY -> p.engine() + WITH + p.family();
            case ENGINE_AND_KIND_ON_FAMILY -> p.engine() + WITH + p.kind() + WITH + p.family();
            case ENGINE_IN_HARNESS -> p.engine() + WITH + p.harness();
            case ENGINE_AND_KIND_IN_HARNESS -> p.engine() + WITH + p.kind() + WITH + p.harness();
            case WEIGHTS_ON_FAMILY -> p.weights() + WITH + p.kind() + WITH + p.family();
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServingScope> of(String label) {
        return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
    }
}
