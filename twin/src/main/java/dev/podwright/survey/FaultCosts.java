package dev.podwright.survey;

import dev.podwright.document.InputException;
import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Tier;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one fault of each kind costs: a card, a switch of each tier, a cable of each type, a plane. Cards of one tier are alike in the systems that are
/// built, and so are switches and cables: the first stands for all.
final class FaultCosts {
    private static final String RANK = "npu";

    private final Subject subject;
    private final Question question;
    private final Pricing before;

    /// @param before the system in the state that the question is about
    FaultCosts(Subject subject, Question question, Pricing before) {
        this.subject = subject;
        this.question = question;
        this.before = before;
    }

    List<FaultCost> all() {
        return faults().stream().flatMap(fault -> find(fault).stream()).toList();
    }

    private List<Fault> faults() {
        Network network = subject.wired().network();
        List<Fault> faults = new ArrayList<>(List.of(new Fault.One(RANK, 0)));
        network.tiers().stream().filter(t -> !t.card() && t.size() > 0).map(Tier::name).forEach(name -> faults.add(new Fault.One(name, 0)));
        network.types().stream().map(LinkType::name).distinct().forEach(name -> faults.add(new Fault.One(name, 0)));
        faults.add(new Fault.Plane(0));
        return faults;
    }

    private Optional<FaultCost> find(Fault fault) {
        Condition condition = question.condition().failing(fault);
        Damage damage;
        try {
            damage = Damage.of(subject.wired(), condition);
        } catch (InputException notThere) {
            // Not every network has planes.
            return Optional.empty();
        }
        Pricing broken = before.under(condition);
        List<Optional<Double>> slowdown = new ArrayList<>();
        String note = "";
        for (Operation operation : question.operations()) {
            try {
                slowdown.add(Optional.of(slowdown(operation, broken)));
            } catch (InputException impossible) {
                slowdown.add(Optional.empty());
                note = impossible.getMessage();
            }
        }
        return Optional.of(new FaultCost(fault.word(), slowdown, damage.lost().length, damage.standIns().size(), note.isEmpty() ? note(damage) : note));
    }

    private double slowdown(Operation operation, Pricing broken) {
        return seconds(operation, broken) / seconds(operation, before);
    }

    private double seconds(Operation operation, Pricing pricing) {
        return pricing.timing(operation, question.sizes().getLast(), pricing.group(question.ranks(), question.stride()), question.algorithm()).seconds().value();
    }

    private static String note(Damage damage) {
        if (!damage.whole()) {
            return "%,d ranks are cut off".formatted(damage.cutOff().length);
        }
        return damage.lost().length > 0 ? "the other ranks stay together" : damage.standIns().isEmpty() ? "all ranks stay" : "a spare stands in";
    }
}
