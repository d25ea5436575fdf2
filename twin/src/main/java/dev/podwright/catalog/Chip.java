package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A chip or one programmable die of it.
///
/// @param family generation whose kernels behave alike, such as `hopper`; calibration is borrowed inside it
/// @param dies if this is a package of several dies that software addresses one by one: which chip each is, how many
/// @param peaks dense matrix peak in FLOP/s by precision: the rate a GEMM can reach (Ascend: cube units only)
/// @param vectorPeaks peak of the vector units in FLOP/s by precision
/// @param limits what cannot be told of this chip and why
/// @param server how several of these chips stand in one server, if anybody says
/// @param facts other published figures, by name, for showing
/// @param notes what else is worth knowing: release, export rules, bins
public record Chip(String id, String name, String vendor, String family, Status status, List<String> aliases,
                   Optional<Dies> dies, Map<Precision, Quantity> peaks, Map<Precision, Quantity> vectorPeaks,
                   Map<Figure, Quantity> figures, List<Price> prices, List<String> limits, Optional<Server> server,
                   Map<String, Quantity> facts, List<String> notes) {

    /// The dies of a package.
    ///
    /// @param link how the dies of the package are joined, if anybody says
    public record Dies(String chip, int count, Optional<Link> link) {
        public Dies(String chip, int count) {
            this(chip, count, Optional.empty());
        }
    }

    /// A named link of one rank.
    ///
    /// @param bandwidth bytes/s one rank can send, one direction
    public record Link(String name, Quantity bandwidth, Optional<Quantity> latency, Optional<Quantity> efficiency) {}

    /// How chips of this kind stand together in one server.
    ///
    /// @param link name of the link, such as `nvswitch`
    /// @param chips most chips of one server
    /// @param bandwidth bytes/s of one chip if it is not its scale-up (or, for PCIe, host) bandwidth
    public record Server(Wiring wiring, String link, Quantity chips, Optional<Quantity> bandwidth,
                         Optional<Quantity> latency, Optional<Quantity> efficiency) {}

    public Chip {
        aliases = List.copyOf(aliases);
        peaks = Collections.unmodifiableMap(new TreeMap<>(peaks));
        vectorPeaks = Collections.unmodifiableMap(new TreeMap<>(vectorPeaks));
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        prices = List.copyOf(prices);
        limits = List.copyOf(limits);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        notes = List.copyOf(notes);
    }

    /// A chip of which nothing is said about servers, and with no facts for show.
    public Chip(String id, String name, String vendor, String family, Status status, List<String> aliases,
                Optional<Dies> dies, Map<Precision, Quantity> peaks, Map<Precision, Quantity> vectorPeaks,
                Map<Figure, Quantity> figures, List<Price> prices, List<String> limits) {
        this(id, name, vendor, family, status, aliases, dies, peaks, vectorPeaks, figures, prices, limits,
                Optional.empty(), Map.of(), List.of());
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
            String has = peaks.isEmpty()
                    ? "The catalogue has no peak of it at all."
                    : "It has " + peaks.keySet().stream().map(Precision::label).collect(Collectors.joining(", ")) + ".";
            throw new InputException("The chip %s has no %s peak in the catalogue, so this cannot be predicted.".formatted(id, precision.label()),
                    has + " If you know it, give it with --set %s.peak.%s=VALUE.".formatted(id, precision.label()));
        }
        return peak.si();
    }

    /// The figures and peaks behind which no source stands, in sentences.
    public List<String> assumptions() {
        Stream<String> assumedPeaks = peaks.entrySet().stream().filter(e -> e.getValue().assumed())
                .map(e -> assumed(e.getKey().label() + " peak", e.getValue()));
        Stream<String> assumedFigures = figures.entrySet().stream().filter(e -> e.getValue().assumed())
                .map(e -> assumed(e.getKey().label(), e.getValue()));
        return Stream.concat(assumedPeaks, assumedFigures).toList();
    }

    private String assumed(String what, Quantity figure) {
        return "%s of %s: %,.0f %s (%s).".formatted(what, id, figure.amount(), figure.unit().symbol(), figure.source());
    }

    public boolean announced() {
        return status == Status.ANNOUNCED;
    }

    /// The chip with `factor` times as much of a figure, if it has it.
    public Chip scaled(Figure figure, double factor, String why) {
        Map<Figure, Quantity> other = new TreeMap<>(figures);
        other.computeIfPresent(figure, (_, quantity) -> quantity.times(factor, why));
        return withFigures(other);
    }

    Chip withPeaks(Map<Precision, Quantity> other) {
        return new Chip(id, name, vendor, family, status, aliases, dies, other, vectorPeaks, figures, prices, limits,
                server, facts, notes);
    }

    Chip withVectorPeaks(Map<Precision, Quantity> other) {
        return new Chip(id, name, vendor, family, status, aliases, dies, peaks, other, figures, prices, limits, server,
                facts, notes);
    }

    Chip withFigures(Map<Figure, Quantity> other) {
        return new Chip(id, name, vendor, family, status, aliases, dies, peaks, vectorPeaks, other, prices, limits,
                server, facts, notes);
    }

    Chip withPrices(List<Price> other) {
        return new Chip(id, name, vendor, family, status, aliases, dies, peaks, vectorPeaks, figures, other, limits,
                server, facts, notes);
    }
}
