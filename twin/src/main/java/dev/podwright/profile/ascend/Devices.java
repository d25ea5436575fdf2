package dev.podwright.profile.ascend;

import dev.podwright.profile.Profile;
import dev.podwright.profile.ProfileBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The devices of one directory: one with the Ascend PyTorch profiler, all that a program used with `msprof`.
final class Devices {
    private final String file;
    private final Profile.Format format;
    private final Map<String, Gatherer> byName = new LinkedHashMap<>();

    Devices(String file, Profile.Format format) {
        this.file = file;
        this.format = format;
    }

    /// @param device the cell `Device_id`, empty where files do not tell
    Gatherer of(String device) {
        return byName.computeIfAbsent(device, key -> {
            ProfileBuilder builder = new ProfileBuilder(file, format);
            builder.device(key.isEmpty() ? "" : "NPU " + key);
            return new Gatherer(builder);
        });
    }

    /// The one that a file without devices belongs to; none where there are several.
    Gatherer only() {
        return byName.size() > 1 ? null : byName.isEmpty() ? of("") : byName.values().iterator().next();
    }

    Collection<Gatherer> all() {
        return byName.values();
    }
}
