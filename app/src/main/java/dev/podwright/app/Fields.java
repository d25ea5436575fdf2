package dev.podwright.app;

import java.util.LinkedHashMap;
import java.util.Map;

/// Ordered fields of which absent ones are left out.
final class Fields {
    private Fields() {}

    /// The pairs (name, value) whose value is given, or null if none is.
    static Map<String, Object> given(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                fields.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return fields.isEmpty() ? null : fields;
    }

    /// The pairs (name, value), those without a value as well.
    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }
}
