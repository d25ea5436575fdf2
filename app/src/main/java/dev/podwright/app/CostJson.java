package dev.podwright.app;

import dev.podwright.layout.ServingLayout;
import dev.podwright.units.Cost;
import java.util.LinkedHashMap;
import java.util.Map;

/// A cost tree as JSON.
final class CostJson {
    private CostJson() {}

    static Map<String, Object> of(Cost cost) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", cost.name());
        fields.put("times", cost.times());
        fields.put("us", cost.seconds() * 1e6);
        fields.put("low_us", cost.interval().low() * 1e6);
        fields.put("high_us", cost.interval().high() * 1e6);
        fields.put("ideal_us", cost.ideal() * 1e6);
        fields.put("bound", cost.bound().label());
        fields.put("why", cost.why());
        if (!cost.children().isEmpty()) {
            fields.put("parts", cost.children().stream().map(CostJson::of).toList());
        }
        return fields;
    }

    static Map<String, Object> layout(ServingLayout layout) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tensor", layout.tensor());
        fields.put("data", layout.data());
        fields.put("pipeline", layout.pipeline());
        fields.put("experts", layout.experts());
        return fields;
    }
}
