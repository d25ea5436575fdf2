package dev.podwright.validation;

import dev.podwright.calibration.TrainingScope;
import dev.podwright.calibration.TrainingTerm;
import java.util.List;

/// How large an overhead is expected to be before anything was measured: about zero, give or take `width`. The narrower the
/// scope, the smaller the width: rows of one framework on one chip have to say so clearly before they depart from all others.
///
/// @param width standard deviation, in the unit of the term
record TrainingPrior(TrainingTerm term, TrainingScope scope, double width) {
    /// The overheads that lower the held-out error. docs/modelling-training.md shows what was tried.
    static final List<TrainingPrior> ALL = List.of(
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.ANY, 0.2),
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.FAMILY, 0.15),
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.CHIP, 0.05),
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.KIND, 0.15),
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.KIND_ON_FAMILY, 0.1),
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.FRAMEWORK, 0.15),
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.KIND_OF_FRAMEWORK, 0.1),
            new TrainingPrior(TrainingTerm.WORK, TrainingScope.FRAMEWORK_ON_FAMILY, 0.07),
            new TrainingPrior(TrainingTerm.ELEMENTWISE, TrainingScope.VENDOR, 0.3),
            new TrainingPrior(TrainingTerm.BIASED_EXPERTS, TrainingScope.ANY, 1),
            new TrainingPrior(TrainingTerm.LATENT_EXPERTS, TrainingScope.ANY, 1),
            new TrainingPrior(TrainingTerm.STATE, TrainingScope.ANY, 5),
            new TrainingPrior(TrainingTerm.HIDDEN_DATA, TrainingScope.ANY, 0.3),
            new TrainingPrior(TrainingTerm.HIDDEN_TENSOR, TrainingScope.FRAMEWORK, 0.3),
            new TrainingPrior(TrainingTerm.HOST_MIXTURE, TrainingScope.ANY, 1e-3),
            new TrainingPrior(TrainingTerm.HOST_MIXTURE, TrainingScope.CHIP, 7e-4));
}
