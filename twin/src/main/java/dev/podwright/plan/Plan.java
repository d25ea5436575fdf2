package dev.podwright.plan;

import dev.podwright.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/// The answer to a scenario: one plan per pod, in the order asked, and the winner among them.
///
/// @param reason why the winner wins, in one sentence
public record Plan(Scenario scenario, List<PodPlan> pods, Optional<PodPlan> winner, String reason) {

    public Plan {
        pods = List.copyOf(pods);
    }
}
