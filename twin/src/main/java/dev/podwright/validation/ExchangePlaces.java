package dev.podwright.validation;

import dev.podwright.calibration.SheetPoint;
import dev.podwright.fabric.Residual;
import dev.podwright.units.Cost;
import java.util.ArrayList;
import java.util.List;

/// Which residual sheets concern a measured exchange, and how far each may stray from those before it.
///
/// Collectives: pool of systems, family, chip, which plans use too; then the harness in the pool, the harness on the chip, its release. Expert
/// exchange: the same pools by kernel and share of multiprocessors, over the bytes that must leave; then tokens, experts per token and hidden size.
final class ExchangePlaces {
    private static final double NODE = Math.log(4);
    private static final double DOUBLE = Math.log(2);
    /// Hidden sizes are counted in half doublings of this.
    private static final double HIDDEN = 2048;
    private static final double HALVES = 2;
    private static final double MICRO = 1e-6;
    /// Sheets of a harness begin so.
    static final String BY = "by ";
    /// Sheets of exchanges that leave the scale-up fabric end so.
    static final String NETWORK = ".network";
    private static final List<Double> FEW_TOKENS = List.of(64.0, 1024.0);

    private ExchangePlaces() {}

    /// @param prior how much a sheet is expected to say, as a standard deviation of logs
    record Placed(SheetPoint point, double prior) {}

    static List<Placed> of(ExchangeCase one, List<String> pools, boolean network, Cost base) {
        return one.expert().isPresent() ? expert(one, one.expert().get(), pools, network, base) : collective(one, pools, network);
    }

    /// Names of the sheets that pool, family and chip share with plans, nearest first.
    static List<String> names(ExchangeCase one, List<String> pools, boolean network) {
        if (one.expert().isPresent()) {
            ExchangeCase.Expert e = one.expert().get();
            String what = " " + e.library() + " " + e.mode() + " " + e.phase() + (network ? NETWORK : "");
            return pools.stream().map(pool -> pool + what).toList();
        }
        return Residual.names(pools, one.op(), one.engine(), network);
    }

    /// Which of three classes of size, as bands count them: by bytes, of experts by tokens of a rank.
    static int size(ExchangeCase one) {
        return one.expert().map(e -> (int) FEW_TOKENS.stream().filter(few -> e.tokens() > few).count())
                .orElseGet(() -> Residual.size(one.row().orElseThrow().collective().bytes()));
    }

    private static List<Placed> collective(ExchangeCase one, List<String> pools, boolean network) {
        ExchangeRow row = one.row().orElseThrow();
        List<String> names = names(one, pools, network);
        double bytes = row.collective().bytes();
        List<Placed> found = new ArrayList<>();
        List<SheetPoint> shared = Residual.points(names, one.op(), network, bytes, row.ranks());
        for (int i = 0; i < shared.size(); i++) {
            found.add(new Placed(shared.get(i), SHARED.get(i)));
        }
        add(found, BY + row.harness() + " on " + names.get(2), bytes, row.ranks(), POOL);
        add(found, BY + row.harness() + " on " + names.get(0), bytes, row.ranks(), FAMILY);
        add(found, "of " + one.framework() + " on " + names.get(2), bytes, 1, RELEASE);
        add(found, "of " + one.framework() + " on " + names.get(0), bytes, row.ranks(), RELEASE);
        return found;
    }

    private static void add(List<Placed> found, String name, double bytes, int ranks, double prior) {
        found.add(new Placed(Residual.point(name, bytes, ranks), prior));
    }

    private static List<Placed> expert(ExchangeCase one, ExchangeCase.Expert e, List<String> pools, boolean network, Cost base) {
        List<String> names = names(one, pools, network);
        String kernels = " with " + e.multiprocessors();
        double wire = Math.log(base.ideal() / MICRO) / NODE;
        double tokens = Math.log(e.tokens()) / NODE;
        double ranks = Math.log(one.row().orElseThrow().ranks()) / DOUBLE;
        double topk = Math.log(e.topk()) / DOUBLE;
        double hidden = HALVES * Math.log(e.hidden() / HIDDEN) / DOUBLE;
        String chip = names.get(0);
        String pool = names.get(2);
        List<Placed> found = new ArrayList<>();
        found.add(new Placed(new SheetPoint(pool + kernels, wire, ranks), POOL));
        found.add(new Placed(new SheetPoint(names.get(1) + kernels, wire, ranks), POOL));
        found.add(new Placed(new SheetPoint(chip + kernels, wire, ranks), FAMILY));
        found.add(new Placed(new SheetPoint(chip + " in " + e.format(), wire, ranks), FAMILY));
        found.add(new Placed(new SheetPoint(pool + kernels + " by tokens", tokens, ranks), FAMILY));
        found.add(new Placed(new SheetPoint(chip + kernels + " by tokens", tokens, ranks), FAMILY));
        found.add(new Placed(new SheetPoint(pool + " by tokens and topk", tokens, topk), FAMILY));
        found.add(new Placed(new SheetPoint(pool + " by tokens and hidden", tokens, hidden), FAMILY));
        found.add(new Placed(new SheetPoint(chip + " by tokens and topk", tokens, topk), RELEASE));
        found.add(new Placed(new SheetPoint(chip + " by tokens and hidden", tokens, hidden), RELEASE));
        found.add(new Placed(new SheetPoint("of " + one.framework() + " on " + chip, wire, 0), RELEASE));
        found.add(new Placed(new SheetPoint(pool + kernels + " by topk and hidden", topk, hidden), RELEASE));
        return found;
    }

    /// Standard deviations of logs: how much pools, members of a family and releases were seen to differ.
    private static final double POOL = 0.3;
    private static final double FAMILY = 0.2;
    private static final double CHIP = 0.15;
    private static final double RELEASE = 0.1;
    /// Of pool, family, chip, the chip's other operations and their slope.
    private static final List<Double> SHARED = List.of(POOL, FAMILY, CHIP, POOL, POOL);
}
