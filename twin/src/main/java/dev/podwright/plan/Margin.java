package dev.podwright.plan;

import dev.podwright.serving.Performance;
import dev.podwright.training.Iteration;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Spread;
import java.util.List;
import java.util.Locale;

/// By how much one candidate beats another, with the interval of their ratio. Errors that both have in common, such as that of a kernel
/// both run or of a chip both stand on, cancel in the ratio: two candidates can be told apart although their own intervals overlap.
///
/// @param measure what is compared, in words
/// @param ratio the other's figure over the better one's; above 1 the other is worse
public record Margin(String measure, Interval ratio) {
    private static final String CARDS = "cards";

    /// Whether the interval of the ratio leaves out that both are alike or the other is better.
    public boolean toldApart() {
        return ratio.low() > 1;
    }

    /// The finding in a sentence without its end, such as `h20-8 and h200-8 cannot be told apart (ratio of cards 0.8-1.3)`.
    public String words(String better, String other) {
        return toldApart() ? String.format(Locale.ROOT, "%s beats %s (ratio of %s %.2f-%.2f)", better, other, measure, ratio.low(), ratio.high())
                : String.format(Locale.ROOT, "%s and %s cannot be told apart (ratio of %s %.2f-%.2f)", better, other, measure, ratio.low(), ratio.high());
    }

    /// Of two deployments that must meet one demand: cards, or, where both need as many, the time per output token.
    static Margin ofCards(Option better, Option other) {
        if (better.chips() != other.chips()) {
            return of(CARDS, (double) other.chips() / better.chips(), request(other), request(better));
        }
        return of("time per output token", tpot(other) / tpot(better), token(other), token(better));
    }

    /// Of two deployments that are to serve as much as they can.
    ///
    /// @param perOther what the capacity of the other is shared among
    static Margin ofCapacity(Option better, double perBetter, Option other, double perOther) {
        return of(perBetter == 1 ? "requests per second" : "requests per second and card", better.capacity().value() / perBetter / (other.capacity().value() / perOther),
                request(other), request(better));
    }

    /// Of two iterations with equally many tokens on one system.
    static Margin ofIterations(Iteration better, Iteration other) {
        return of("iteration times", other.seconds().value() / better.seconds().value(), other.cost(), better.cost());
    }

    /// Of two jobs.
    ///
    /// @param sized whether as few cards as possible are sought, not the highest speed
    static Margin ofTraining(TrainingOption better, TrainingOption other, boolean sized) {
        boolean byCards = sized && better.chips() != other.chips();
        double ratio = byCards ? (double) other.chips() / better.chips()
                : better.iteration().tokensPerSecond().value() / other.iteration().tokensPerSecond().value();
        return of(byCards ? CARDS : "tokens per second", ratio, other.iteration().cost(), better.iteration().cost());
    }

    private static Margin of(String measure, double ratio, Cost other, Cost better) {
        Spread spread = Cost.ratio(other, better);
        return new Margin(measure, spread.around(ratio));
    }

    /// What a request costs: prompt and answer, as they share the time of the ranks, or the ranks of separate pools.
    private static Cost request(Option option) {
        double prompts = switch (option.deployment()) {
            case Deployment.Aggregated _ -> option.performance().prefillShare();
            case Deployment.Disaggregated d -> (double) d.prefillReplicas() * d.prefill().ranks() / d.ranks();
        };
        return Cost.sequence("request", "", List.of(shared(option.prefill(), prompts), shared(option.decodeStep(), 1 - prompts)));
    }

    /// What an output token costs: prompts delay it only where they run on the same ranks.
    private static Cost token(Option option) {
        return switch (option.deployment()) {
            case Deployment.Aggregated _ -> request(option);
            case Deployment.Disaggregated _ -> option.decodeStep();
        };
    }

    private static Cost shared(Cost cost, double seconds) {
        return cost.total() > 0 ? cost.repeated(seconds / cost.total()) : cost;
    }

    private static double tpot(Option option) {
        Performance performance = option.performance();
        return performance.tpot().value();
    }
}
