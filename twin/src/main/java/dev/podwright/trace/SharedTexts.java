package dev.podwright.trace;

import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.random.RandomGenerator;

/// What prompts of a kind have in common: each begins with one of a few texts (instructions, examples, documents), of which it carries as
/// many tokens as the kind's cached share says. The first request of a text computes it, later ones find it.
final class SharedTexts {
    /// Texts of a kind. An estimate: a service has a handful of instructions; with more of them, more requests meet a cold cache.
    private static final int TEXTS = 8;
    private static final int INDEX_BITS = 32;
    /// Texts of sessions are numbered from here.
    private static final long OWN = 1L << 31;

    private final double[] shares;
    private final int segment;

    /// @param segment tokens of one hash
    SharedTexts(RequestMix mix, int segment) {
        this.shares = mix.classes().stream().mapToDouble(RequestClass::cachedShare).toArray();
        this.segment = segment;
    }

    /// Tokens of one hash; 0 where no prompts have anything in common.
    int segment() {
        for (double share : shares) {
            if (share > 0) {
                return segment;
            }
        }
        return 0;
    }

    /// Hashes of the beginning that a prompt shares with others; null if it shares nothing.
    long[] draw(int kind, int input, RandomGenerator random) {
        if (shares[kind] == 0) {
            return null;
        }
        int text = random.nextInt(TEXTS);
        // Rounded by chance, so that the share is kept on average.
        int segments = (int) Math.min(shares[kind] * input / segment + random.nextDouble(), (input - 1) / segment);
        long[] hashes = new long[segments];
        for (int i = 0; i < segments; i++) {
            hashes[i] = hash((long) kind * TEXTS + text, i);
        }
        return hashes;
    }

    /// A number of its own for segment `index` of what is said in session `session` alone.
    static long own(long session, int index) {
        return hash(OWN | session, index);
    }

    /// A number of its own for segment `index` of text `text`: the finaliser of MurmurHash3 (Appleby), a bijection.
    static long hash(long text, int index) {
        return mixed(text << INDEX_BITS | index);
    }

    static long mixed(long number) {
        long h = number;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
