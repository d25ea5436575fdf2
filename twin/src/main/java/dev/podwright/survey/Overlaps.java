package dev.podwright.survey;

import dev.podwright.fabric.FlowAnswer;
import dev.podwright.fabric.FlowQuestion;
import dev.podwright.fabric.Group;
import dev.podwright.fabric.PhaseLoad;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.overlap.Course;
import dev.podwright.network.overlap.Job;
import dev.podwright.network.overlap.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Operations that begin at the same time. Each has the schedule and the price that it has alone: what a library takes longer than the links allow counts as
/// bytes more, what it waits as latency of its messages.
final class Overlaps {
    private final Question question;
    private final Pricing pricing;
    private final Overlap overlap;

    Overlaps(Question question, Subject subject, Condition condition, Pricing pricing) {
        Damage damage = Damage.of(subject.wired(), condition);
        this.question = question;
        this.pricing = pricing;
        this.overlap = new Overlap(damage.network(), damage.routing());
    }

    /// The largest size of each operation asked for, beside all that shall run with it.
    List<Together> all() {
        return question.together().isEmpty() ? List.of() : question.operations().stream().map(this::of).toList();
    }

    private Together of(Operation operation) {
        List<Job> jobs = new ArrayList<>();
        Group own = pricing.group(question.ranks(), question.stride());
        jobs.add(job(operation, question.sizes().getLast(), own, question.algorithm()));
        for (Exchange other : question.together()) {
            Group group = other.ranks().isEmpty() ? own : pricing.group(other.ranks(), other.stride());
            jobs.add(job(other.operation(), other.bytes(), group, Optional.empty()));
        }
        List<Course> courses = overlap.run(jobs);
        List<Together.Part> parts = new ArrayList<>();
        parts.add(part(operation, question.sizes().getLast(), courses.getFirst()));
        for (int i = 0; i < question.together().size(); i++) {
            parts.add(part(question.together().get(i).operation(), question.together().get(i).bytes(), courses.get(i + 1)));
        }
        return new Together(parts);
    }

    private static Together.Part part(Operation operation, double bytes, Course course) {
        return new Together.Part(operation, bytes, course.alone(), course.seconds());
    }

    private Job job(Operation operation, double bytes, Group group, Optional<String> algorithm) {
        FlowQuestion asked = new FlowQuestion(operation, bytes, group, algorithm);
        FlowAnswer answer = pricing.fabric().ask(asked);
        double links = answer.phases().stream().mapToDouble(PhaseLoad::seconds).sum();
        int hops = answer.phases().stream().mapToInt(PhaseLoad::hops).sum();
        double seconds = answer.seconds().value();
        // Measured small messages may be quicker than the steps of the law: the links still carry them at full rate at best.
        double wire = Math.max(answer.wire(), Math.min(links, seconds));
        return new Job(OperationNames.of(operation), pricing.fabric().schedule(asked), bytes * wire / links, 0, (seconds - wire) / hops);
    }
}
