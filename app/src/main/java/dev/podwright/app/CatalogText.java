package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Finding;
import dev.podwright.catalog.Level;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Price;
import dev.podwright.catalog.Quantity;
import dev.podwright.catalog.Status;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Catalogue entries as text for people.
final class CatalogText {
    /// Digits that survive the way to SI and back in double arithmetic.
    private static final int DIGITS = 12;

    private final PrintWriter out;

    CatalogText(PrintWriter out) {
        this.out = out;
    }

    void chip(Catalog catalog, Chip chip) {
        out.println("%s: %s".formatted(chip.id(), chip.name()));
        out.println("%s, family %s, %s".formatted(chip.vendor(), chip.family(), remark(chip.status())));
        names("Also called", chip.aliases());
        chip.dies().ifPresent(dies -> {
            out.println("Package of %d dies %s, which software addresses one by one".formatted(dies.count(), dies.chip()));
            dies.link().ifPresent(link -> rows("Between the dies: " + link.name(), known(List.of(
                    row("bandwidth", Optional.of(link.bandwidth())), row("latency", link.latency()), row("efficiency", link.efficiency())))));
        });
        rows("Dense matrix peaks", chip.peaks().entrySet().stream().map(e -> new Row(e.getKey().label(), e.getValue())).toList());
        rows("Vector peaks", chip.vectorPeaks().entrySet().stream().map(e -> new Row(e.getKey().label(), e.getValue())).toList());
        rows("Figures (links per chip, one direction)", chip.figures().entrySet().stream().map(e -> new Row(e.getKey().label(), e.getValue())).toList());
        chip.server().ifPresent(server -> rows("In one server: %s, %s".formatted(server.link(), lower(server.wiring())),
                known(List.of(row("chips", Optional.of(server.chips())), row("bandwidth", server.bandwidth()),
                        row("latency", server.latency()), row("efficiency", server.efficiency())))));
        facts(chip.facts());
        prices(chip.prices());
        sentences("What cannot be told", chip.limits());
        sentences("Notes", chip.notes());
        names("Pods", catalog.podsOf(chip.id()).stream().map(Pod::id).toList());
    }

    void pod(Pod pod) {
        out.println("%s: %s".formatted(pod.id(), pod.name()));
        out.println("%d chips %s%s, %s".formatted(pod.chips(), pod.chip(),
                pod.ranksPerChip() > 1 ? " (%d ranks: %d dies each)".formatted(pod.ranks(), pod.ranksPerChip()) : "", remark(pod.status())));
        names("Also called", pod.aliases());
        names("Also sold with", pod.otherChips());
        for (Level level : pod.levels()) {
            level(level);
        }
        pod.power().ifPresent(power -> rows("Power", List.of(new Row("whole pod", power))));
        facts(pod.facts());
        prices(pod.prices());
        sentences("Assumptions", pod.assumptions());
        sentences("Notes", pod.notes());
    }

    private void level(Level level) {
        String size = level.scaleOut() ? "joins %d, and copies when more chips are asked for".formatted(level.groups()) : "joins " + level.groups();
        String dims = level.dims().isEmpty() ? "" : " as " + String.join(" x ", level.dims().stream().map(String::valueOf).toList());
        section("Level %s: %s, %s%s%s".formatted(level.name(), lower(level.wiring()), size, dims, level.note().isEmpty() ? "" : " (" + level.note() + ")"),
                known(List.of(row("bandwidth", level.rate()), row("latency", level.latency()),
                        row("oversubscription", level.taper()), row("efficiency", level.efficiency()))));
        if (level.rate().isEmpty()) {
            out.println("  bandwidth  unknown");
        }
    }

    void findings(List<Finding> findings) {
        Table table = new Table("entry", "missing", "prediction", "consequence");
        findings.forEach(f -> table.row(f.entry(), f.missing(), f.blocks() ? "impossible" : "poorer", f.consequence()));
        out.print(table);
    }

    private record Row(String name, Quantity quantity) {}

    private static Optional<Row> row(String name, Optional<Quantity> quantity) {
        return quantity.map(q -> new Row(name, q));
    }

    private static List<Row> known(List<Optional<Row>> rows) {
        return rows.stream().flatMap(Optional::stream).toList();
    }

    private void rows(String heading, List<Row> rows) {
        if (!rows.isEmpty()) {
            section(heading, rows);
        }
    }

    private void section(String heading, List<Row> rows) {
        out.println();
        out.println(heading);
        int names = rows.stream().mapToInt(r -> r.name().length()).max().orElse(1);
        int values = rows.stream().mapToInt(r -> amount(r.quantity()).length()).max().orElse(1);
        String pad = "  %-" + names + "s  %" + values + "s  ";
        for (Row row : rows) {
            out.println(pad.formatted(row.name(), amount(row.quantity())) + origin(row.quantity()));
            row.quantity().alternatives().forEach(a -> out.println(pad.formatted("  or", amount(a)) + origin(a)));
        }
    }

    private void facts(Map<String, Quantity> facts) {
        rows("Other published figures", facts.entrySet().stream().map(e -> new Row(e.getKey(), e.getValue())).toList());
    }

    private void prices(List<Price> prices) {
        if (prices.isEmpty()) {
            return;
        }
        out.println();
        out.println("Prices, as reported");
        for (Price price : prices) {
            String range = price.low() == price.high() ? number(price.low()) : number(price.low()) + " to " + number(price.high());
            out.println("  %s %s per %s, %s  %s; %s%s".formatted(range, price.currency(), price.per(), price.dated(),
                    price.confidence().label(), price.source(), price.note().isEmpty() ? "" : " (" + price.note() + ")"));
        }
    }

    private void sentences(String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.println();
            out.println(heading);
            sentences.forEach(s -> out.println("  " + s));
        }
    }

    private void names(String heading, List<String> names) {
        if (!names.isEmpty()) {
            out.println(heading + ": " + String.join(", ", names));
        }
    }

    private static String origin(Quantity quantity) {
        String mark = quantity.assumed() ? "ASSUMPTION" : quantity.confidence().label();
        return "%s; %s%s".formatted(mark, quantity.source(), quantity.note().isEmpty() ? "" : " (" + quantity.note() + ")");
    }

    private static String amount(Quantity quantity) {
        String symbol = switch (quantity.unit()) {
            case RATIO, COUNT -> "";
            default -> " " + quantity.unit().symbol();
        };
        return number(quantity.amount()) + symbol;
    }

    static String status(Status status) {
        return lower(status);
    }

    private static String remark(Status status) {
        return switch (status) {
            case SHIPPING -> "shipping";
            case ANNOUNCED -> "ANNOUNCED: known from announcements or papers only";
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// A number with thousands separated, without trailing zeros.
    static String number(double value) {
        DecimalFormat format = new DecimalFormat("#,##0.############", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(clean(value));
    }

    /// The number as JSON should show it: whole where it is whole.
    static Number plain(double value) {
        double clean = clean(value);
        return clean == Math.rint(clean) && Math.abs(clean) < Long.MAX_VALUE ? (Number) (long) clean : (Number) clean;
    }

    private static double clean(double value) {
        return new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
    }
}
