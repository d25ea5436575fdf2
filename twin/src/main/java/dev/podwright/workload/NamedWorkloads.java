package dev.podwright.workload;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The named workloads that ship with the product (`workloads.json`; `docs/workloads.md` shows them).
public final class NamedWorkloads {
    /// The name of the mix of the seven capabilities.
    public static final String ALL_SEVEN = "all-seven";
    private static final double MILLI = 1e-3;

    private static final List<NamedWorkload> BUNDLED =
            Document.resource(NamedWorkloads.class, "workloads.json").get("workloads").list().stream().map(NamedWorkloads::workload).toList();

    private NamedWorkloads() {}

    /// All of them, each capability with its variants after it.
    public static List<NamedWorkload> all() {
        return BUNDLED;
    }

    /// The usual form of each of the seven capabilities.
    public static List<NamedWorkload> seven() {
        return BUNDLED.stream().filter(NamedWorkload::usual).toList();
    }

    /// The workload that `name` names.
    ///
    /// @throws InputException if there is none, with the nearest and all of them
    public static NamedWorkload named(Node name) {
        return named(name, name.text());
    }

    /// The workload `name`, written at `where`.
    ///
    /// @throws InputException if there is none, with the nearest and all of them
    public static NamedWorkload named(Node where, String name) {
        return BUNDLED.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow(() -> unknown(where, name));
    }

    private static InputException unknown(Node where, String name) {
        List<String> names = BUNDLED.stream().map(NamedWorkload::name).toList();
        return new InputException("%s: there is no workload called \"%s\".".formatted(where.place(), name),
                "%s There are %s, and %s for a mix.".formatted(Nearest.maybe(name, names), String.join(", ", names), ALL_SEVEN).strip());
    }

    private static NamedWorkload workload(Node node) {
        return new NamedWorkload(node.get("name").text(), node.get("capability").text(), node.get("use").text(), count(node.get("input")),
                count(node.get("output")), sourced(node.get("cached_share")), node.find("images").map(NamedWorkloads::images), limits(node.get("limits")));
    }

    private static TokenCount count(Node node) {
        Node law = node.get("law");
        LengthLaw lengths = new LengthLaw(law.get("median").number(), law.get("p90").number(),
                law.find("p99").map(n -> OptionalDouble.of(n.number())).orElseGet(OptionalDouble::empty), basis(law), law.get("source").text());
        return node.find("mean").map(mean -> new TokenCount(sourced(mean), Optional.of(lengths))).orElseGet(() -> TokenCount.of(lengths));
    }

    private static ImageUse images(Node node) {
        Node size = node.get("size");
        return new ImageUse(sourced(node.get("per_request")), size.get("width").whole(1), size.get("height").whole(1), basis(size),
                size.get("source").text());
    }

    private static NamedWorkload.UsualLimits limits(Node node) {
        return new NamedWorkload.UsualLimits(new Limits(MILLI * node.get("ttft_ms").number(), MILLI * node.get("tpot_ms").number()), basis(node), node.get("source").text());
    }

    private static Sourced sourced(Node node) {
        return new Sourced(node.get("value").number(), basis(node), node.get("source").text());
    }

    private static Basis basis(Node node) {
        return Basis.valueOf(node.get("basis").text().toUpperCase(Locale.ROOT));
    }
}
