package dev.podwright.app;

import dev.podwright.serving.ClassPerformance;
import dev.podwright.serving.Performance;
import dev.podwright.workload.Images;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The kinds of requests of a plan as JSON, see `docs/schema/plan.schema.json`.
final class MixJson {
    private MixJson() {}

    /// What was asked, as the model takes it.
    static Map<String, Object> requests(RequestMix requests) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("classes", requests.classes().stream().map(MixJson::requests).toList());
        fields.put("not_served", requests.unserved());
        fields.put("notes", requests.remarks());
        return fields;
    }

    private static Map<String, Object> requests(RequestClass c) {
        Images images = c.images();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", c.name());
        fields.put("share", c.share());
        fields.put("input_tokens", c.lengths().input());
        fields.put("cached_tokens", c.lengths().cached());
        fields.put("output_tokens", c.lengths().output());
        fields.put("images_per_request", images.perRequest());
        fields.put("image_size", images.any() ? images.wide() + "x" + images.high() : null);
        return fields;
    }

    /// What each kind gets.
    static List<Map<String, Object>> classes(Performance performance) {
        return performance.classes().stream().map(c -> one(performance, c)).toList();
    }

    private static Map<String, Object> one(Performance performance, ClassPerformance c) {
        double rate = performance.requestsPerSecond(c).value();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", c.requests().name());
        fields.put("requests_per_s", PlanJson.interval(performance.requestsPerSecond(c)));
        fields.put("ttft_ms", PlanJson.interval(c.ttft().times(1e3)));
        fields.put("tpot_ms", PlanJson.interval(performance.tpot().times(1e3)));
        fields.put("end_to_end_ms", PlanJson.interval(performance.endToEnd(c).times(1e3)));
        fields.put("in_flight", performance.inFlight(c));
        fields.put("input_tokens_per_s", rate * c.requests().lengths().input());
        fields.put("output_tokens_per_s", rate * c.requests().lengths().output());
        fields.put("time_share", c.timeShare());
        return fields;
    }
}
