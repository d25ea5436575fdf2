package dev.podwright.knowledge.error;

import java.util.List;

/// A message without a code.
///
/// @param code what it is called here, such as `NPU-OOM`
/// @param says any of these texts is the message; empty where a log shows it otherwise
public record Symptom(String code, List<String> says) {
    public Symptom {
        says = List.copyOf(says);
    }
}
