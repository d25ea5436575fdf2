package dev.podwright.simulation;

/// When a replica turns requests away.
///
/// @param queue requests that may wait at a replica; one more is rejected when it comes (SGLang `--max-queued-requests`, Triton
///     `max_queue_size`; vLLM has no limit)
/// @param deadline seconds after its arrival at which a request that has not run yet is rejected, before the next step (SGLang
///     `SGLANG_REQ_WAITING_TIMEOUT`, Triton `default_timeout_microseconds` with the action REJECT)
public record Admission(int queue, double deadline) {

    /// All may wait as long as they like.
    public static final Admission ALL = new Admission(Integer.MAX_VALUE, Double.POSITIVE_INFINITY);

    public Admission {
        if (queue < 0 || !(deadline > 0)) {
            throw new IllegalArgumentException("A queue of %d, a deadline of %s s.".formatted(queue, deadline));
        }
    }
}
