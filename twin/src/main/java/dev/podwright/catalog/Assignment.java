package dev.podwright.catalog;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One `--set`: an entry, a path inside it, and the value it gets.
///
/// @param written the whole text, which becomes the source of the figure
record Assignment(String written, String entry, List<String> path, String value) {
    private static final List<String> LEVEL_FIGURES = List.of("bandwidth", "latency", "oversubscription", "efficiency");

    static Assignment parse(String written) {
        int equals = written.indexOf('=');
        List<String> left = equals < 0 ? List.of() : Arrays.stream(written.substring(0, equals).split("\\.", -1)).map(String::trim).toList();
        if (left.size() < 2 || left.stream().anyMatch(String::isEmpty) || equals == written.length() - 1) {
            throw new InputException("--set %s: this is not an assignment.".formatted(written),
                    "Write ENTRY.FIGURE=VALUE, such as ascend-960.memory_bandwidth=9.6TB/s, h20-96.peak.fp8=296TFLOP/s or cloudmatrix384.ub-l2.latency=2us.");
        }
        return new Assignment(written, left.getFirst(), left.subList(1, left.size()), written.substring(equals + 1).trim());
    }

    Entries apply(Catalog catalog, Entries entries) {
        Optional<Chip> chip = catalog.findChip(entry);
        Optional<Pod> pod = catalog.findPod(entry);
        if (chip.isPresent()) {
            return entries.with(apply(chip.get()));
        }
        if (pod.isPresent()) {
            return entries.with(apply(catalog, pod.get()));
        }
        List<String> known = Stream.concat(catalog.chips().stream().map(Chip::id), catalog.pods().stream().map(Pod::id)).toList();
        throw new InputException("%s: the catalogue has no chip or pod \"%s\".".formatted(place(), entry), Nearest.maybe(entry, known));
    }

    private Chip apply(Chip chip) {
        String first = path.getFirst();
        boolean vector = first.equals("vector_peak");
        if (path.size() == 2 && (vector || first.equals("peak"))) {
            Precision precision = Names.precision(place(), path.getLast());
            Map<Precision, Quantity> peaks = new TreeMap<>(vector ? chip.vectorPeaks() : chip.peaks());
            peaks.put(precision, quantity(Optional.ofNullable(peaks.get(precision)), Dimension.COMPUTE));
            return vector ? chip.withVectorPeaks(peaks) : chip.withPeaks(peaks);
        }
        if (path.size() == 1 && first.equals("price")) {
            return chip.withPrices(List.of(price("chip")));
        }
        Optional<Figure> figure = Arrays.stream(Figure.values()).filter(f -> f.label().equals(first)).findFirst();
        if (path.size() == 1 && figure.isPresent()) {
            Map<Figure, Quantity> figures = new TreeMap<>(chip.figures());
            figures.put(figure.get(), quantity(chip.find(figure.get()), Dimension.of(figure.get().unit())));
            return chip.withFigures(figures);
        }
        List<String> known = new ArrayList<>(Arrays.stream(Figure.values()).map(Figure::label).toList());
        known.addAll(List.of("peak.PRECISION", "vector_peak.PRECISION", "price"));
        throw noSuch("chip", known);
    }

    private Pod apply(Catalog catalog, Pod pod) {
        String first = path.getFirst();
        if (path.size() == 1) {
            return switch (first) {
                case "power" -> pod.withPower(Optional.of(quantity(pod.power(), Dimension.POWER)));
                case "price" -> pod.withPrices(List.of(price("pod")));
                case "chip" -> pod.withChip(catalog.chip(value).id());
                default -> throw noSuch("pod", podPaths(pod));
            };
        }
        if (path.size() == 2 && pod.levels().stream().anyMatch(l -> l.name().equals(first)) && LEVEL_FIGURES.contains(path.get(1))) {
            return pod.withLevels(pod.levels().stream().map(l -> l.name().equals(first) ? apply(l) : l).toList());
        }
        throw noSuch("pod", podPaths(pod));
    }

    private Level apply(Level level) {
        return switch (path.getLast()) {
            case "bandwidth" -> level.withRate(quantity(level.rate(), Dimension.BYTE_RATE));
            case "latency" -> level.withLatency(quantity(level.latency(), Dimension.TIME));
            case "efficiency" -> level.withEfficiency(atMostOne(quantity(level.efficiency(), Dimension.RATIO)));
            default -> level.withTaper(atLeastOne(quantity(level.taper(), Dimension.RATIO)));
        };
    }

    private Quantity atLeastOne(Quantity taper) {
        if (taper.si() < 1) {
            throw new InputException("%s: the oversubscription (%s) is below 1.".formatted(place(), taper.si()),
                    "Write 1 for a network that is not oversubscribed.");
        }
        return taper;
    }

    private Quantity atMostOne(Quantity efficiency) {
        if (efficiency.si() > 1) {
            throw new InputException("%s: the efficiency (%s) is above 1.".formatted(place(), efficiency.si()), "Write a share such as 0.7.");
        }
        return efficiency;
    }

    private Quantity quantity(Optional<Quantity> old, Dimension dimension) {
        Amount amount = Amount.parse(place(), value, dimension);
        return old.map(q -> q.overriddenBy(amount, "--set " + written)).orElseGet(() -> Quantity.given(amount, "--set " + written));
    }

    /// An amount buys the part; an amount per hour, such as `1.2USD/h`, rents one chip.
    private Price price(String per) {
        if (value.endsWith("/h")) {
            Amount rent = Amount.parse(place(), value, Dimension.MONEY_RATE);
            return new Price(rent.value(), rent.value(), "USD", "chip-hour", "now", "--set " + written, Confidence.USER, "");
        }
        Amount amount = Amount.parse(place(), value, Dimension.MONEY);
        return new Price(amount.value(), amount.value(), amount.unit().symbol(), per, "now", "--set " + written, Confidence.USER, "");
    }

    private static List<String> podPaths(Pod pod) {
        List<String> known = new ArrayList<>(List.of("power", "price", "chip"));
        pod.levels().forEach(l -> LEVEL_FIGURES.forEach(f -> known.add(l.name() + "." + f)));
        return known;
    }

    private InputException noSuch(String kind, List<String> known) {
        String name = String.join(".", path);
        String maybe = Nearest.maybe(name, known);
        return new InputException("%s: a %s has no %s to set.".formatted(place(), kind, name),
                maybe.isEmpty() ? "Known: " + String.join(", ", known) + "." : maybe);
    }

    private String place() {
        return "--set " + written;
    }
}
