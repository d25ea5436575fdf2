package dev.podwright.simulation;

/// Takes what happens to requests.
public interface Ledger {

    /// A request is done.
    ///
    /// @param request its number, in the order of arrival
    /// @param kind the class it belongs to
    /// @param arrival when it arrived, seconds
    /// @param began when it first ran
    /// @param first when its first token came
    /// @param end when its last token came
    /// @param input tokens of its prompt
    /// @param cached those of them found in the prefix cache
    /// @param output tokens generated
    /// @param preemptions how often it began anew
    void finished(long request, int kind, double arrival, double began, double first, double end, int input, int cached, int output, int preemptions);

    /// A request that can never run: its tokens are more than the cache of a replica holds.
    void rejected(long request, int kind, double arrival, int input, int output);

    /// Steps ran.
    ///
    /// @param steps how many alike
    /// @param seconds all of them
    /// @param decoding sequences that generated in each
    /// @param prompts tokens of prompts computed in all of them
    void ran(long steps, double seconds, int decoding, int prompts);
}
