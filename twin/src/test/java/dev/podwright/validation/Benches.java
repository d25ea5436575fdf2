package dev.podwright.validation;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Confidence;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Status;
import dev.podwright.catalog.Wiring;
import dev.podwright.units.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Measured systems with their catalogue bandwidths in GB/s.
final class Benches {
    static Map<String, Bench> all() {
        Map<String, Bench> benches = new TreeMap<>();
        put(benches, "a100-sxm-80", "ampere", 25, level("nvswitch", Wiring.SWITCH, 8, 300));
        put(benches, "a100-sxm-40", "ampere", 25, level("nvswitch", Wiring.SWITCH, 8, 300));
        put(benches, "h100-sxm", "hopper", 50, level("nvswitch", Wiring.SWITCH, 8, 450));
        put(benches, "h200-sxm", "hopper", 50, level("nvswitch", Wiring.SWITCH, 8, 450));
        put(benches, "h800-sxm", "hopper", 50, level("nvswitch", Wiring.SWITCH, 8, 200));
        put(benches, "b200-sxm", "blackwell", 100, level("nvswitch", Wiring.SWITCH, 8, 900));
        put(benches, "b300-sxm", "blackwell", 100, level("nvswitch", Wiring.SWITCH, 8, 900));
        put(benches, "gb200", "blackwell", 100, level("nvswitch", Wiring.SWITCH, 72, 900));
        put(benches, "gb300", "blackwell", 100, level("nvswitch", Wiring.SWITCH, 72, 900));
        put(benches, "l40s", "ada", 25, level("pcie", Wiring.PCIE, 8, 32));
        put(benches, "rtx-pro-6000-server", "blackwell-pcie", 50, level("pcie", Wiring.PCIE, 8, 64));
        put(benches, "mi300x", "cdna3", 50, level("xgmi", Wiring.FULL_MESH, 8, 448));
        put(benches, "ascend-910b2", "ascend-910b", 25, level("hccs", Wiring.FULL_MESH, 8, 196));
        put(benches, "ascend-910c-die", "ascend-910c", 25, level("sio", Wiring.DIE_PAIR, 2, 224), level("ub-l1", Wiring.SWITCH, 8, 196),
                level("ub-l2", Wiring.SWITCH, 48, 196));
        return benches;
    }

    private static void put(Map<String, Bench> benches, String id, String family, double nic, Level... levels) {
        Chip chip = new Chip(id, id, "", family, Status.SHIPPING, List.of(), Optional.empty(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
        benches.put(id, new Bench(chip, List.of(levels), nic * 1e9));
    }

    private static Level level(String name, Wiring wiring, int groups, double gbps) {
        Quantity bandwidth = new Quantity(gbps * 1e9, Unit.BYTE_PER_S, "catalogue", Confidence.VENDOR_CODE, "", List.of());
        return new Level(name, wiring, groups, false, bandwidth, Optional.empty(), 1, Optional.empty(), "");
    }

    private Benches() {}
}
