package dev.podwright.app;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.catalog.Price;
import dev.podwright.cost.Bill;
import dev.podwright.plan.Option;
import dev.podwright.plan.TrainingOption;
import java.util.List;
import java.util.Optional;

/// What a deployment costs, as far as prices are published; nothing is converted between currencies.
public final class BillText {
    private static final int SHOWN = 2;

    private BillText() {}

    /// @param pod as it is sold, not as it was joined
    public static String of(Pod pod, Chip chip, Option option) {
        return of(pod, chip, option.chips(), option.bill(), "million output tokens");
    }

    /// @param pod as it is sold, not as it was joined
    public static String of(Pod pod, Chip chip, TrainingOption option) {
        return of(pod, chip, option.chips(), option.bill(), "million tokens");
    }

    /// A training job on `chips` cards.
    ///
    /// @param pod as it is sold, not as it was joined
    public static String of(Pod pod, Chip chip, int chips, Bill bill) {
        return of(pod, chip, chips, bill, "million tokens");
    }

    /// A run of requests on `chips` cards.
    ///
    /// @param pod as it is sold, not as it was joined
    public static String simulated(Pod pod, Chip chip, int chips, Bill bill) {
        return of(pod, chip, chips, bill, "million output tokens");
    }

    private static String of(Pod pod, Chip chip, int chips, Bill bill, String counted) {
        int units = Math.ceilDiv(chips, pod.chips());
        String whole = "%s %s x %s".formatted(chips == 1 ? "1 card is" : Show.count(chips) + " cards are", Show.count(units), pod.id());
        // A price may stand both with the pod and with its chip.
        List<String> prices = bill.prices().stream().map(p -> price(p, pod, chip, chips)).distinct().toList();
        String published = prices.isEmpty() ? "no price published"
                : String.join("; ", prices.subList(0, Math.min(SHOWN, prices.size())))
                        + (prices.size() > SHOWN ? "; %d more in the catalogue".formatted(prices.size() - SHOWN) : "");
        String rent = bill.dollarsPerMillionTokens().isPresent()
                ? "; rent %s USD per %s".formatted(Show.number(bill.dollarsPerMillionTokens().getAsDouble()), counted)
                : "";
        return whole + "; " + published + rent;
    }

    /// What all cards come to.
    public record Total(String amount, String currency) {}

    /// By the first published price that is one of whole units, if there is any.
    ///
    /// @param pod as it is sold, not as it was joined
    public static Optional<Total> total(Pod pod, Chip chip, int chips, Bill bill) {
        return bill.prices().stream().filter(p -> units(p, pod, chip, chips) > 0).findFirst()
                .map(p -> new Total(Show.number(units(p, pod, chip, chips) * p.middle()), p.currency()));
    }

    /// The published price, and what so many chips come to where it is a price of whole units.
    private static String price(Price price, Pod pod, Chip chip, int chips) {
        String amount = price.low() == price.high() ? Show.number(price.low()) : Show.number(price.low()) + "-" + Show.number(price.high());
        double units = units(price, pod, chip, chips);
        String total = units > 1 ? ", %s in all".formatted(Show.number(units * price.middle())) : "";
        return "%s %s per %s%s (%s, %s)".formatted(amount, price.currency(), price.per(), total, price.dated(), price.confidence().label());
    }

    /// How many of what the price is of; 0 if it is not a price of whole units.
    private static double units(Price price, Pod pod, Chip chip, int chips) {
        return switch (price.per()) {
            case "pod" -> Math.ceilDiv(chips, pod.chips());
            case "server" -> chip.server().map(s -> Math.ceil(chips / s.chips().si())).orElse(0.0);
            case "chip" -> chips;
            default -> 0;
        };
    }
}
