package dev.podwright.validation.serving;

import dev.podwright.calibration.ServingScope;
import dev.podwright.calibration.ServingTerm;
import java.util.List;

/// What is believed of an effect before anything is measured: it scatters about `mean` as wide as `width`.
record ServingPrior(ServingTerm term, ServingScope scope, double mean, double width) {

    /// Times of the host and of front ends are of the order that engines print of themselves (0 to 1.3 ms a step, 20 to 150 ms a request); factors scatter
    /// as wide as one engine version from the next (20 to 30 % for experts). Narrower scopes are believed to matter less: few groups fill each.
    static final List<ServingPrior> ALL = List.of(
            new ServingPrior(ServingTerm.HOST_STEP, ServingScope.ANY, 0.7e-3, 0.5e-3),
            new ServingPrior(ServingTerm.HOST_STEP, ServingScope.ENGINE_ON_FAMILY, 0, 0.25e-3),
            new ServingPrior(ServingTerm.HOST_SEQUENCE, ServingScope.ANY, 5e-6, 10e-6),
            new ServingPrior(ServingTerm.HOST_SEQUENCE, ServingScope.ENGINE_IN_HARNESS, 0, 12e-6),
            new ServingPrior(ServingTerm.DECODE, ServingScope.ANY, 0, 0.05),
            new ServingPrior(ServingTerm.DECODE, ServingScope.WEIGHTS_ON_FAMILY, 0, 0.05),
            new ServingPrior(ServingTerm.DECODE, ServingScope.ENGINE_AND_KIND_IN_HARNESS, 0, 0.04),
            new ServingPrior(ServingTerm.PREFILL, ServingScope.ANY, 0, 0.15),
            new ServingPrior(ServingTerm.PREFILL, ServingScope.KIND, 0, 0.12),
            new ServingPrior(ServingTerm.PREFILL, ServingScope.ENGINE_AND_KIND, 0, 0.06),
            new ServingPrior(ServingTerm.PREFILL, ServingScope.WEIGHTS_ON_FAMILY, 0, 0.04),
            new ServingPrior(ServingTerm.FRONT_END, ServingScope.ANY, 0.03, 0.03),
            new ServingPrior(ServingTerm.FRONT_END, ServingScope.ENGINE_IN_HARNESS, 0, 0.05));
}
