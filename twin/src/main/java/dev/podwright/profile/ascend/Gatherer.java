package dev.podwright.profile.ascend;

import dev.podwright.profile.ProfileBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is found of one device, while its files are read.
final class Gatherer {
    final ProfileBuilder builder;
    /// From the first task of each step to the end of its last.
    final Map<String, Span> steps = new LinkedHashMap<>();
    private final Map<String, Integer> streams = new HashMap<>();
    /// When the first task began, on the clock of the files; 0 before there is one.
    long first;
    long tasks;
    long withoutLength;
    long withoutStart;
    long outsideSteps;
    long waits;

    Gatherer(ProfileBuilder builder) {
        this.builder = builder;
    }

    int stream(String name) {
        return streams.computeIfAbsent(name, key -> streams.size());
    }

    void began(long start) {
        first = first == 0 ? start : Math.min(first, start);
    }

    void inStep(String step, long start, long nanos) {
        if (step.isEmpty()) {
            outsideSteps++;
        } else {
            steps.computeIfAbsent(step, key -> new Span(start, start)).reach(start, start + nanos);
        }
    }

    /// Tells what was left out; once all files are read.
    void notes() {
        note(withoutLength, "%,d tasks have no length and are left out.");
        note(withoutStart, "%,d tasks have no start: they are counted but stand in no timeline.");
        note(steps.isEmpty() ? 0 : outsideSteps, "%,d tasks belong to no step.");
        note(waits, "%,d waits for events and notifications are no tasks and are left out.");
    }

    private void note(long count, String sentence) {
        if (count > 0) {
            builder.note(sentence.formatted(count));
        }
    }

    static final class Span {
        long from;
        long to;

        Span(long from, long to) {
            this.from = from;
            this.to = to;
        }

        void reach(long start, long end) {
            from = Math.min(from, start);
            to = Math.max(to, end);
        }
    }
}
