package dev.podwright.fabric;

import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.ResidualSheet;
import dev.podwright.calibration.SheetPoint;
import dev.podwright.catalog.Wiring;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What measurements add to the closed forms of a collective: sheets over message size and ranks, from the library's pool inwards to the chip.
public final class Residual {
    /// No measurement says more than the closed form.
    static final Residual NONE = new Residual(ExchangeResiduals.NONE, List.of(), "", 1);

    /// Below this a message is short, from [#LONG] on long: launch counts in the one, bandwidth in the other.
    private static final double SHORT = 64 * 1024;
    private static final double LONG = 4 * 1024 * 1024;
    private static final double NODE = Math.log(4);
    private static final double DOUBLE = Math.log(2);
    /// Bands of rank counts that were not measured on a chip, and of chips that were not.
    private static final String ANY = "any";
    private static final String BRIDGED = "/" + Wiring.PCIE.name().toLowerCase(Locale.ROOT) + " ";
    private static final String SLOPE = "slope of ";
    /// Slopes turn about four ranks.
    private static final double MIDDLE = 2;
    private static final String NEAR = "near ";
    private static final String FAR = "far ";

    private final ExchangeResiduals residuals;
    private final List<String> names;
    private final List<Sheet> sheets;

    private record Sheet(ResidualSheet sheet, double row, double weight) {}

    /// @param names as [#names] has them, of a group inside one node
    Residual(ExchangeResiduals residuals, List<String> names, String operation, int ranks) {
        this.residuals = residuals;
        this.names = names;
        this.sheets = names.isEmpty() ? List.of() : points(names, operation, false, 1, ranks).stream().filter(p -> residuals.sheets().containsKey(p.sheet()))
                .map(p -> new Sheet(residuals.sheets().get(p.sheet()), p.y(), p.weight())).toList();
    }

    /// Names of the sheets of a collective, nearest first.
    ///
    /// @param pools as [Fabric#pools] has them
    /// @param operation as the evidence calls it
    /// @param engine whether a serving engine's own kernels may run
    public static List<String> names(List<String> pools, String operation, boolean engine, boolean network) {
        String what = " " + operation + (engine ? ".engine" : "") + (network ? Variant.NETWORK : "");
        return pools.stream().map(pool -> pool + what).toList();
    }

    /// The point of a collective on a sheet: one node for every fourfold message and for every doubling of the ranks.
    public static SheetPoint point(String name, double bytes, int ranks) {
        return new SheetPoint(name, column(bytes), row(ranks));
    }

    private static double column(double bytes) {
        return Math.log(bytes) / NODE;
    }

    private static double row(int ranks) {
        return Math.log(ranks) / DOUBLE;
    }

    /// The points of a collective on the sheets that plans and measured rows share: pool, family and chip, the chip over all operations, and, of cards that
    /// share a host's bridges, how all of the chip's operations lean with every doubling of the ranks.
    ///
    /// @param names nearest first, as [#names] has them
    public static List<SheetPoint> points(List<String> names, String operation, boolean network, double bytes, int ranks) {
        List<SheetPoint> points = new ArrayList<>(names.reversed().stream().map(name -> point(name, bytes, ranks)).toList());
        String any = names.getFirst().replace(operation, ANY);
        points.add(point(any, bytes, ranks));
        if (!network && names.getLast().contains(BRIDGED)) {
            points.add(new SheetPoint(SLOPE + any, column(bytes), 0, row(ranks) - MIDDLE));
        }
        return points;
    }

    /// Names of interval bands, nearest first, for rank counts or harnesses that were not measured.
    public static List<String> bands(List<String> names) {
        return List.of(NEAR + names.getFirst(), FAR + names.getLast());
    }

    /// Which of three classes a message of so many bytes falls in, as bands count them.
    public static int size(double bytes) {
        return bytes < SHORT ? 0 : bytes < LONG ? 1 : 2;
    }

    /// Whether anything was measured here or nearby.
    boolean known() {
        return !sheets.isEmpty();
    }

    /// Measured over closed form.
    double factor(double bytes) {
        if (sheets.isEmpty()) {
            return 1;
        }
        double column = column(bytes);
        double sum = 0;
        for (Sheet sheet : sheets) {
            sum += sheet.weight * sheet.sheet.at(column, sheet.row);
        }
        return Math.exp(sum);
    }

    /// The interval of a price, `other` where no measurement says.
    Spread spread(double bytes, Spread other) {
        OptionalDouble half = names.isEmpty() ? OptionalDouble.empty() : residuals.band(bands(names), size(bytes));
        return half.isPresent() ? new Spread(-half.getAsDouble(), half.getAsDouble()) : other;
    }
}
