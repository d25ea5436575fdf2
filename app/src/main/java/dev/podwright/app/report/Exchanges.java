package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Reach;
import dev.podwright.step.Inventory;
import dev.podwright.step.Inventory.Exchange;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Which communication crosses which level, how much, how long.
final class Exchanges {
    private static final double MEGA = 1e6;

    private Exchanges() {}

    static Table of(String caption, Inventory step, Fabric fabric, double stepSeconds) {
        return new Table(caption, List.of("exchange", "kind", "among", "crosses", "times per step", "MB each", "us each", "ms per step", "share of the step", "how"),
                step.exchanges().stream().sorted(Comparator.comparingDouble((Exchange e) -> -e.times() * e.cost().seconds()))
                        .map(e -> row(e, fabric, stepSeconds)).toList());
    }

    private static List<String> row(Exchange exchange, Fabric fabric, double stepSeconds) {
        Collective collective = exchange.collective();
        String apart = collective.group().stride() == 1 ? "side by side" : collective.group().stride() + " apart";
        String levels = fabric.reach(collective.group()).stream().filter(Reach::crossed).map(Reach::level).collect(Collectors.joining(", "));
        double seconds = exchange.cost().seconds();
        return List.of(exchange.name(), kind(collective), "%d ranks, %s".formatted(collective.group().ranks(), apart), levels,
                Data.counted(exchange.times()), Show.number(collective.bytes() / MEGA), Show.number(seconds * 1e6),
                Show.number(exchange.times() * seconds * 1e3), Show.percent(exchange.times() * seconds / stepSeconds), exchange.cost().why());
    }

    private static String kind(Collective collective) {
        return switch (collective) {
            case Collective.AllReduce _ -> "all-reduce";
            case Collective.AllGather _ -> "all-gather";
            case Collective.ReduceScatter _ -> "reduce-scatter";
            case Collective.AllToAll _ -> "all-to-all";
            case Collective.Broadcast _ -> "broadcast";
            case Collective.PointToPoint _ -> "point to point";
            case Collective.Dispatch _ -> "tokens to experts";
            case Collective.Combine _ -> "results back";
        };
    }
}
