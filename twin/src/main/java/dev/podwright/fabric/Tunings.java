package dev.podwright.fabric;

import dev.podwright.calibration.CollectiveFit;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Wiring;
import dev.podwright.units.Spread;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Calibrated numbers for one chip, or the nearest ones: the chip itself, else its family, else all systems wired alike, else
/// published defaults.
final class Tunings {
    /// Pool of fits from which unmeasured chips of a family borrow.
    private static final String FAMILY = "family/";
    /// Stands in the name of every pool, of no chip.
    private static final String POOL = "/";

    /// Expert exchange is bound by its kernels more than by the wiring: it may be borrowed across, these first.
    private static final List<Wiring> OTHERWISE_WIRED = List.of(Wiring.SWITCH, Wiring.FULL_MESH);
    /// Borrowing across wirings widens the spread by this factor on both sides.
    private static final double FAR = 1.5;

    private final Chip chip;
    private final Wiring wiring;
    private final Library library;
    private final Map<String, Map<String, CollectiveFit>> fits = new HashMap<>();

    /// @param wiring of the innermost switched or meshed level, by which systems without measurements borrow
    Tunings(Chip chip, Wiring wiring, Library library, List<CollectiveFit> all) {
        this.chip = chip;
        this.wiring = wiring;
        this.library = library;
        for (CollectiveFit fit : all) {
            fits.computeIfAbsent(fit.chip(), c -> new HashMap<>()).put(fit.operation(), fit);
        }
    }

    /// The numbers of the widest pool alone: what residuals are measured from.
    Tunings pooled() {
        return new Tunings(chip, wiring, library, pooled(fits.values().stream().flatMap(own -> own.values().stream()).toList()));
    }

    /// Fits of the widest pools, for all rank counts.
    static List<CollectiveFit> pooled(List<CollectiveFit> fits) {
        return fits.stream().filter(f -> f.chip().contains(POOL) && !f.chip().startsWith(FAMILY) && !f.operation().contains(Variant.AT_RANKS)).toList();
    }

    /// Numbers for an operation that every system has.
    Tuning of(Kind kind, String variant) {
        return find(kind, variant).orElseGet(() -> Defaults.of(library, wiring, variant));
    }

    /// Numbers for an operation that exists only where somebody has measured it.
    Optional<Tuning> find(Kind kind, String variant) {
        return find(kind.label() + variant);
    }

    /// Numbers measured with one number of ranks, or else for all.
    Tuning of(Kind kind, String variant, int ranks) {
        if (wiring == Wiring.PCIE) {
            Optional<Tuning> exact = find(Variant.ranks(kind.label() + variant, nearestPower(ranks)));
            if (exact.isPresent()) {
                return exact.get();
            }
        }
        return of(kind, variant);
    }

    private Optional<Tuning> find(String operation) {
        return fit(chip.id(), operation).map(f -> tuning(f, true, "measured on " + chip.id()))
                .or(() -> fit(family(chip, wiring), operation).map(f -> tuning(f, true, "borrowed from " + f.chip())))
                .or(() -> fit(alike(library, wiring), operation).map(f -> tuning(f, false, "borrowed from " + f.chip())))
                .or(() -> OTHERWISE_WIRED.stream().flatMap(other -> fit(alike(library, other), operation).stream()).findFirst()
                        .filter(f -> exchange(operation)).map(Tunings::far));
    }

    static String family(Chip chip, Wiring wiring) {
        return (FAMILY + chip.family() + "/" + wiring.name()).toLowerCase(Locale.ROOT);
    }

    static String alike(Library library, Wiring wiring) {
        return (library.name() + "/" + wiring.name()).toLowerCase(Locale.ROOT);
    }

    private Optional<CollectiveFit> fit(String owner, String operation) {
        return Optional.ofNullable(fits.getOrDefault(owner, Map.of()).get(operation));
    }

    private static Tuning tuning(CollectiveFit fit, boolean measured, String origin) {
        return new Tuning(fit.bandwidthEfficiency(), fit.latency(), fit.launch(), measured, fit.spread(), origin);
    }

    private static Tuning far(CollectiveFit fit) {
        return new Tuning(fit.bandwidthEfficiency(), fit.latency(), fit.launch(), false, fit.spread().widened(FAR), "borrowed from " + fit.chip());
    }

    private static boolean exchange(String operation) {
        return operation.startsWith(Kind.DISPATCH.label()) || operation.startsWith(Kind.COMBINE.label());
    }

    private static int nearestPower(int ranks) {
        return 1 << Math.round((float) (Math.log(ranks) / Math.log(2)));
    }

    /// Published numbers for systems that nobody has measured.
    private static final class Defaults {
        /// Ring LL base latency, NVIDIA/nccl@5067397 src/graph/tuning.cc.
        private static final double NCCL_LAUNCH = 6.6e-6;
        /// Ring LL hardware latency over NVLink, PCIe and the network, same file.
        private static final double NVLINK_STEP = 0.6e-6;
        private static final double PCIE_STEP = 1.0e-6;
        private static final double NCCL_NETWORK_STEP = 2.7e-6;
        /// Static cost of a collective on A2 and A3, Ascend/msmodeling@84fec85 tensor_cast/device.py.
        private static final double HCCL_LAUNCH = 10e-6;
        /// HCCS latency, same file.
        private static final double HCCS_STEP = 0.5e-6;
        /// RoCE, 5 to 10 us per step (stas00/ml-engineering@744d01e network/README.md): the middle.
        private static final double HCCL_NETWORK_STEP = 7.5e-6;
        /// Ring all-reduce on NVLink, 82 % (stas00/ml-engineering@744d01e network/README.md).
        private static final double NVLINK_EFFICIENCY = 0.82;
        /// PCIe cards, Ascend/msmodeling@84fec85 docs/design/a5_device_profile_design.md.
        private static final double PCIE_EFFICIENCY = 0.56;
        /// HCCS and UB, placeholder of Ascend/msmodeling@84fec85 tensor_cast/device.py.
        private static final double HCCS_EFFICIENCY = 0.7;
        /// NICs reach 74 to 92 % (aliyun/SimAI nic_ratio.csv, stas00): the middle.
        private static final double NETWORK_EFFICIENCY = 0.83;
        /// Half to double: unmeasured systems with published parameters of another one.
        private static final Spread SPREAD = Spread.factor(2);

        static Tuning of(Library library, Wiring wiring, String variant) {
            boolean hccl = library == Library.HCCL;
            if (variant.endsWith(Variant.NETWORK)) {
                return new Tuning(NETWORK_EFFICIENCY, hccl ? HCCL_NETWORK_STEP : NCCL_NETWORK_STEP, 0, false, SPREAD, "published defaults");
            }
            double efficiency = hccl ? HCCS_EFFICIENCY : wiring == Wiring.PCIE ? PCIE_EFFICIENCY : NVLINK_EFFICIENCY;
            double step = hccl ? HCCS_STEP : wiring == Wiring.PCIE ? PCIE_STEP : NVLINK_STEP;
            return new Tuning(efficiency, step, hccl ? HCCL_LAUNCH : NCCL_LAUNCH, false, SPREAD, "published defaults");
        }
    }
}
