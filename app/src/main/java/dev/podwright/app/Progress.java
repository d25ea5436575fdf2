package dev.podwright.app;

import java.io.PrintWriter;
import java.util.Locale;

/// How far a long run has come, on a terminal only and only after a second.
final class Progress {
    private static final double FIRST = 1;
    private static final double EVERY = 0.25;
    private static final double NANO = 1e-9;

    private final PrintWriter err;
    private final long all;
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final long start = System.nanoTime();
    private double shown;

    /// @param all how many there are; -1 where unknown
    Progress(PrintWriter err, long all) {
        this.err = err;
        this.all = all;
    }

    /// @param count done so far
    /// @return whether to go on
    boolean at(long count) {
        double now = NANO * (System.nanoTime() - start);
        if (terminal && now > FIRST && now - shown > EVERY) {
            shown = now;
            double rate = count / now;
            String rest = all < 0 ? "" : String.format(Locale.ROOT, ", %.0f %%, %.0f s left", 100.0 * count / all, (all - count) / Math.max(1, rate));
            err.print(String.format(Locale.ROOT, "\r%,d requests, %,.0f a second%s   ", count, rate, rest));
            err.flush();
        }
        return true;
    }

    void done() {
        if (shown > 0) {
            err.print("\r" + " ".repeat(72) + "\r");
            err.flush();
        }
    }
}
