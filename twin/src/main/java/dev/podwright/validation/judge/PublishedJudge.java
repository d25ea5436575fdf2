package dev.podwright.validation.judge;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.document.InputException;
import dev.podwright.kernel.Kernels;
import dev.podwright.model.Operator;
import dev.podwright.units.Cost;
import dev.podwright.validation.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges published figures of single operators. Whatever a row prints becomes a time: FLOPs over FLOP/s, bytes over bytes/s, or either over
/// the printed share of the chip's peak or bandwidth.
final class PublishedJudge implements RowJudge {
    /// What a row may print, the most direct first.
    private static final List<String> FIGURES = List.of("latency_us", "tflops", "gbps", "fraction_of_peak", "fraction_of_bandwidth");
    static final Columns COLUMNS = new Columns(List.of("op", "chip"),
            Stream.concat(Stream.of("batch", "m", "n", "k", "groups", "q_len", "kv_len", "heads", "kv_heads", "head_dim", "topk", "tokens", "gpus"),
                    FIGURES.stream()).toList(), List.of(), List.of("id", "dtype", "kv_dtype", "model", "source", "notes"));
    static final List<String> CONDITIONS = List.of("op", "chip", "dtype", "kv_dtype", "model", "batch", "m", "n", "k", "groups", "q_len", "kv_len", "heads",
            "kv_heads", "head_dim", "topk", "tokens", "gpus", "source");
    private static final Map<String, PublishedOperators> OPERATIONS = Arrays.stream(PublishedOperators.values())
            .collect(Collectors.toUnmodifiableMap(o -> o.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final double TERA = 1e12;
    private static final double GIGA = 1e9;
    private static final double TOLERANCE = 1.05;

    private final Prices prices;
    private final Physics physics;
    private final Predicate<Row> seen;
    private final Legitimate legitimate;

    PublishedJudge(Prices prices, Physics physics, Predicate<Row> seen, Legitimate legitimate) {
        this.prices = prices;
        this.physics = physics;
        this.seen = seen;
        this.legitimate = legitimate;
    }

    @Override
    public List<JudgedRow> judge(Row row) {
        COLUMNS.check(row);
        for (String share : List.of("fraction_of_peak", "fraction_of_bandwidth")) {
            if (row.has(share) && row.number(share) > TOLERANCE) {
                throw row.impossible(share, "more than the whole");
            }
        }
        Entry entry = new Entry(Kind.PUBLISHED_KERNEL, row.text("id"), row.text("op"), row.text("chip"), row.text("source"), "", seen.test(row));
        OptionalDouble printed = row.has("latency_us") ? OptionalDouble.of(row.positive("latency_us")) : OptionalDouble.empty();
        Optional<String> figure = FIGURES.stream().filter(row::has).findFirst();
        Optional<String> empty = COLUMNS.empty(row).or(() -> figure.isEmpty() ? Optional.of("latency_us") : Optional.empty());
        if (empty.isPresent()) {
            return List.of(entry.insufficient(Metric.TIME_US, printed, empty.get()));
        }
        PublishedOperators operation = OPERATIONS.get(entry.op());
        if (operation == null) {
            return List.of(entry.unpredictable(Metric.TIME_US, printed, "the operation %s is not one that the twin knows".formatted(entry.op())));
        }
        return List.of(operation.needed().stream().filter(c -> !row.has(c)).findFirst()
                .map(column -> entry.insufficient(Metric.TIME_US, printed, column))
                .orElseGet(() -> judged(entry, row, operation, figure.get())));
    }

    private JudgedRow judged(Entry entry, Row row, PublishedOperators operation, String figure) {
        double seconds;
        Cost cost;
        List<Operator> operators;
        Chip chip;
        try {
            chip = prices.chip(entry.chip());
            Kernels kernels = prices.kernels(chip);
            operators = operation.of(row);
            seconds = seconds(row, figure, operators, chip);
            cost = operators.size() == 1 ? kernels.price(operators.getFirst())
                    : Cost.sequence(entry.op(), "", operators.stream().map(kernels::price).toList());
        } catch (InputException unknown) {
            return entry.unpredictable(Metric.TIME_US, OptionalDouble.empty(), unknown.getMessage());
        } catch (IllegalArgumentException impossible) {
            return entry.unpredictable(Metric.TIME_US, OptionalDouble.empty(), Entry.NO_SHAPE);
        }
        if (operators.size() > 1) {
            physics.projections(row, figure, operators, chip, seconds);
        } else {
            physics.beyond(row, figure, operators.getFirst(), chip, seconds).ifPresent(legitimate::count);
        }
        return entry.predicted(Metric.TIME_US, seconds * Metric.MICRO, cost.interval().times(Metric.MICRO), cost);
    }

    private static double seconds(Row row, String figure, List<Operator> operators, Chip chip) {
        double printed = row.positive(figure);
        double flops = operators.stream().mapToDouble(Operator::flops).sum();
        double bytes = operators.stream().mapToDouble(Operator::bytes).sum();
        return switch (figure) {
            case "latency_us" -> printed / Metric.MICRO;
            case "tflops" -> flops / (printed * TERA);
            case "gbps" -> bytes / (printed * GIGA);
            case "fraction_of_peak" -> flops / (printed * chip.peak(operators.getFirst().compute()));
            case "fraction_of_bandwidth" -> bytes / (printed * chip.need(Figure.MEMORY_BANDWIDTH));
            default -> throw new IllegalArgumentException("The column (%s) holds no figure.".formatted(figure));
        };
    }
}
