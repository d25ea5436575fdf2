package dev.podwright.validation.judge;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Wiring;
import dev.podwright.document.InputException;
import dev.podwright.fabric.Fabric;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import dev.podwright.validation.Bench;
import dev.podwright.validation.ExchangeRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What exchanges cost on the systems they were measured on, with the kernel that the row names.
final class Exchanges {
    private static final List<String> OF_EXPERTS = List.of("dispatch", "combine");

    private final Map<String, Bench> benches;
    private final Calibration calibration;
    private final Map<Ran, Fabric> fabrics = new ConcurrentHashMap<>();

    private record Ran(Pod pod, String chip, ExchangeRow.Kernel kernel) {}

    Exchanges(Catalog catalog, Calibration calibration) {
        this.benches = Bench.of(catalog);
        this.calibration = calibration;
    }

    /// @throws InputException if the catalogue knows no link between such chips, or no system of so many
    Cost price(ExchangeRow row) {
        Bench bench = benches.get(row.chip());
        if (bench == null) {
            throw new InputException("the catalogue knows no link between chips " + row.chip(), "");
        }
        Ran ran = new Ran(bench.pod(row), row.chip(), row.kernel());
        return fabrics.computeIfAbsent(ran, r -> fabric(bench, r)).price(row.operation(), row.collective());
    }

    /// Whether the catalogue's systems of this chip join cards by anything but the slot they sit in.
    boolean bridged(String chip) {
        return !benches.containsKey(chip) || benches.get(chip).levels().getFirst().wiring() != Wiring.PCIE;
    }

    private Fabric fabric(Bench bench, Ran ran) {
        Fabric fabric = Fabric.of(ran.pod, bench.chip(), fits(ran));
        return ran.kernel == ExchangeRow.Kernel.ENGINE ? fabric.inEngine() : fabric;
    }

    /// Without the fits of modes that the row did not run, of which the fabric would choose the fastest.
    private List<CollectiveFit> fits(Ran ran) {
        List<CollectiveFit> fits = new ArrayList<>(calibration.collectives());
        String mode = switch (ran.kernel) {
            case LOW_LATENCY -> ".low_latency";
            case RACK -> ".rack";
            case LIBRARY, ENGINE -> "";
        };
        for (String operation : OF_EXPERTS) {
            fits.removeIf(f -> f.operation().startsWith(operation) && !mode(f.operation()).equals(mode));
            if (!mode.isEmpty()) {
                // A second for a start: the normal mode is not chosen instead.
                fits.add(new CollectiveFit(ran.chip, operation, 1, 1, 1, 0, 0, 0, Spread.NONE, ""));
            }
        }
        return fits;
    }

    private static String mode(String operation) {
        return operation.contains(".low_latency") ? ".low_latency" : operation.contains(".rack") ? ".rack" : "";
    }
}
