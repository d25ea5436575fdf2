package dev.podwright.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Several recordings, merged by time or one after the other; the kind of a request is the number of its recording.
final class Spliced implements RequestSource {
    private final List<RequestSource> sources = new ArrayList<>();
    private final double[] offsets;
    private final int segment;
    private int at;
    private long[] hashes;

    Spliced(List<Recording> recordings, boolean together, int repeats, double speed, long seed) {
        offsets = new double[recordings.size()];
        double end = 0;
        for (int i = 0; i < offsets.length; i++) {
            Recording r = recordings.get(i);
            sources.add(r.play(repeats, speed, seed + i));
            offsets[i] = together ? 0 : end;
            end += repeats * r.span() / r.pace(speed);
        }
        segment = sources.stream().mapToInt(RequestSource::segmentTokens).max().orElse(0);
        if (sources.stream().mapToInt(RequestSource::segmentTokens).anyMatch(s -> s > 0 && s != segment)) {
            throw new IllegalArgumentException("The hashes of the recordings stand for different numbers of tokens.");
        }
    }

    /// The recording whose next request comes first.
    private int first() {
        int best = 0;
        for (int i = 1; i < offsets.length; i++) {
            if (upcoming(i) < upcoming(best)) {
                best = i;
            }
        }
        return best;
    }

    private double upcoming(int source) {
        return offsets[source] + sources.get(source).upcoming();
    }

    @Override
    public double upcoming() {
        return upcoming(first());
    }

    @Override
    public boolean next() {
        at = first();
        boolean more = sources.get(at).next();
        hashes = more ? apart(sources.get(at).hashes()) : null;
        return more;
    }

    /// Prompts of different recordings have nothing in common.
    private long[] apart(long[] own) {
        return own == null || at == 0 ? own : Arrays.stream(own).map(hash -> SharedTexts.mixed(hash * offsets.length + at)).toArray();
    }

    @Override
    public double arrival() {
        return offsets[at] + sources.get(at).arrival();
    }

    @Override
    public int input() {
        return sources.get(at).input();
    }

    @Override
    public int output() {
        return sources.get(at).output();
    }

    @Override
    public int kind() {
        return at;
    }

    @Override
    public long[] hashes() {
        return hashes;
    }

    @Override
    public int segmentTokens() {
        return segment;
    }

    @Override
    public int images() {
        return sources.get(at).images();
    }

    @Override
    public int imageTokens() {
        return sources.get(at).imageTokens();
    }

    @Override
    public long size() {
        return sources.stream().anyMatch(s -> s.size() < 0) ? -1 : sources.stream().mapToLong(RequestSource::size).sum();
    }

    @Override
    public long longest() {
        return sources.stream().mapToLong(RequestSource::longest).max().orElseThrow();
    }

    @Override
    public List<String> remarks() {
        return sources.stream().flatMap(s -> s.remarks().stream()).toList();
    }
}
