package dev.podwright.simulation;

/// A request that got its whole answer.
///
/// @param request its number, in the order of arrival
/// @param kind the class it belongs to
/// @param replica that generated its answer
/// @param arrival when it arrived, seconds
/// @param began when it first ran
/// @param first when its first token came
/// @param end when its last token came
/// @param input tokens of its prompt
/// @param cached those of them that it found in a prefix cache and never computed
/// @param output tokens generated
/// @param preemptions how often it began anew for want of memory
/// @param retries how often it began anew because a replica was lost
public record Served(long request, int kind, int replica, double arrival, double began, double first, double end, int input, int cached, int output,
                     int preemptions, int retries) {

    /// Seconds from arrival to the first token.
    public double ttft() {
        return first - arrival;
    }

    /// Seconds per token after the first; only where there are some.
    public double tpot() {
        return (end - first) / (output - 1);
    }
}
