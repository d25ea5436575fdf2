package dev.podwright.simulation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// What happened in a stretch of a run.
///
/// @param start seconds
/// @param end seconds; the last window may end before it is full
/// @param arrived requests
/// @param finished requests
/// @param unserved requests given up
/// @param outputTokens of requests that finished at any time, each spread evenly from its first to its last
/// @param inputTokens of prompts of such requests, each spread evenly from its beginning to its first output token
/// @param busy share of the time that replicas ran
/// @param running sequences that generated, on average
/// @param waiting requests in the queues of replicas, on average
/// @param cacheUse share of the blocks of all caches that requests held, on average
/// @param ttft of the requests that arrived in it
/// @param tpot of the requests that finished in it
public record Window(double start, double end, long arrived, long finished, long unserved, double outputTokens, double inputTokens, double busy, double running,
                     double waiting, double cacheUse, Spread ttft, Spread tpot) {

    public double seconds() {
        return end - start;
    }

    public double perSecond(double amount) {
        return end == start ? 0 : amount / seconds();
    }

    /// Windows that follow each other as one.
    static Window together(List<Window> parts) {
        Spread ttft = new Spread();
        Spread tpot = new Spread();
        parts.forEach(w -> ttft.add(w.ttft));
        parts.forEach(w -> tpot.add(w.tpot));
        return new Window(parts.getFirst().start, parts.getLast().end, count(parts, Window::arrived), count(parts, Window::finished), count(parts, Window::unserved),
                sum(parts, Window::outputTokens), sum(parts, Window::inputTokens), mean(parts, Window::busy), mean(parts, Window::running), mean(parts, Window::waiting),
                mean(parts, Window::cacheUse), ttft, tpot);
    }

    private static long count(List<Window> parts, ToLongFunction<Window> what) {
        return parts.stream().mapToLong(what).sum();
    }

    private static double sum(List<Window> parts, ToDoubleFunction<Window> what) {
        return parts.stream().mapToDouble(what).sum();
    }

    private static double mean(List<Window> parts, ToDoubleFunction<Window> what) {
        return sum(parts, w -> w.seconds() * what.applyAsDouble(w)) / Math.max(Double.MIN_NORMAL, sum(parts, Window::seconds));
    }
}
