package dev.podwright.fabric;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Confidence;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Status;
import dev.podwright.catalog.Wiring;
import dev.podwright.units.Spread;
import dev.podwright.units.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small pods for tests, with the catalogue's bandwidths in GB/s.
final class Pods {
    static final Chip H100 = chip("h100-sxm", "hopper");
    static final Chip A100 = chip("a100-sxm-80", "ampere");
    static final Chip ASCEND = chip("ascend-910b2", "ascend-910b");
    static final Chip DIE = chip("ascend-910c-die", "ascend-910c");

    /// Eight GPUs on NVSwitch, a NIC each, any number of nodes.
    static Pod hgx(double nvlink, double nic) {
        return pod("hgx", List.of(level("nvswitch", Wiring.SWITCH, 8, false, nvlink, 1), level("rail", Wiring.FAT_TREE, 1, true, nic, 1)));
    }

    static Pod mesh() {
        return pod("atlas", List.of(level("hccs", Wiring.FULL_MESH, 8, false, 196, 1), level("roce", Wiring.FAT_TREE, 128, true, 25, 1)));
    }

    static Pod cloudMatrix() {
        return pod("cloudmatrix384", List.of(level("sio", Wiring.DIE_PAIR, 2, false, 224, 1), level("ub-l1", Wiring.SWITCH, 8, false, 196, 1),
                level("ub-l2", Wiring.SWITCH, 48, false, 196, 1), level("rdma", Wiring.FAT_TREE, 1, true, 25, 1)));
    }

    static Level level(String name, Wiring wiring, int groups, boolean scaleOut, double gbps, double oversubscription) {
        return new Level(name, wiring, groups, scaleOut, quantity(gbps * 1e9), Optional.empty(), oversubscription, Optional.empty(), "");
    }

    static Pod pod(String id, List<Level> levels) {
        return new Pod(id, id, "chip", 1, Status.values()[0], levels, Optional.empty(), List.of(), Map.of(), List.of());
    }

    static Chip chip(String id, String family) {
        return new Chip(id, id, "vendor", family, Status.values()[0], List.of(), Optional.empty(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
    }

    /// Full efficiency, 1 us per step, 5 us to launch, so that closed forms can be worked by hand.
    static CollectiveFit plain(String chip, String operation) {
        return new CollectiveFit(chip, operation, 1, 1e-6, 5e-6, 1, 0, 0, Spread.NONE, "test");
    }

    static Quantity quantity(double si) {
        return new Quantity(si, Unit.BYTE_PER_S, "test", Confidence.ASSUMPTION, "", List.of());
    }

    private Pods() {}
}
