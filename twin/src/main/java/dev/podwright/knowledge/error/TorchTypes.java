package dev.podwright.knowledge.error;

import java.util.Map;
import java.util.Optional;

/// Categories of the types of torch_npu's codes (Ascend/pytorch:docs/zh/troubleshooting/error_code_information.md).
final class TorchTypes {
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("001", "invalid-argument"), Map.entry("002", "unsupported-dtype"), Map.entry("003", "invalid-argument"), Map.entry("004", "invalid-argument"),
            Map.entry("005", "internal"), Map.entry("006", "device-memory"), Map.entry("007", "unsupported-feature"), Map.entry("008", "file"),
            Map.entry("009", "resource"), Map.entry("010", "internal"), Map.entry("011", "timeout"), Map.entry("012", "file"),
            Map.entry("100", "execution"), Map.entry("200", "execution"), Map.entry("300", "execution"), Map.entry("999", "execution"));

    private TorchTypes() {}

    static String category(String type) {
        return CATEGORIES.getOrDefault(type, "not listed");
    }

    /// Calls into ACL, HCCL and GE pass on what went wrong there; 999 passes on an exception of the program.
    static Optional<Role> role(String type) {
        return switch (type) {
            case "100", "200", "300", "999" -> Optional.of(Role.WRAPPER);
            case "011" -> Optional.of(Role.WAITING);
            default -> Optional.empty();
        };
    }
}
