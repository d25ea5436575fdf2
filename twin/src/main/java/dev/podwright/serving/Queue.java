package dev.podwright.serving;

/// Waiting before a server whose service times hardly vary.
final class Queue {
    private Queue() {}

    /// Mean wait in seconds of an M/D/1 queue: rho s / (2 (1 - rho)) (Pollaczek 1930, Khinchine 1932).
    ///
    /// @param utilisation rho, from 0 to below 1
    /// @param service s, seconds
    static double wait(double utilisation, double service) {
        return utilisation * service / (2 * (1 - utilisation));
    }

    /// The utilisation at which [#wait] is `wait`: rho = 2w / (s + 2w).
    static double utilisation(double wait, double service) {
        return 2 * wait / (service + 2 * wait);
    }
}
