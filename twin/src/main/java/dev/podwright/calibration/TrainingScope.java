package dev.podwright.calibration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which runs an overhead holds for. Effects of all scopes that hold add up: the narrow ones say how far a run departs from the wide ones.
public enum TrainingScope {
    ANY,
    /// Vendor of the chip.
    VENDOR,
    /// Family of the chip.
    FAMILY,
    /// The chip, and with it the host that its servers have.
    CHIP,
    /// Dense models, or mixtures of experts.
    KIND,
    KIND_ON_FAMILY,
    FRAMEWORK,
    FRAMEWORK_ON_FAMILY,
    KIND_OF_FRAMEWORK,
    KIND_OF_FRAMEWORK_ON_CHIP,
    /// Runs of a chip family that the fit has not seen.
    OTHER_FAMILY,
    /// Runs of a framework that the fit has not seen.
    OTHER_FRAMEWORK;

    private static final String WITH = "/";

    /// What runs of a profile are called in this scope.
    public String key(TrainingProfile profile) {
        return switch (this) {
            case ANY, OTHER_FAMILY, OTHER_FRAMEWORK -> "";
            case VENDOR -> profile.vendor();
            case FAMILY -> profile.family();
            case CHIP -> profile.chip();
            case KIND -> profile.kind();
            case KIND_ON_FAMILY -> profile.kind() + WITH + profile.family();
            case FRAMEWORK -> profile.framework();
            case FRAMEWORK_ON_FAMILY -> profile.framework() + WITH + profile.family();
            case KIND_OF_FRAMEWORK -> profile.kind() + WITH + profile.framework();
            case KIND_OF_FRAMEWORK_ON_CHIP -> profile.kind() + WITH + profile.framework() + WITH + profile.chip();
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TrainingScope> of(String label) {
        return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
    }
}
