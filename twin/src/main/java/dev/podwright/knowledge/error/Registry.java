package dev.podwright.knowledge.error;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What one export of the lists of CANN and torch_npu says.
///
/// @param entries by code: those of CANN, then those of the runtime
/// @param modules of CANN by the first two letters of a code, such as `EI`
/// @param actions per category, in short
/// @param origins what was read: the list, how many codes, its source and date
record Registry(SequencedMap<String, Entry> entries, Map<String, Module> modules, Map<String, String> actions, TorchScheme torch, List<String> origins) {

    /// A module of CANN.
    record Module(String name, String what) {
        String words() {
            return name + ": " + what;
        }
    }

    /// How torch_npu composes its codes: `ERR`, two digits of a module, three of a type.
    record TorchScheme(Map<String, String> modules, Map<String, String> types, Map<String, String> examples, String source) {}

    Optional<Entry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }
}
