package dev.podwright.workload;

import java.util.OptionalDouble;

/// How long a training job runs. With tokens alone the time is asked, with seconds alone the tokens; with both, how many
/// cards it takes; with neither, speed alone.
///
/// @param tokens to train on
/// @param seconds that the job may take
public record Budget(OptionalDouble tokens, OptionalDouble seconds) {

    public static final Budget OPEN = new Budget(OptionalDouble.empty(), OptionalDouble.empty());

    public Budget {
        if (tokens.isPresent() && !(tokens.getAsDouble() > 0) || seconds.isPresent() && !(seconds.getAsDouble() > 0)) {
            throw new IllegalArgumentException("The tokens (%s) and seconds (%s) must be positive.".formatted(tokens, seconds));
        }
    }
}
