package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A chip or one programmable die of it.
///
/// @param family generation whose kernels behave alike, such as `hopper`; calibration is borrowed inside it
/// @param dies if this is a package of several dies that software addresses one by one: which chip each is, how many
/// @param peaks dense matrix peak in FLOP/s by precision: the rate a GEMM can reach (Ascend: cube units only)
/// @param vectorPeaks peak of the vector units in FLOP/s by precision
/// @param limits what cannot be told of this chip and why
public record Chip(String id, String name, String vendor, String family, Status status, List<String> aliases,
                   Optional<Dies> dies, Map<Precision, Quantity> peaks, Map<Precision, Quantity> vectorPeaks,
                   Map<Figure, Quantity> figures, List<Price> prices, List<String> limits) {

    /// The dies of a package.
    public record Dies(String chip, int count) {}

    public Chip {
        aliases = List.copyOf(aliases);
        peaks = Map.copyOf(peaks);
        vectorPeaks = Map.copyOf(vectorPeaks);
        figures = Map.copyOf(figures);
        prices = List.copyOf(prices);
        limits = List.copyOf(limits);
    }

    public Optional<Quantity> find(Figure figure) {
        return Optional.ofNullable(figures.get(figure));
    }

    /// The SI value of a figure that a prediction needs.
    ///
    /// @throws InputException if nobody has published it
    public double need(Figure figure) {
        return find(figure).map(Quantity::si).orElseThrow(() -> new InputException(
                "The catalogue has no %s for the chip %s, so this cannot be predicted.".formatted(figure.label(), id),
                "If you know it, give it with --set %s.%s=VALUE, or choose another chip.".formatted(id, figure.label())));
    }

    public boolean supports(Precision precision) {
        return peaks.containsKey(precision);
    }

    /// Dense matrix peak in FLOP/s.
    ///
    /// @throws InputException if the chip cannot compute in `precision`, naming what it can
    public double peak(Precision precision) {
        Quantity peak = peaks.get(precision);
        if (peak == null) {
            throw new InputException("The chip %s has no %s.".formatted(id, precision.label()),
                    "It has " + peaks.keySet().stream().sorted().map(Precision::label).collect(Collectors.joining(", ")) + ".");
        }
        return peak.si();
    }

    public boolean announced() {
        return status == Status.ANNOUNCED;
    }
}
