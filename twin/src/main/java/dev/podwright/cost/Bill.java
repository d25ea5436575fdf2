package dev.podwright.cost;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Figure;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Price;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What running `chips` chips takes.
///
/// @param watts electrical power at full load, if anybody published it
/// @param wattsBasis what the power counts, or which figure is missing
/// @param joulesPerToken published power over output tokens per second, if power is known
/// @param prices published prices of the chip and the pod, as they are: nothing is converted
/// @param dollarsPerHour rent of the chips, if an hourly price is known
/// @param dollarsPerMillionTokens the same per million output tokens
public record Bill(OptionalDouble watts, String wattsBasis, OptionalDouble joulesPerToken, List<Price> prices,
                   OptionalDouble dollarsPerHour, OptionalDouble dollarsPerMillionTokens) {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;
    private static final String CHIPS_ONLY = "chips' published power only, hosts and network not counted";

    /// @param chips chips as sold
    /// @param chip the chip as sold
    /// @param tokensPerSecond output tokens per second of all of them
    public static Bill of(Pod pod, Chip chip, double chips, double tokensPerSecond) {
        Optional<Power> power = power(pod, chip);
        OptionalDouble watts = power.map(p -> OptionalDouble.of(p.perChip * chips)).orElse(OptionalDouble.empty());
        OptionalDouble joules = watts.isPresent() && tokensPerSecond > 0
                ? OptionalDouble.of(watts.getAsDouble() / tokensPerSecond)
                : OptionalDouble.empty();
        List<Price> prices = Stream.concat(pod.prices().stream(), chip.prices().stream()).distinct().toList();
        OptionalDouble hour = prices.stream()
                .filter(p -> p.per().equals("chip-hour") && p.currency().equals("USD"))
                .mapToDouble(p -> p.middle() * chips)
                .findFirst();
        OptionalDouble million = hour.isPresent() && tokensPerSecond > 0
                ? OptionalDouble.of(hour.getAsDouble() / SECONDS_PER_HOUR / tokensPerSecond * MILLION)
                : OptionalDouble.empty();
        return new Bill(watts, power.map(Power::basis).orElse("no power figure is published for " + pod.id() + " or " + chip.id()),
                joules, prices, hour, million);
    }

    /// Several systems that serve the same requests; a sum is known only where all parts are.
    ///
    /// @param tokensPerSecond output tokens per second of all of them
    public static Bill together(List<Bill> parts, double tokensPerSecond) {
        OptionalDouble watts = sum(parts.stream().map(Bill::watts).toList());
        OptionalDouble hour = sum(parts.stream().map(Bill::dollarsPerHour).toList());
        boolean some = tokensPerSecond > 0;
        return new Bill(watts, parts.stream().map(Bill::wattsBasis).distinct().collect(Collectors.joining("; ")),
                some && watts.isPresent() ? OptionalDouble.of(watts.getAsDouble() / tokensPerSecond) : OptionalDouble.empty(),
                parts.stream().flatMap(p -> p.prices().stream()).distinct().toList(), hour,
                some && hour.isPresent() ? OptionalDouble.of(hour.getAsDouble() / SECONDS_PER_HOUR / tokensPerSecond * MILLION) : OptionalDouble.empty());
    }

    private static OptionalDouble sum(List<OptionalDouble> parts) {
        return parts.stream().allMatch(OptionalDouble::isPresent) ? OptionalDouble.of(parts.stream().mapToDouble(OptionalDouble::getAsDouble).sum()) : OptionalDouble.empty();
    }

    /// Whether the power leaves out hosts and network.
    public boolean chipsOnly() {
        return wattsBasis.equals(CHIPS_ONLY);
    }

    private record Power(double perChip, String basis) {}

    private static Optional<Power> power(Pod pod, Chip chip) {
        if (pod.power().isPresent()) {
            return Optional.of(new Power(pod.power().get().si() / pod.chips(), "whole pod's published power, shared by chip"));
        }
        return chip.find(Figure.POWER).map(q -> new Power(q.si(), CHIPS_ONLY));
    }
}
