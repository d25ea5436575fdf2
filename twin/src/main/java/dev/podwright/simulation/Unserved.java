package dev.podwright.simulation;

/// A request that got no answer, or not all of it.
///
/// @param request its number, in the order of arrival
/// @param kind the class it belongs to
/// @param arrival when it arrived, seconds
/// @param end when it was given up
/// @param input tokens of its prompt
/// @param output tokens it wanted
public record Unserved(long request, int kind, double arrival, double end, int input, int output, Reason reason) {

    /// Why.
    public enum Reason {
        /// Its tokens are more than the cache of any replica holds.
        TOO_LONG("rejected: longer than the cache of a replica"),
        /// The queue was full when it came.
        TURNED_AWAY("rejected: the queue was full"),
        /// The replica that held it was lost, and nobody tried again or not often enough.
        REPLICA_LOST("lost with its replica"),
        /// It had not run at its deadline.
        WAITED_TOO_LONG("rejected: not begun in time"),
        /// No replica that could hold it was alive, and none came back.
        NO_REPLICA("rejected: no replica was alive");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
