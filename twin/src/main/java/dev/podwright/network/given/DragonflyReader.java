package dev.podwright.network.given;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.network.LinkType;
import dev.podwright.network.Routing;
import dev.podwright.network.topology.Budget;
import dev.podwright.network.topology.Dragonfly;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Reads a Dragonfly: `dragonfly:16:32:16:511:50`, or the object `dragonfly` of a file.
final class DragonflyReader {
    static final String WORD = "dragonfly";
    private static final String FORM = "Write dragonfly:P:A:H:G:BANDWIDTH, such as dragonfly:4:8:4:33:50: cards of a router, routers of a group, cables of a router to other groups, groups; in GB/s.";
    private static final List<String> COUNTS = List.of("per_router", "routers", "global", "groups");
    private static final int FIELDS = 6;

    private DragonflyReader() {}

    static Given line(String option, String text, String chip) {
        String[] parts = text.split(":", -1);
        if (parts.length != FIELDS || !parts[0].equals(WORD)) {
            throw new InputException("%s: %s has %d numbers, not %d.".formatted(option, text, parts.length - 1, FIELDS - 1), FORM);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < COUNTS.size(); i++) {
            if (!parts[i + 1].matches("[0-9]{1,9}")) {
                throw new InputException("%s: \"%s\" is not a count (in %s).".formatted(option, parts[i + 1], text), FORM);
            }
            fields.put(COUNTS.get(i), Integer.parseInt(parts[i + 1]));
        }
        String bandwidth = parts[FIELDS - 1];
        fields.put("bandwidth", bandwidth.matches("[0-9.]+") ? bandwidth + "GB/s" : bandwidth);
        return read(text, chip, Document.of(option, Map.of(WORD, fields)));
    }

    static Given read(String name, String chip, Node root) {
        root.allowOnly(Set.of("format", "name", WORD));
        Node node = root.get(WORD);
        node.allowOnly(Set.of("per_router", "routers", "global", "groups", "bandwidth", "local_bandwidth", "global_bandwidth", "latency"));
        int perRouter = node.get("per_router").whole(1);
        int routers = node.get("routers").whole(1);
        int global = node.get("global").whole(1);
        int groups = node.get("groups").whole(1);
        if (groups > (long) routers * global + 1) {
            throw node.get("groups").wrong("at most %d, as %d routers with %d global cables each reach".formatted((long) routers * global + 1, routers, global), "");
        }
        if ((double) perRouter * routers * groups > Cables.MOST_CARDS) {
            throw node.get("groups").wrong("so few that there are at most %,d cards".formatted(Cables.MOST_CARDS), "");
        }
        new Budget().take(node.place(), perRouter * (double) routers * groups + groups * (routers * (routers - 1.0) + groups - 1.0) / 2);
        double down = Cables.bandwidth(node.get("bandwidth"));
        double local = node.find("local_bandwidth").map(Cables::bandwidth).orElse(down);
        double far = node.find("global_bandwidth").map(Cables::bandwidth).orElse(down);
        double latency = node.find("latency").map(Cables::seconds).orElse(0.0);
        Dragonfly wiring = new Dragonfly(perRouter, routers, global, groups, new LinkType("card-router", down, latency), new LinkType("local", local, latency),
                new LinkType("global", far, latency));
        Wired wired = new Wired(wiring.build(name), IntStream.range(0, wiring.cards()).toArray(), new int[0], new Routing.Spray(),
                List.of("Traffic takes shortest ways: adversarial patterns need detours, which halve what a Dragonfly carries."));
        return new Given(name, Optional.of(pod(name, chip, wiring)), wired);
    }

    /// Two levels: groups of `a` routers in which any pair may use its port, and what is left of the ports on global cables.
    private static Pod pod(String name, String chip, Dragonfly d) {
        List<Map<String, Object>> levels = new ArrayList<>();
        levels.add(Map.of("name", "group", "wiring", "switch", "groups", d.perRouter() * d.routers(), "bandwidth", d.down().bandwidth() / 1e9 + "GB/s"));
        double share = Math.min(d.down().bandwidth(), d.far().bandwidth() * Math.min(d.global(), (d.groups() - 1.0) / d.routers()) / d.perRouter());
        if (d.groups() > 1) {
            levels.add(Map.of("name", "global", "wiring", "switch", "groups", d.groups(), "bandwidth", share / 1e9 + "GB/s"));
        }
        return Catalog.unlisted(name, Document.of(name, Map.of("id", name, "chip", chip, "levels", levels)), Optional.empty());
    }
}
