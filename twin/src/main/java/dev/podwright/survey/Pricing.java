package dev.podwright.survey;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Level;
import dev.podwright.document.InputException;
import dev.podwright.fabric.FlowAnswer;
import dev.podwright.fabric.FlowFabric;
import dev.podwright.fabric.FlowQuestion;
import dev.podwright.fabric.Group;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.fault.Condition;
import dev.podwright.units.Bound;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Times of exchanges on one system in one state.
final class Pricing {
    private final Subject subject;
    private final FlowFabric fabric;

    /// @param calibration asked for only if the chip is known
    Pricing(Subject subject, Condition condition, Supplier<Calibration> calibration) {
        this.subject = subject;
        this.fabric = subject.rankChip().map(chip -> FlowFabric.of(subject.wired(), condition, subject.pod().orElseThrow(), chip, calibration.get()))
                .orElseGet(() -> FlowFabric.of(subject.wired(), condition, levels(subject)));
    }

    private Pricing(Subject subject, FlowFabric fabric) {
        this.subject = subject;
        this.fabric = fabric;
    }

    /// The same system in another state; what is known of it as built is not worked out anew.
    Pricing under(Condition condition) {
        return new Pricing(subject, fabric.under(condition));
    }

    /// Members of the levels of a topology that is a product of levels.
    private static List<Integer> levels(Subject subject) {
        return subject.pod().map(p -> p.levels().stream().map(Level::groups).filter(g -> g > 1).toList()).orElse(List.of());
    }

    FlowFabric fabric() {
        return fabric;
    }

    /// Ranks that are left.
    int left() {
        return fabric.ranks();
    }

    /// The group asked for; without a number of ranks, all that are left.
    ///
    /// @throws InputException if it does not fit
    Group group(OptionalInt asked, int stride) {
        int all = fabric.ranks();
        int most = all / stride;
        int ranks = asked.orElse(most);
        boolean lost = all < subject.ranks();
        if (ranks < 2) {
            throw new InputException("A group of %d ranks, %d apart, on %s of %,d ranks%s has nobody to talk to.".formatted(ranks, stride, subject.id(), all,
                    lost ? " that are left" : ""), most >= 2 ? "Ask for 2 to %,d ranks.".formatted(most) : all < 2 ? "Fail less." : "Choose a smaller distance.");
        }
        if ((long) ranks * stride > all) {
            throw new InputException("A group of %,d ranks, %d apart, does not fit %s of %,d ranks%s.".formatted(ranks, stride, subject.id(), all, lost ? " that are left" : ""),
                    "Ask for at most %,d ranks%s.".formatted(most, subject.pod().isPresent() && !lost ? ", or for more chips with --chips" : ""));
        }
        return new Group(ranks, stride);
    }

    /// @throws InputException if the algorithm does not do the operation, or a rank cannot be reached
    FlowAnswer answer(Operation operation, double bytes, Group group, Optional<String> algorithm) {
        return fabric.ask(new FlowQuestion(operation, bytes, group, algorithm));
    }

    Timing timing(Operation operation, double bytes, Group group, Optional<String> algorithm) {
        return timing(group, answer(operation, bytes, group, algorithm));
    }

    static Timing timing(Group group, FlowAnswer answer) {
        return new Timing(group.ranks(), answer.seconds(), answer.busBandwidth(), answer.least(), answer.algorithm(), answer.limitType(), answer.limit(),
                answer.wire() > answer.latency() ? Bound.LINK : Bound.LATENCY, answer.why());
    }
}
