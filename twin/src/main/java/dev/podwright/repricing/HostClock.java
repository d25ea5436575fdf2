package dev.podwright.repricing;

import dev.podwright.catalog.Chip;

/// What the host of the target may take against that of the source.
///
/// Nothing in a profile tells what other processor stands beside the target, so the host is taken as the same. Ascend servers have Kunpeng 920
/// processors of 2.6 GHz (elektroniknet.de on its launch), NVIDIA's DGX H100 and H200 have Xeon 8480C of up to 3.8 GHz (their data sheets): by their clocks
/// a single thread may take 3.8 / 2.6 times as long.
///
/// @param slow factor at the slow end of the interval
record HostClock(double slow) {
    private static final double XEON_GHZ = 3.8;
    private static final double KUNPENG_GHZ = 2.6;

    static HostClock between(Chip source, Chip target) {
        return new HostClock(source.vendor().equals(target.vendor()) ? 1 : XEON_GHZ / KUNPENG_GHZ);
    }
}
