package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What requests look like, as options: the `workload` of a scenario but for its load.
final class WorkloadOptions {
    private static final List<String> OWN = List.of("name", "mix", "input_tokens", "output_tokens", "cached_tokens", "images_per_request", "image_size");

    @Option(names = "--workload", paramLabel = "NAME",
            description = "A named workload such as mathematics, or all-seven for the mix of the seven capabilities; podwright catalog workloads lists them.")
    private String name;

    @Option(names = "--mix", paramLabel = "NAME=WEIGHT", split = ",",
            description = "Weights of named workloads by number of requests, such as mathematics=3,code=1; with --workload all-seven the others keep 1.")
    private List<String> mix = List.of();

    @Option(names = "--input", paramLabel = "TOKENS", description = "Mean prompt length.")
    private Double input;

    @Option(names = "--output", paramLabel = "TOKENS", description = "Mean answer length.")
    private Double output;

    @Option(names = "--cached", paramLabel = "TOKENS", description = "Prompt tokens found in a prefix cache.")
    private Double cached;

    @Option(names = "--images", paramLabel = "N", description = "Images per request on average; their tokens come on top of --input.")
    private Double images;

    @Option(names = "--image-size", paramLabel = "WxH", description = "Size of an image in pixels, such as 1024x1024.")
    private String imageSize;

    /// The fields given, with those of the load after them; null if there are none.
    Map<String, Object> fields(Double rate, Integer concurrency) {
        return Fields.given("name", name, "mix", weights(), "input_tokens", input, "output_tokens", output, "cached_tokens", cached,
                "images_per_request", images, "image_size", imageSize, "rate_per_s", rate, "concurrency", concurrency);
    }

    /// The scenario below these options: a workload or a mix named here takes the place of the requests there.
    Node under(Node base) {
        if (name == null && mix.isEmpty() || base.find("workload").isEmpty() || !base.get("workload").isObject()) {
            return base;
        }
        Node workload = base.get("workload");
        for (String field : OWN) {
            workload = workload.without(field);
        }
        return base.with("workload", workload);
    }

    private Map<String, Object> weights() {
        if (mix.isEmpty()) {
            return null;
        }
        Map<String, Object> weights = new LinkedHashMap<>();
        for (String part : mix) {
            int equals = part.indexOf('=');
            String workload = equals < 0 ? part : part.substring(0, equals);
            if (weights.put(workload, equals < 0 ? 1.0 : weight(part, part.substring(equals + 1))) != null) {
                throw new InputException("--mix names %s twice.".formatted(workload), "Give each workload one weight.");
            }
        }
        return weights;
    }

    private static double weight(String part, String text) {
        try {
            return Numbers.number(text);
        } catch (RuntimeException notNumber) {
            throw new InputException("--mix: %s has no weight that is a number.".formatted(part), "Such as mathematics=3.", notNumber);
        }
    }
}
