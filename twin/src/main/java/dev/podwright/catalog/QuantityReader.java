package dev.podwright.catalog;

import dev.podwright.document.Node;
import dev.podwright.units.Precision;
import dev.podwright.units.Unit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads figures of one catalogue file, whose `sources` give short names to long addresses.
final class QuantityReader {
    private static final Set<String> FIELDS = Set.of("value", "unit", "source", "confidence", "note", "alternatives");

    private final String file;
    private final Map<String, String> sources = new LinkedHashMap<>();
    /// A file repeats few units and labels thousands of times.
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, Confidence> confidences = new HashMap<>();

    QuantityReader(String file, Optional<Node> named) {
        this.file = file;
        named.ifPresent(n -> entries(n).forEach((key, text) -> sources.put(key, text.text())));
    }

    /// Long addresses by their short names.
    Map<String, String> sources() {
        return sources;
    }

    /// A figure of the wanted kind (null = any): an object, or just `9.6TB/s`, which then counts as the user's.
    Quantity read(Node node, Dimension dimension) {
        if (node.isNumber()) {
            if (dimension == null || dimension.bare() == null) {
                throw node.wrong("an amount with its unit, such as 4TB/s", "");
            }
            Amount.plausible(node.place(), node.positive(), dimension.bare());
            return Quantity.given(new Amount(node.number(), dimension.bare()), file);
        }
        if (node.isText()) {
            return Quantity.given(Amount.parse(node.place(), node.text(), dimension), file);
        }
        node.allowOnly(FIELDS);
        Unit unit = unit(node, dimension);
        List<Quantity> alternatives = node.find("alternatives")
                .map(list -> list.list().stream().map(n -> read(n, dimension)).toList())
                .orElse(List.of());
        return new Quantity(Amount.plausible(node.place(), node.get("value").positive(), unit), unit, source(node), confidence(node),
                node.find("note").map(Node::text).orElse(""), alternatives);
    }

    /// The fields of an object whose keys are names, comments left out.
    static Map<String, Node> entries(Node node) {
        Map<String, Node> entries = new LinkedHashMap<>(node.fields());
        entries.keySet().removeIf(key -> key.startsWith("_"));
        return entries;
    }

    private Unit unit(Node node, Dimension dimension) {
        String symbol = node.find("unit").map(Node::text).orElse("");
        Unit known = units.get(symbol);
        if (known != null && (dimension == null || Dimension.of(known) == dimension)) {
            return known;
        }
        Unit unit = Amount.unit(node.place(), symbol, dimension);
        if (!symbol.isEmpty()) {
            units.put(symbol, unit);
        }
        return unit;
    }

    Optional<Quantity> find(Node node, String key, Dimension dimension) {
        return node.find(key).map(n -> read(n, dimension));
    }

    Map<String, Quantity> facts(Node node) {
        Map<String, Quantity> facts = new LinkedHashMap<>();
        node.find("facts").ifPresent(all -> entries(all).forEach((name, value) -> facts.put(name, read(value, null))));
        return facts;
    }

    Map<Precision, Quantity> peaks(Node node, String key) {
        Map<Precision, Quantity> peaks = new LinkedHashMap<>();
        node.find(key).ifPresent(all -> entries(all).forEach((name, value) -> peaks.put(
                Names.precision(value.place(), name), read(value, Dimension.COMPUTE))));
        return peaks;
    }

    List<Price> prices(Node node) {
        return node.find("prices").map(all -> all.list().stream().map(this::price).toList()).orElse(List.of());
    }

    Price price(Node node) {
        node.allowOnly(Set.of("low", "high", "currency", "per", "dated", "source", "confidence", "note", "of"));
        double low = node.get("low").positive();
        double high = node.find("high").map(Node::positive).orElse(low);
        if (high < low) {
            throw node.get("high").wrong("at least low (%s)".formatted(low), "");
        }
        String currency = node.get("currency").text();
        if (Unit.of(currency).filter(u -> Dimension.of(u) == Dimension.MONEY).isEmpty()) {
            throw node.get("currency").wrong("one of " + Dimension.MONEY.units(), "");
        }
        String per = node.get("per").text();
        if (!Price.PER.contains(per)) {
            throw node.get("per").wrong("one of " + String.join(", ", Price.PER), "");
        }
        return new Price(low, high, currency, per, node.find("dated").map(Node::text).orElse("undated"), source(node),
                confidence(node), node.find("note").map(Node::text).orElse(""));
    }

    private String source(Node node) {
        return node.find("source").map(Node::text).map(s -> sources.getOrDefault(s, s)).orElse(file);
    }

    private Confidence confidence(Node node) {
        return node.find("confidence").map(n -> confidences.computeIfAbsent(n.text(), _ -> Names.confidence(n))).orElse(Confidence.USER);
    }
}
