package dev.podwright.diagnosis;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Step;
import dev.podwright.profile.Timeline;
import java.util.List;
import java.util.Optional;

/// A step of one rank that is looked into, in seconds from the beginning of its profile.
record Window(String name, double start, double end, Optional<Step.Breakdown> breakdown) {

    double seconds() {
        return end - start;
    }

    /// The marked steps; where none is marked, all that the device did is one step.
    static List<Window> of(Profile profile) {
        if (!profile.steps().isEmpty()) {
            return profile.steps().stream().map(s -> new Window(s.name(), s.start(), s.start() + s.seconds(), s.breakdown())).toList();
        }
        Timeline timeline = profile.timeline();
        if (timeline.size() == 0) {
            return List.of(new Window("", 0, profile.seconds(), Optional.empty()));
        }
        double end = 0;
        for (int task = 0; task < timeline.size(); task++) {
            end = Math.max(end, timeline.start(task) + timeline.seconds(task));
        }
        return List.of(new Window("", timeline.start(0), end, Optional.empty()));
    }
}
