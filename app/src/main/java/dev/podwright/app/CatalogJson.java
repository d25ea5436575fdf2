package dev.podwright.app;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Price;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Catalogue entries in the format of catalogue files, so that what `show --json` prints can be edited and given
/// back with `--catalog`.
final class CatalogJson {
    private CatalogJson() {}

    static Map<String, Object> chip(Chip chip) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", chip.id());
        entry.put("name", chip.name());
        entry.put("vendor", chip.vendor());
        entry.put("family", chip.family());
        entry.put("status", CatalogText.status(chip.status()));
        texts(entry, "aliases", chip.aliases());
        chip.dies().ifPresent(dies -> entry.put("dies", dies(dies)));
        chip.server().ifPresent(server -> entry.put("server", server(server)));
        entry.put("peaks", named(chip.peaks(), p -> p.label()));
        if (!chip.vectorPeaks().isEmpty()) {
            entry.put("vector_peaks", named(chip.vectorPeaks(), p -> p.label()));
        }
        entry.put("figures", named(chip.figures(), f -> f.label()));
        prices(entry, chip.prices());
        facts(entry, chip.facts());
        texts(entry, "limits", chip.limits());
        texts(entry, "notes", chip.notes());
        return entry;
    }

    static Map<String, Object> pod(Pod pod) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", pod.id());
        entry.put("name", pod.name());
        entry.put("status", CatalogText.status(pod.status()));
        texts(entry, "aliases", pod.aliases());
        entry.put("chip", pod.chip());
        texts(entry, "other_chips", pod.otherChips());
        entry.put("ranks_per_chip", pod.ranksPerChip());
        Map<String, Quantity> facts = new LinkedHashMap<>(pod.facts());
        Optional.ofNullable(facts.remove("chips")).ifPresent(chips -> entry.put("chips", quantity(chips)));
        entry.put("levels", pod.levels().stream().map(CatalogJson::level).toList());
        put(entry, "power", pod.power());
        prices(entry, pod.prices());
        facts(entry, facts);
        texts(entry, "assumptions", pod.assumptions());
        texts(entry, "notes", pod.notes());
        if (!pod.templates().isEmpty()) {
            Map<String, Object> templates = new LinkedHashMap<>();
            pod.templates().forEach((name, template) -> {
                Map<String, Object> other = new LinkedHashMap<>();
                other.put("levels", template.levels().stream().map(CatalogJson::level).toList());
                texts(other, "assumptions", template.assumptions());
                templates.put(name, other);
            });
            entry.put("templates", templates);
        }
        return entry;
    }

    private static Map<String, Object> level(Level level) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", level.name());
        entry.put("wiring", lower(level.wiring()));
        entry.put("groups", level.groups());
        if (!level.dims().isEmpty()) {
            entry.put("dims", level.dims());
        }
        if (level.scaleOut()) {
            entry.put("scale_out", true);
        }
        put(entry, "bandwidth", level.rate());
        put(entry, "latency", level.latency());
        put(entry, "oversubscription", level.taper());
        put(entry, "efficiency", level.efficiency());
        if (!level.note().isEmpty()) {
            entry.put("note", level.note());
        }
        if (!level.shape().equals(Shape.UNKNOWN)) {
            entry.put("shape", shape(level.shape()));
        }
        return entry;
    }

    private static Map<String, Object> shape(Shape shape) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (!shape.tiers().isEmpty()) {
            entry.put("tiers", shape.tiers());
        }
        whole(entry, "planes", shape.planes(), 1);
        if (shape.rails()) {
            entry.put("rails", true);
        }
        if (shape.apart()) {
            entry.put("apart", true);
        }
        whole(entry, "leaf", shape.leaf(), 0);
        whole(entry, "radix", shape.radix(), 0);
        whole(entry, "switches", shape.switches(), 0);
        whole(entry, "spares", shape.spares(), 0);
        whole(entry, "cube", shape.cube(), 0);
        if (!shape.source().isEmpty()) {
            entry.put("source", shape.source());
        }
        if (!shape.assumption().isEmpty()) {
            entry.put("assumption", shape.assumption());
        }
        return entry;
    }

    private static void whole(Map<String, Object> entry, String name, int value, int usual) {
        if (value != usual) {
            entry.put(name, value);
        }
    }

    private static Map<String, Object> dies(Chip.Dies dies) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("chip", dies.chip());
        entry.put("count", dies.count());
        dies.link().ifPresent(link -> {
            entry.put("link", link.name());
            entry.put("bandwidth", quantity(link.bandwidth()));
            put(entry, "latency", link.latency());
            put(entry, "efficiency", link.efficiency());
        });
        return entry;
    }

    private static Map<String, Object> server(Chip.Server server) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("wiring", lower(server.wiring()));
        entry.put("link", server.link());
        entry.put("chips", quantity(server.chips()));
        put(entry, "bandwidth", server.bandwidth());
        put(entry, "latency", server.latency());
        put(entry, "efficiency", server.efficiency());
        return entry;
    }

    static Map<String, Object> quantity(Quantity quantity) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("value", CatalogText.plain(quantity.amount()));
        entry.put("unit", quantity.unit().symbol());
        entry.put("source", quantity.source());
        entry.put("confidence", quantity.confidence().label());
        if (!quantity.note().isEmpty()) {
            entry.put("note", quantity.note());
        }
        if (!quantity.alternatives().isEmpty()) {
            entry.put("alternatives", quantity.alternatives().stream().map(CatalogJson::quantity).toList());
        }
        return entry;
    }

    private static <K> Map<String, Object> named(Map<K, Quantity> quantities, java.util.function.Function<K, String> name) {
        Map<String, Object> entry = new LinkedHashMap<>();
        quantities.forEach((key, quantity) -> entry.put(name.apply(key), quantity(quantity)));
        return entry;
    }

    private static void put(Map<String, Object> entry, String key, Optional<Quantity> quantity) {
        quantity.ifPresent(q -> entry.put(key, quantity(q)));
    }

    private static void texts(Map<String, Object> entry, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            entry.put(key, texts);
        }
    }

    private static void facts(Map<String, Object> entry, Map<String, Quantity> facts) {
        if (!facts.isEmpty()) {
            entry.put("facts", named(facts, name -> name));
        }
    }

    private static void prices(Map<String, Object> entry, List<Price> prices) {
        if (prices.isEmpty()) {
            return;
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (Price price : prices) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("low", CatalogText.plain(price.low()));
            one.put("high", CatalogText.plain(price.high()));
            one.put("currency", price.currency());
            one.put("per", price.per());
            one.put("dated", price.dated());
            one.put("source", price.source());
            one.put("confidence", price.confidence().label());
            if (!price.note().isEmpty()) {
                one.put("note", price.note());
            }
            all.add(one);
        }
        entry.put("prices", all);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
