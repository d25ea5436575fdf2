package dev.podwright.simulation;

import dev.podwright.workload.Limits;
import java.util.ArrayList;
import java.util.List;

/// Adds up a run; needs memory by the kinds of requests, not by their number.
public final class Statistics implements Ledger {
    private final Limits limits;
    private final ClassStatistics all = new ClassStatistics();
    private final List<ClassStatistics> classes = new ArrayList<>();
    private final Quantiles gaps = new Quantiles();
    private double busy;
    private double steps;
    private double decoded;
    private double prompts;

    /// @param kinds classes of requests
    /// @param limits that each request should keep to count as good
    public Statistics(int kinds, Limits limits) {
        this.limits = limits;
        for (int i = 0; i < kinds; i++) {
            classes.add(new ClassStatistics());
        }
    }

    @Override
    public void finished(long request, int kind, double arrival, double began, double first, double end, int input, int cached, int output, int preemptions) {
        boolean good = first - arrival <= limits.ttft() && (output == 1 || (end - first) / (output - 1) <= limits.tpot());
        all.finish(arrival, began, first, end, input, cached, output, preemptions, good);
        if (classes.size() > 1) {
            classes.get(kind).finish(arrival, began, first, end, input, cached, output, preemptions, good);
        }
    }

    @Override
    public void rejected(long request, int kind, double arrival, int input, int output) {
        all.reject();
        if (classes.size() > 1) {
            classes.get(kind).reject();
        }
    }

    @Override
    public void ran(long count, double seconds, int decoding, int promptTokens) {
        busy += seconds;
        steps += count;
        decoded += (double) count * decoding;
        prompts += promptTokens;
        if (decoding > 0) {
            gaps.add(seconds / count, count * decoding);
        }
    }

    public ClassStatistics all() {
        return all;
    }

    /// Class by class; empty where there is one only.
    public List<ClassStatistics> classes() {
        return classes.size() > 1 ? classes : List.of();
    }

    /// Seconds between two tokens of a sequence, as steps gave them.
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
