package dev.podwright.survey;

import dev.podwright.calibration.Calibration;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import dev.podwright.network.collective.Operation;
import dev.podwright.units.Cost;
import java.util.function.Supplier;

/// Times of exchanges on one system.
final class Pricing {
    private final Fabric fabric;

    Pricing(Subject subject, Supplier<Calibration> calibration) {
        this.fabric = Fabric.of(subject.pod().orElseThrow(), subject.rankChip().orElseThrow(), calibration.get());
    }

    Timing sound(Operation operation, double bytes, Group group) {
        Cost cost = fabric.price(OperationNames.of(operation), collective(operation, bytes, group));
        String[] words = cost.why().split(", ");
        String limit = words.length > 1 && words[1].startsWith("limit ") ? words[1].substring("limit ".length()) : "";
        return new Timing(cost.interval(), cost.ideal(), words[0], limit, "", cost.bound(), words[words.length - 1]);
    }

    private static Collective collective(Operation operation, double bytes, Group group) {
        return switch (operation) {
            case ALL_REDUCE -> new Collective.AllReduce(bytes, group);
            case ALL_GATHER -> new Collective.AllGather(bytes, group);
            case REDUCE_SCATTER -> new Collective.ReduceScatter(bytes, group);
            case ALL_TO_ALL -> new Collective.AllToAll(bytes, group);
            case BROADCAST -> new Collective.Broadcast(bytes, group);
            default -> new Collective.PointToPoint(bytes, group);
        };
    }
}
