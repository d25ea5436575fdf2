package dev.podwright.app;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.units.Precision;
import java.lang.reflect.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// The precisions of a deployment as options.
final class PrecisionOptions {
    @Option(names = "--weights", paramLabel = "PRECISION", description = "Precision of the weights (fp8, int8, int4, bf16 ...).")
    private String weights;

    @Option(names = "--activations", paramLabel = "PRECISION", description = "Precision that matrix products compute in.")
    private String activations;

    @Option(names = "--kv", paramLabel = "PRECISION", description = "Precision of the key-value cache.")
    private String kv;

    Map<String, Object> fields() {
        return Fields.given("weights", weights, "activations", activations, "kv", kv);
    }

    static boolean declares(OptionSpec option) {
        return option.userObject() instanceof Member member && member.getDeclaringClass() == PrecisionOptions.class;
    }

    PrecisionWish wish() {
        Map<String, Object> given = fields();
        Node node = Document.of("command line", given == null ? new HashMap<String, Object>() : given);
        return new PrecisionWish(precision(node, "weights"), precision(node, "activations"), precision(node, "kv"));
    }

    private static Optional<Precision> precision(Node node, String key) {
        return node.find(key).map(Node::precision);
    }
}
