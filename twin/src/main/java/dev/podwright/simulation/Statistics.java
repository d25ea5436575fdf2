package dev.podwright.simulation;

import dev.podwright.workload.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Adds up a run; needs memory by the kinds of requests, not by their number.
public final class Statistics implements Ledger {
    private final List<Limits> limits;
    private final ClassStatistics all = new ClassStatistics();
    private final List<ClassStatistics> classes = new ArrayList<>();
    private final Quantiles gaps = new Quantiles();
    private final List<Stalls> stalls = new ArrayList<>();
    private double busy;
    private double steps;
    private double decoded;
    private double prompts;

    /// @param limits class by class, that each request should keep to count as good
    public Statistics(List<Limits> limits) {
        this.limits = List.copyOf(limits);
        for (int i = 0; i < limits.size(); i++) {
            classes.add(new ClassStatistics());
        }
    }

    /// @param limits of every class
    public Statistics(int kinds, Limits limits) {
        this(Collections.nCopies(kinds, limits));
    }

    @Override
    public void arrived(long request, int kind, double now) {
        all.arrive();
        if (classes.size() > 1) {
            classes.get(kind).arrive();
        }
    }

    @Override
    public void finished(Served r) {
        Limits own = limits.get(r.kind());
        boolean good = r.ttft() <= own.ttft() && (r.output() == 1 || r.tpot() <= own.tpot());
        all.finish(r, good);
        if (classes.size() > 1) {
            classes.get(r.kind()).finish(r, good);
        }
    }

    @Override
    public void unserved(Unserved request) {
        all.giveUp(request.reason());
        if (classes.size() > 1) {
            classes.get(request.kind()).giveUp(request.reason());
        }
    }

    @Override
    public void ran(Ran r) {
        busy += r.seconds();
        steps += r.steps();
        decoded += (double) r.steps() * r.decoding();
        prompts += r.promptTokens();
        Stalls waits = stalls(r.replica());
        if (r.decoding() == 0) {
            if (r.held() > 0) {
                waits.add(r.seconds(), r.held());
            }
            return;
        }
        double step = r.seconds() / r.steps();
        boolean waited = !waits.isEmpty();
        if (waited) {
            waits.end(step, r.decoding(), gaps);
        }
        long rest = (r.steps() - (waited ? 1 : 0)) * r.decoding();
        if (rest > 0) {
            gaps.add(step, rest);
        }
    }

    private Stalls stalls(int replica) {
        while (stalls.size() <= replica) {
            stalls.add(new Stalls());
        }
        return stalls.get(replica);
    }

    public ClassStatistics all() {
        return all;
    }

    /// Class by class; empty where there is one only.
    public List<ClassStatistics> classes() {
        return classes.size() > 1 ? classes : List.of();
    }

    /// Seconds between two tokens of a sequence, as steps gave them, steps of prompts alone in between counted.
    public Quantiles gaps() {
        return gaps;
    }

    /// Seconds in which replicas ran, added up over replicas.
    public double busySeconds() {
        return busy;
    }

    public double steps() {
        return steps;
    }

    /// Sequences that generated, on average over steps.
    public double meanDecoding() {
        return steps == 0 ? 0 : decoded / steps;
    }

    /// Prompt tokens computed, those of requests that began anew counted again.
    public double promptTokensComputed() {
        return prompts;
    }
}
