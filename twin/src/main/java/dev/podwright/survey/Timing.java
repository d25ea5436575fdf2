package dev.podwright.survey;

import dev.podwright.units.Bound;
import dev.podwright.units.Interval;

/// How long an exchange takes and what holds it up.
///
/// @param seconds with the 90 % interval where times of such systems were measured; exact arithmetic otherwise
/// @param ranks that took part: fewer than asked for where some are lost
/// @param busBandwidth bytes/s over the port of a rank, as nccl-tests counts it
/// @param ideal seconds below which no algorithm can come with the ports that there are
/// @param algorithm in words
/// @param limit class of the links that are busy longest, such as `leaf-spine`; empty where nothing crosses a link
/// @param link one of them, such as `leaf:3 -> spine:17`: the busiest, or the first of many alike
/// @param bound whether links or latency take most of the time
/// @param why where the time comes from
public record Timing(int ranks, Interval seconds, double busBandwidth, double ideal, String algorithm, String limit, String link, Bound bound, String why) {

    /// Share of what the ports could do, at most 1.
    public double shareOfBound() {
        return seconds.value() == 0 ? 1 : Math.min(1, ideal / seconds.value());
    }
}
