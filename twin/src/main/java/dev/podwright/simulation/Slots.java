package dev.podwright.simulation;

import dev.podwright.trace.RequestSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The requests inside a replica, as columns: a request is a number here while it waits or runs.
final class Slots {
    private static final int START = 256;

    long[] request = new long[START];
    double[] arrival = new double[START];
    /// When its first token came; not a number before.
    double[] first = new double[START];
    /// When it first ran.
    double[] began = new double[START];
    int[] input = new int[START];
    int[] output = new int[START];
    /// Tokens generated before it last began anew.
    int[] kept = new int[START];
    /// Tokens to compute before it generates: the prompt, and after a preemption what it had generated.
    int[] prompt = new int[START];
    int[] computed = new int[START];
    int[] cached = new int[START];
    /// Leading tokens that have been cached or computed at some time.
    int[] known = new int[START];
    long[] blocks = new long[START];
    /// The decode step before which it entered.
    long[] entered = new long[START];
    /// Prefix segments in use.
    int[] segments = new int[START];
    int[] kind = new int[START];
    long[][] hashes = new long[START][];
    int[] preemptions = new int[START];
    int[] retries = new int[START];
    /// Where its cache comes from: a replica, and the place there.
    int[] source = new int[START];
    int[] sourceSlot = new int[START];
    /// Seconds in which its cache could leave before it was whole.
    double[] hidden = new double[START];
    /// Seconds of the vision tower for the prompt's images, before its first step.
    double[] seeing = new double[START];
    private int[] free = new int[START];
    private int freed;
    private int made;

    int take() {
        if (freed > 0) {
            return free[--freed];
        }
        if (made == request.length) {
            grow(2 * made);
        }
        return made++;
    }

    /// A place for a request that is at `from` of another replica, with all that is known of it.
    int take(Slots other, int from) {
        int slot = take();
        request[slot] = other.request[from];
        arrival[slot] = other.arrival[from];
        first[slot] = other.first[from];
        began[slot] = other.began[from];
        input[slot] = other.input[from];
        output[slot] = other.output[from];
        kept[slot] = other.kept[from];
        prompt[slot] = other.prompt[from];
        cached[slot] = other.cached[from];
        known[slot] = other.known[from];
        kind[slot] = other.kind[from];
        hashes[slot] = other.hashes[from];
        preemptions[slot] = other.preemptions[from];
        retries[slot] = other.retries[from];
        hidden[slot] = other.hidden[from];
        seeing[slot] = other.seeing[from];
        computed[slot] = 0;
        blocks[slot] = 0;
        segments[slot] = 0;
        return slot;
    }

    /// The request that a source has reached takes a row.
    ///
    /// @param sharing whether its prompt may share blocks with others
    void enter(int slot, double now, long number, RequestSource of, boolean sharing) {
        request[slot] = number;
        arrival[slot] = now;
        first[slot] = Double.NaN;
        began[slot] = Double.NaN;
        input[slot] = of.input();
        output[slot] = of.output();
        kept[slot] = 0;
        prompt[slot] = of.input();
        computed[slot] = 0;
        cached[slot] = 0;
        known[slot] = 0;
        blocks[slot] = 0;
        segments[slot] = 0;
        kind[slot] = of.kind();
        hashes[slot] = sharing ? of.hashes() : null;
        preemptions[slot] = 0;
        retries[slot] = 0;
    }

    /// A place for a request that begins anew.
    ///
    /// @param sharing whether prefixes are looked for
    int takeAgain(Slots other, int from, boolean sharing) {
        int slot = take(other, from);
        retries[slot]++;
        hashes[slot] = sharing ? hashes[slot] : null;
        return slot;
    }

    /// Tokens of a prompt are computed.
    ///
    /// @return those that had been before, or that it generated
    int compute(int slot, int tokens) {
        int before = computed[slot];
        int after = before + tokens;
        int fresh = Math.min(after, input[slot]) - Math.max(before, known[slot]);
        computed[slot] = after;
        known[slot] = Math.max(known[slot], after);
        return tokens - Math.max(0, fresh);
    }

    /// What a request has generated is computed with its prompt next time.
    ///
    /// @param length tokens it had in the cache
    void keep(int slot, long length) {
        kept[slot] += 1 + Math.toIntExact(length - prompt[slot]);
        prompt[slot] = input[slot] + kept[slot];
    }

    /// Where in a queue the first request is that has not run yet; -1 if all have.
    int firstUnbegun(IntDeque queue) {
        for (int i = 0; i < queue.size(); i++) {
            if (Double.isNaN(began[queue.get(i)])) {
                return i;
            }
        }
        return -1;
    }

    /// A request that is given up.
    Unserved unserved(int slot, double now, Unserved.Reason reason) {
        return new Unserved(request[slot], kind[slot], arrival[slot], now, input[slot], output[slot], reason);
    }

    /// The places that are taken, in the order of their requests' numbers.
    int[] inUse() {
        boolean[] given = new boolean[made];
        for (int i = 0; i < freed; i++) {
            given[free[i]] = true;
        }
        return IntStream.range(0, made).filter(s -> !given[s]).boxed().sorted(Comparator.comparingLong(s -> request[s])).mapToInt(s -> s).toArray();
    }

    void give(int slot) {
        hashes[slot] = null;
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = slot;
    }

    private void grow(int size) {
        request = Arrays.copyOf(request, size);
        arrival = Arrays.copyOf(arrival, size);
        first = Arrays.copyOf(first, size);
        began = Arrays.copyOf(began, size);
        input = Arrays.copyOf(input, size);
        output = Arrays.copyOf(output, size);
        kept = Arrays.copyOf(kept, size);
        prompt = Arrays.copyOf(prompt, size);
        computed = Arrays.copyOf(computed, size);
        cached = Arrays.copyOf(cached, size);
        known = Arrays.copyOf(known, size);
        blocks = Arrays.copyOf(blocks, size);
        entered = Arrays.copyOf(entered, size);
        segments = Arrays.copyOf(segments, size);
        kind = Arrays.copyOf(kind, size);
        hashes = Arrays.copyOf(hashes, size);
        preemptions = Arrays.copyOf(preemptions, size);
        retries = Arrays.copyOf(retries, size);
        seeing = Arrays.copyOf(seeing, size);
        source = Arrays.copyOf(source, size);
        sourceSlot = Arrays.copyOf(sourceSlot, size);
        hidden = Arrays.copyOf(hidden, size);
    }
}
