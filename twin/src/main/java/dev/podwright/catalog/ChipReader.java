package dev.podwright.catalog;

import dev.podwright.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one entry of `chips`.
final class ChipReader {
    private static final Set<String> FIELDS = Set.of("id", "name", "vendor", "family", "status", "aliases", "dies", "server",
            "peaks", "vector_peaks", "figures", "prices", "facts", "limits", "notes");

    private final QuantityReader quantities;

    ChipReader(QuantityReader quantities) {
        this.quantities = quantities;
    }

    Chip read(Node node) {
        node.allowOnly(FIELDS);
        String id = node.get("id").text();
        return new Chip(id, node.find("name").map(Node::text).orElse(id),
                node.find("vendor").map(Node::text).orElse("unknown"),
                node.find("family").map(Node::text).orElse("other"),
                node.find("status").map(Names::status).orElse(Status.SHIPPING), texts(node, "aliases"),
                node.find("dies").map(this::dies), quantities.peaks(node, "peaks"), quantities.peaks(node, "vector_peaks"),
                figures(node), quantities.prices(node), texts(node, "limits"), node.find("server").map(this::server),
                quantities.facts(node), texts(node, "notes"));
    }

    static List<String> texts(Node node, String key) {
        return node.find(key).map(Node::texts).orElse(List.of());
    }

    private Map<Figure, Quantity> figures(Node node) {
        Map<Figure, Quantity> figures = new LinkedHashMap<>();
        node.find("figures").ifPresent(all -> QuantityReader.entries(all).forEach((name, value) -> {
            Figure figure = Names.figure(value.place(), name);
            figures.put(figure, quantities.read(value, Dimension.of(figure.unit())));
        }));
        return figures;
    }

    private Chip.Dies dies(Node node) {
        node.allowOnly(Set.of("chip", "count", "link", "bandwidth", "latency", "efficiency"));
        Optional<Chip.Link> link = quantities.find(node, "bandwidth", Dimension.BYTE_RATE).map(bandwidth -> new Chip.Link(
                node.find("link").map(Node::text).orElse("die-pair"), bandwidth,
                quantities.find(node, "latency", Dimension.TIME), quantities.find(node, "efficiency", Dimension.RATIO)));
        return new Chip.Dies(node.get("chip").text(), node.get("count").whole(2), link);
    }

    private Chip.Server server(Node node) {
        node.allowOnly(Set.of("wiring", "link", "chips", "bandwidth", "latency", "efficiency"));
        Wiring wiring = Names.wiring(node.get("wiring"));
        return new Chip.Server(wiring, node.find("link").map(Node::text).orElse(Names.lower(wiring)),
                quantities.read(node.get("chips"), Dimension.COUNT),
                quantities.find(node, "bandwidth", Dimension.BYTE_RATE), quantities.find(node, "latency", Dimension.TIME),
                quantities.find(node, "efficiency", Dimension.RATIO));
    }
}
