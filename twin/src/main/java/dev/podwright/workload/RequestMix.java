package dev.podwright.workload;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The kinds of requests that one deployment serves.
///
/// @param classes at least one; their shares add up to 1
/// @param unserved names of kinds that were asked for and that the model cannot serve
/// @param remarks how the classes came to their figures, in sentences
public record RequestMix(List<RequestClass> classes, List<String> unserved, List<String> remarks) {
    private static final double ROUNDING = 1e-9;

    public RequestMix {
        classes = List.copyOf(classes);
        unserved = List.copyOf(unserved);
        remarks = List.copyOf(remarks);
        double sum = classes.stream().mapToDouble(RequestClass::share).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("The shares of the %d classes add up to %s, not 1.".formatted(classes.size(), sum));
        }
    }

    /// All requests alike.
    public static RequestMix of(Lengths lengths) {
        return new RequestMix(List.of(RequestClass.plain(lengths)), List.of(), List.of());
    }

    /// Mean tokens of a request, whichever kind it is of.
    public Lengths lengths() {
        return single() ? classes.getFirst().lengths()
                : new Lengths(mean(c -> c.lengths().input()), mean(c -> c.lengths().output()), mean(c -> c.lengths().cached()));
    }

    /// Whether all requests are of one kind.
    public boolean single() {
        return classes.size() == 1;
    }

    /// The mean of `figure` over requests.
    public double mean(ToDoubleFunction<RequestClass> figure) {
        return single() ? figure.applyAsDouble(classes.getFirst())
                : classes.stream().mapToDouble(c -> c.share() * figure.applyAsDouble(c)).sum();
    }

    /// Decode steps of a request on average.
    public double decodeSteps() {
        return mean(c -> c.lengths().decodeSteps());
    }

    /// Share of the sequences that decode at a moment that are of class `c`: all take equally long for a step, so a class
    /// counts by its requests times their steps.
    public double decodingShare(RequestClass c) {
        return c.share() * c.lengths().decodeSteps() / decodeSteps();
    }

    /// The mean of `figure` over the sequences that decode at a moment.
    public double meanOfDecoding(ToDoubleFunction<RequestClass> figure) {
        return mean(c -> c.lengths().decodeSteps() / decodeSteps() * figure.applyAsDouble(c));
    }

    /// Mean cache length seen by a decode step.
    public double meanContext() {
        return meanOfDecoding(c -> c.lengths().meanContext());
    }

    /// Tokens of the longest request when finished.
    public double longest() {
        return classes.stream().mapToDouble(c -> c.lengths().total()).max().orElseThrow();
    }

    /// Tokens of the longest prompt.
    public double longestInput() {
        return classes.stream().mapToDouble(c -> c.lengths().input()).max().orElseThrow();
    }
}
