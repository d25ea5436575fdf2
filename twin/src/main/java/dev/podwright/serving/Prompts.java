package dev.podwright.serving;

import dev.podwright.step.ServingStep;
import dev.podwright.units.Cost;
import dev.podwright.workload.RequestMix;
import java.util.List;
import java.util.function.Function;

/// The price of processing the prompts of a mix of requests on a replica.
///
/// A step carries at most [EngineDefaults#TOKEN_BUDGET] prompt tokens per attention group: long prompts are cut into chunks, short
/// ones share a step. Each class is priced at its own lengths, since attention does not grow in proportion to them.
final class Prompts {
    private final List<ClassPrompts> classes;
    private final double sharing;
    private final Cost alone;
    private final Cost work;
    private final Times value;

    Prompts(ServingStep step, RequestMix requests) {
        this.classes = requests.classes().stream().map(c -> ClassPrompts.of(step, c)).toList();
        this.sharing = ClassPrompts.sharing(requests.lengths().fresh());
        this.alone = mean(ClassPrompts::alone);
        this.work = mean(ClassPrompts::work);
        this.value = reckoned(Side.VALUE);
    }

    /// What queues need to know, in seconds.
    ///
    /// @param alone one prompt, mean over requests
    /// @param light the service that an arriving request finds at no load (mean square over mean, as a long one is found
    ///     more often)
    /// @param heavy the same at full load
    /// @param work replica time of a prompt when steps are full, mean over requests
    record Times(double alone, double light, double heavy, double work) {}

    List<ClassPrompts> classes() {
        return classes;
    }

    /// Prompts of one attention group that share a full step; 1 for prompts longer than the budget.
    double sharing() {
        return sharing;
    }

    /// One prompt per attention group, from first to last chunk; of a mix, the mean over requests.
    Cost alone() {
        return alone;
    }

    /// Seconds of replica time that one prompt costs when steps are full and every pipeline stage has one.
    Cost work() {
        return work;
    }

    Times value() {
        return value;
    }

    Times times(Side side) {
        return side == Side.VALUE ? value : reckoned(side);
    }

    private Times reckoned(Side side) {
        if (classes.size() == 1) {
            ClassPrompts only = classes.getFirst();
            return new Times(side.of(only.alone()), only.light(side), only.heavy(side), only.work(side));
        }
        double meanAlone = 0;
        double meanWork = 0;
        double meanLight = 0;
        double squareLight = 0;
        double squareHeavy = 0;
        for (ClassPrompts c : classes) {
            double share = c.requests().share();
            meanAlone += share * side.of(c.alone());
            meanWork += share * c.work(side);
            meanLight += share * c.light(side);
            squareLight += share * c.light(side) * c.light(side);
            squareHeavy += share * c.work(side) * c.heavy(side);
        }
        return new Times(meanAlone, squareLight / meanLight, squareHeavy / meanWork, meanWork);
    }

    /// Share of the time spent on prompts that goes to those of one class.
    double shareOfWork(ClassPrompts c) {
        return c.requests().share() * c.work(Side.VALUE) / value.work();
    }

    private Cost mean(Function<ClassPrompts, Cost> part) {
        if (classes.size() == 1) {
            return part.apply(classes.getFirst());
        }
        return Cost.sequence("prefill", "mean over the classes of requests", classes.stream().map(c -> part.apply(c)
                .named("prefill " + c.requests().name()).repeated(c.requests().share())).toList());
    }
}
