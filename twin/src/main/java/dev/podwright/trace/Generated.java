package dev.podwright.trace;

import dev.podwright.workload.RequestMix;
import java.util.List;
import java.util.SplittableRandom;

/// Requests of a mix that arrive by a law of gaps, each drawn for itself.
public final class Generated implements RequestSource {
    private final Gaps gaps;
    private final long count;
    private final SplittableRandom random;
    private final Drawing drawing;
    private final SharedTexts prefixes;
    private long made;
    private double clock;
    private double upcoming;
    private long[] hashes;

    /// @param lengths how lengths are drawn
    /// @param segment tokens of one hash of a prompt's beginning: a whole number of cache blocks
    /// @param count requests in all
    public Generated(RequestMix mix, Gaps gaps, Lengthening lengths, int segment, long count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("The count (%d) must be at least 1.".formatted(count));
        }
        this.gaps = gaps;
        this.count = count;
        this.random = new SplittableRandom(seed);
        this.drawing = new Drawing(mix, lengths);
        this.prefixes = new SharedTexts(mix, segment);
        this.upcoming = gaps.draw(random);
    }

    @Override
    public double upcoming() {
        return upcoming;
    }

    @Override
    public boolean next() {
        if (made == count) {
            return false;
        }
        made++;
        clock = upcoming;
        upcoming = made == count ? Double.POSITIVE_INFINITY : clock + gaps.draw(random);
        drawing.next(random);
        hashes = prefixes.draw(drawing.kind(), drawing.input(), random);
        return true;
    }

    @Override
    public double arrival() {
        return clock;
    }

    @Override
    public int input() {
        return drawing.input();
    }

    @Override
    public int output() {
        return drawing.output();
    }

    @Override
    public int kind() {
        return drawing.kind();
    }

    @Override
    public long[] hashes() {
        return hashes;
    }

    @Override
    public int segmentTokens() {
        return prefixes.segment();
    }

    @Override
    public int images() {
        return drawing.images();
    }

    @Override
    public int imageTokens() {
        return drawing.imageTokens();
    }

    @Override
    public long size() {
        return count;
    }

    @Override
    public long longest() {
        return drawing.longest();
    }

    @Override
    public List<String> remarks() {
        return drawing.remarks();
    }
}
