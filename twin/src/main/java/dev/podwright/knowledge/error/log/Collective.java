package dev.podwright.knowledge.error.log;

/// A collective in which a rank is stuck, as the watchdog names it.
///
/// @param number of the collective in its process group
/// @param type such as `ALLREDUCE`
record Collective(long number, String type) {
    String words() {
        return "%s number %,d".formatted(type, number);
    }
}
