package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.layout.ServingLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A pool of replicas as an option gives it, such as `tp=4,replicas=2,pod=h20-8`.
///
/// @param pod null = the scenario's
record PoolSpec(ServingLayout layout, int replicas, String pod) {
    private static final List<String> NAMES = List.of("tp", "dp", "pp", "ep", "replicas", "pod");

    /// @param option such as `--prefill`
    static PoolSpec of(String option, String text) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int at = part.indexOf('=');
            String name = at < 0 ? part : part.substring(0, at);
            if (!NAMES.contains(name)) {
                throw new InputException("%s %s: a pool has no %s.".formatted(option, text, name.isEmpty() ? "such part" : name),
                        "Give parts such as tp=4,replicas=2 of %s. %s".formatted(String.join(", ", NAMES), Nearest.maybe(name, NAMES)));
            }
            if (at < 0 || at == part.length() - 1) {
                throw new InputException("%s %s: %s has no value.".formatted(option, text, name), "Write %s=%s.".formatted(name, name.equals("pod") ? "h200-8" : "4"));
            }
            if (given.put(name, part.substring(at + 1)) != null) {
                throw new InputException("%s %s: %s is given twice.".formatted(option, text, name), "Give it once.");
            }
        }
        Integer replicas = number(option, text, given, "replicas");
        if (replicas != null && replicas < 1) {
            throw new InputException("%s %s: replicas is %d.".formatted(option, text, replicas), "Give at least 1.");
        }
        ServingLayout layout = Sizes.layout(number(option, text, given, "tp"), number(option, text, given, "dp"), number(option, text, given, "pp"), number(option, text, given, "ep"));
        return new PoolSpec(layout, replicas == null ? 1 : replicas, given.get("pod"));
    }

    private static Integer number(String option, String text, Map<String, String> given, String name) {
        String value = given.get(name);
        try {
            return value == null ? null : Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw new InputException("%s %s: %s is not a whole number.".formatted(option, text, value), "Write %s=4.".formatted(name));
        }
    }
}
