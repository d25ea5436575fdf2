package dev.podwright.knowledge.error.log;

import java.util.List;
import java.util.Optional;

/// Where the cause most likely lies.
///
/// @param who such as `rank 3`
/// @param occurrence what it printed; empty where its own log is missing or silent
/// @param why in full sentences
/// @param doubts what speaks against it or could not be told, in full sentences
public record Suspect(String who, Optional<Occurrence> occurrence, List<String> why, List<String> doubts) {
    public Suspect {
        why = List.copyOf(why);
        doubts = List.copyOf(doubts);
    }
}
