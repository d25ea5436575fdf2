package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.trace.SessionLaw;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How people talk with the model over several turns.
final class SessionOptions {
    private static final double MILLI = 1e-3;
    private static final double MOST = 1e6;

    @Option(names = "--turns", paramLabel = "X", description = "Conversations of so many prompts on average: each next prompt comes after the answer, with all that was said before it.")
    private Double turns;

    @Option(names = "--words", paramLabel = "TOKENS", description = "Tokens that a later prompt adds on average (default: 69.5, as in LMSYS-Chat-1M).")
    private Double words;

    @Option(names = "--think", paramLabel = "TIME", converter = Span.Converter.class,
            description = "Median time from an answer to the next prompt (default: 30s, an estimate); with --concurrency alone, of each client (default: 0s).")
    private Span think;

    /// The law of sessions asked for; empty where requests have nothing to do with each other.
    Optional<SessionLaw> law(boolean closed) {
        if (turns == null && words == null && (think == null || !closed)) {
            if (think != null) {
                throw new InputException("--think is given, but nobody waits for an answer.", "Give --turns 3 for conversations, or --concurrency for clients that wait.");
            }
            return Optional.empty();
        }
        double mean = turns != null ? turns : words == null ? 1 : SessionLaw.CHAT.turns();
        double added = words == null ? SessionLaw.CHAT.words() : words;
        if (!(mean >= 1 && mean <= MOST) || !(added >= 1 && added <= MOST)) {
            throw new InputException("--turns %s, --words %s: one is out of range.".formatted(mean, added), "Both are from 1 to a million.");
        }
        return Optional.of(new SessionLaw(mean, added, think == null ? SessionLaw.CHAT.think() : MILLI * think.milliseconds()));
    }
}
