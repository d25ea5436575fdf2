package dev.podwright.survey;

import dev.podwright.calibration.Calibration;
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
import java.util.function.Supplier;

/// What one fault of each kind costs: a card, a switch of each tier, a cable of each type, a plane. Cards of one tier are alike in the systems that are
/// built, and so are switches and cables: the first stands for all.
final class FaultCosts {
    private static final String RANK = "npu";

    private final Subject subject;
    private final Supplier<Calibration> calibration;

    FaultCosts(Subject subject, Supplier<Calibration> calibration) {
        this.subject = subject;
        this.calibration = calibration;
    }

    List<FaultCost> of(Question question, Pricing sound) {
        List<FaultCost> costs = new ArrayList<>();
        for (Fault fault : faults()) {
            find(fault, question, sound).ifPresent(costs::add);
        }
        return costs;
    }

    private List<Fault> faults() {
        Network network = subject.wired().network();
        List<Fault> faults = new ArrayList<>(List.of(new Fault.One(RANK, 0)));
        network.tiers().stream().filter(t -> !t.card() && t.size() > 0).map(Tier::name).forEach(name -> faults.add(new Fault.One(name, 0)));
        network.types().stream().map(LinkType::name).distinct().forEach(name -> faults.add(new Fault.One(name, 0)));
        faults.add(new Fault.Plane(0));
        return faults;
    }

    private Optional<FaultCost> find(Fault fault, Question question, Pricing sound) {
        Condition condition = question.condition().failing(fault);
        Damage damage;
        try {
            damage = Damage.of(subject.wired(), condition);
        } catch (InputException notThere) {
            // Not every network has planes.
            return Optional.empty();
        }
        List<Optional<Double>> slowdown = new ArrayList<>();
        String note = "";
        for (Operation operation : question.operations()) {
            try {
                slowdown.add(Optional.of(slowdown(operation, condition, question, sound)));
            } catch (InputException impossible) {
                slowdown.add(Optional.empty());
                note = impossible.getMessage();
            }
        }
        return Optional.of(new FaultCost(fault.word(), slowdown, damage.lost().length, damage.standIns().size(), note.isEmpty() ? note(damage) : note));
    }

    private double slowdown(Operation operation, Condition condition, Question question, Pricing sound) {
        double bytes = question.sizes().getLast();
        Pricing broken = sound.under(condition);
        double then = broken.timing(operation, bytes, broken.group(question.ranks(), question.stride()), question.algorithm()).seconds().value();
        return then / sound.timing(operation, bytes, sound.group(question.ranks(), question.stride()), question.algorithm()).seconds().value();
    }

    private static String note(Damage damage) {
        if (!damage.whole()) {
            return "%,d ranks are cut off".formatted(damage.cutOff().length);
        }
        return damage.lost().length > 0 ? "the other ranks stay together" : damage.standIns().isEmpty() ? "all ranks stay" : "a spare stands in";
    }
}
