package dev.podwright.validation;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.units.Cost;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Prices measured exchanges by the closed forms alone, each with the kernel that ran.
final class ExchangeBase {
    /// A normal mode so slow that the low-latency kernels are taken.
    private static final double NEVER = 1;
    private static final String LOW_LATENCY = ".low_latency";
    private static final String RACK = ".rack";

    private final Map<String, Bench> benches;
    private final List<CollectiveFit> fits;
    private final Map<Key, Fabric> fabrics = new ConcurrentHashMap<>();

    private record Key(Pod pod, String chip, ExchangeRow.Kernel kernel, boolean expert) {}

    ExchangeBase(Map<String, Bench> benches, List<CollectiveFit> fits) {
        this.benches = benches;
        this.fits = Fabric.pooled(fits);
    }

    Cost price(ExchangeCase one) {
        return fabric(one.row().orElseThrow(), one.expert().isPresent()).price(one.op(), one.row().orElseThrow().collective());
    }

    /// Names of the pools that a row belongs to, nearest first.
    List<String> pools(ExchangeRow row) {
        Bench bench = benches.get(row.chip());
        return Fabric.pools(bench.pod(row), bench.chip());
    }

    /// Whether the exchange leaves the scale-up fabric.
    boolean network(ExchangeCase one) {
        ExchangeRow row = one.row().orElseThrow();
        return fabric(row, one.expert().isPresent()).reach(row.collective().group()).stream().anyMatch(r -> r.crossed() && r.scaleOut());
    }

    private Fabric fabric(ExchangeRow row, boolean expert) {
        Bench bench = benches.get(row.chip());
        return fabrics.computeIfAbsent(new Key(bench.pod(row), row.chip(), row.kernel(), expert), k -> {
            Fabric fabric = Fabric.of(k.pod, bench.chip(), expert ? only(row) : fits);
            return k.kernel == ExchangeRow.Kernel.ENGINE ? fabric.inEngine() : fabric;
        });
    }

    /// Fits of one kind of expert kernel, so that no other can win.
    private List<CollectiveFit> only(ExchangeRow row) {
        List<CollectiveFit> kept = new ArrayList<>();
        for (CollectiveFit fit : fits) {
            boolean lowLatency = fit.operation().contains(LOW_LATENCY);
            boolean rack = fit.operation().contains(RACK);
            if (switch (row.kernel()) {
                case LOW_LATENCY -> lowLatency;
                case RACK -> rack;
                case LIBRARY, ENGINE -> !lowLatency && !rack;
            }) {
                kept.add(fit);
            }
        }
        if (!kept.isEmpty() && (row.kernel() == ExchangeRow.Kernel.RACK || row.kernel() == ExchangeRow.Kernel.LOW_LATENCY)) {
            for (String phase : List.of("dispatch", "combine")) {
                kept.add(new CollectiveFit(row.chip(), phase, 1, NEVER, NEVER, 0, 0, 0, Spread.NONE, ""));
            }
        }
        return kept;
    }
}
