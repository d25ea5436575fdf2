package dev.podwright.serving;

/// Waiting before prompts that share a step: an M/D/1 queue whose service grows with its load.
///
/// A pipeline takes the next batch of prompts when its first stage is free, not when the last is done: a service is one
/// pp-th of the passage. At low load a prompt runs alone, at full load a whole step's worth of prompts runs together;
/// between them the service is taken to grow with the utilisation.
final class Queue {
    private static final int HALVINGS = 50;

    private Queue() {}

    /// Mean wait in seconds: rho s / (2 (1 - rho)) (Pollaczek 1930, Khinchine 1932) with s = light + rho (heavy - light).
    ///
    /// @param utilisation rho, from 0 to below 1
    /// @param light service at no load, seconds
    /// @param heavy service at full load, seconds
    static double wait(double utilisation, double light, double heavy) {
        double service = light + utilisation * (heavy - light);
        return utilisation * service / (2 * (1 - utilisation));
    }

    /// The utilisation, at most `most`, at which [#wait] is `wait`; it grows with the utilisation.
    static double utilisation(double wait, double light, double heavy, double most) {
        if (wait(most, light, heavy) <= wait) {
            return most;
        }
        return Bisection.crossing(0, most, HALVINGS, rho -> wait(rho, light, heavy) <= wait);
    }
}
