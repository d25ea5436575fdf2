package dev.podwright.app;

import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Price;
import dev.podwright.plan.Option;
import java.util.List;
import java.util.stream.Collectors;

/// What a deployment costs, as far as prices are published; nothing is converted between currencies.
final class BillText {
    private BillText() {}

    static String of(Pod pod, Option option) {
        int units = Math.ceilDiv(option.chips(), pod.chips());
        String whole = "%s cards are %s x %s".formatted(Show.count(option.chips()), Show.count(units), pod.id());
        List<Price> prices = option.bill().prices();
        String published = prices.isEmpty() ? "no price published"
                : prices.stream().limit(2).map(p -> price(p, pod, option.chips())).collect(Collectors.joining("; "))
                        + (prices.size() > 2 ? "; %d more in the catalogue".formatted(prices.size() - 2) : "");
        String rent = option.bill().dollarsPerMillionTokens().isPresent()
                ? "; rent %s USD per million output tokens".formatted(Show.number(option.bill().dollarsPerMillionTokens().getAsDouble()))
                : "";
        return whole + "; " + published + rent;
    }

    /// The published price, and what so many chips come to where it is a price of whole units.
    private static String price(Price price, Pod pod, int chips) {
        String amount = price.low() == price.high() ? Show.number(price.low()) : Show.number(price.low()) + "-" + Show.number(price.high());
        double units = switch (price.per()) {
            case "pod", "server" -> Math.ceilDiv(chips, pod.chips());
            case "chip" -> chips;
            default -> 0;
        };
        String total = units > 1 ? ", %s in all".formatted(Show.number(units * price.middle())) : "";
        return "%s %s per %s%s (%s, %s)".formatted(amount, price.currency(), price.per(), total, price.dated(), price.confidence().label());
    }
}
