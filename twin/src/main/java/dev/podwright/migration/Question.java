package dev.podwright.migration;

import dev.podwright.model.Architecture;
import dev.podwright.plan.Subject;
import dev.podwright.profile.Profile;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.workload.Demand;
import java.util.List;
import java.util.Optional;

/// What moves where.
///
/// @param model that is served or trained; none if only a profile is given
/// @param precision as asked for; else the checkpoint's own or the best the target has
/// @param demand of serving; empty = as much as the chips can serve of requests of usual length
/// @param training batch, sequence, phase and software of training; its model and targets are not read; empty = the usual of the model
/// @param purpose what is done with the model
/// @param profile taken on the source, if there is one
/// @param from where it runs now
/// @param to where it shall run
/// @param pytorch release whose tables of torch_npu hold, such as `2.13.0`; empty = the newest that was read
/// @param features of engine or framework in use, words of [Migration#features]; empty = the usual of the purpose
public record Question(Optional<Architecture> model, PrecisionWish precision, Optional<Demand> demand, Optional<TrainingScenario> training, Purpose purpose,
                       Optional<Profile> profile, Subject from, List<Subject> to, String pytorch, List<String> features) {

    /// What is done with the model.
    public enum Purpose {
        SERVING,
        TRAINING
    }

    public Question {
        to = List.copyOf(to);
        features = List.copyOf(features);
    }

    public Question(Optional<Architecture> model, PrecisionWish precision, Optional<Demand> demand, Purpose purpose, Optional<Profile> profile, Subject from,
                    List<Subject> to, String pytorch, List<String> features) {
        this(model, precision, demand, Optional.empty(), purpose, profile, from, to, pytorch, features);
    }
}
