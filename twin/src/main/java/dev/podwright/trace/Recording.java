package dev.podwright.trace;

import java.util.List;

/// What was recorded of a service: its requests, or the statistics of its clients.
public interface Recording {

    /// As the user named it.
    String name();

    /// Mean tokens of a prompt.
    double meanInput();

    /// Mean tokens of an answer.
    double meanOutput();

    /// Requests per second, on average.
    double rate();

    /// Seconds that it lasts.
    double span();

    /// Tokens that no request exceeds, prompt and answer together.
    long longest();

    /// Whether prompts have images.
    boolean images();

    /// How many times as fast its time passes at a speed.
    default double pace(double speed) {
        return speed;
    }

    /// Its requests.
    ///
    /// @param repeats how often it is played, one repetition after the other
    /// @param speed factor on the rate of arrivals
    /// @param seed of what is drawn
    RequestSource play(int repeats, double speed, long seed);

    /// Several recordings as one: each is a class of its own.
    ///
    /// @param together whether all begin at once; otherwise each begins when the one before is over
    static RequestSource splice(List<Recording> recordings, boolean together, int repeats, double speed, long seed) {
        if (recordings.size() == 1) {
            return recordings.getFirst().play(repeats, speed, seed);
        }
        return new Spliced(recordings, together, repeats, speed, seed);
    }
}
