package dev.podwright.fabric;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.network.Load;
import dev.podwright.network.collective.Algorithm;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.collective.Phase;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.topology.Wired;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Collectives on the links of a network in some state: seconds, and what each link carries.
///
/// With a pod, its chip and a calibration, seconds are those of [Fabric#under]. Without them every link works at its full rate and has its own latency,
/// and the quickest of the algorithms that suit the group is taken. Safe for use by several threads.
public final class FlowFabric {
    private final Slowing slowing;
    private final Optional<Fabric> fabric;
    private final List<Integer> levels;
    private final Map<Group, List<Integer>> fans = new ConcurrentHashMap<>();

    private FlowFabric(Slowing slowing, Optional<Fabric> fabric, List<Integer> levels) {
        this.slowing = slowing;
        this.fabric = fabric;
        this.levels = levels;
    }

    /// Links at full rate.
    public static FlowFabric of(Wired wired, Condition condition) {
        return of(wired, condition, List.of());
    }

    /// Links at full rate.
    ///
    /// @param levels cards of an innermost block, blocks of the next one, ...: their product is all ranks; empty = found from the distances
    public static FlowFabric of(Wired wired, Condition condition, List<Integer> levels) {
        return new FlowFabric(Slowing.of(wired, condition), Optional.empty(), List.copyOf(levels));
    }

    /// What the chip's library does, at the rates that were measured.
    ///
    /// @param wired the pod as a network
    /// @param rankChip the chip that software addresses (the die, where packages have dies)
    public static FlowFabric of(Wired wired, Condition condition, Pod pod, Chip rankChip, Calibration calibration) {
        Slowing slowing = Slowing.of(wired, condition);
        return new FlowFabric(slowing, Optional.of(Fabric.of(pod, rankChip, calibration).under(slowing)), List.of());
    }

    /// The same network in another state; what is known of it as built is not worked out anew.
    ///
    /// @throws dev.podwright.document.InputException if the condition names what the network has not
    public FlowFabric under(Condition condition) {
        Slowing other = slowing.under(condition);
        return new FlowFabric(other, fabric.map(f -> f.under(other)), levels);
    }

    /// @throws dev.podwright.document.InputException if the network has fallen into parts, as [dev.podwright.network.fault.Damage#requireTogether] says
    public void requireTogether() {
        slowing.damage().requireTogether();
    }

    /// Ranks that are left to ask about.
    public int ranks() {
        return slowing.now().ranks();
    }

    /// Names of the algorithms that can be forced.
    public List<String> algorithms(Operation operation, Group group) {
        return List.copyOf(Choices.of(operation, fans(group), 1).keySet());
    }

    /// @throws dev.podwright.document.InputException if the group does not fit, no such algorithm is known, or a rank cannot be reached
    public FlowAnswer ask(FlowQuestion question) {
        if (question.group().ranks() < 2) {
            throw new IllegalArgumentException("One rank has nobody to talk to.");
        }
        return fabric.map(f -> calibrated(f, question)).orElseGet(() -> plain(question));
    }

    /// How much longer each sibling's bytes take than on the network as built, the group of rank 0 first; nodes of each stand in [#groups].
    public double[] slowdowns(FlowQuestion question) {
        return slowing.perGroup(algorithm(question), question.operation(), question.group());
    }

    /// Nodes of the group and its siblings that are complete, in rank order.
    public List<int[]> groups(Group group) {
        return slowing.now().groups(group);
    }

    /// The steps that [#ask] prices, on the nodes of the network as it is; for collectives that run beside others.
    public List<Phase> schedule(FlowQuestion question) {
        return slowing.now().phases(slowing.run(algorithm(question), question.group()), question.operation(), question.group());
    }

    private Algorithm algorithm(FlowQuestion question) {
        if (question.algorithm().isPresent()) {
            return Choices.named(question.algorithm().get(), question.operation(), fans(question.group()), question.topk());
        }
        return fabric.map(f -> f.plan(collective(question)).best(question.bytes()).algorithm()).orElseGet(() -> quickest(question));
    }

    private Algorithm quickest(FlowQuestion question) {
        List<Integer> shape = fans(question.group());
        Algorithm best = null;
        double least = Double.POSITIVE_INFINITY;
        for (String name : Choices.tried(question.operation(), shape)) {
            Algorithm algorithm = Choices.named(name, question.operation(), shape, question.topk());
            Flow flow = slowing.sound().flow(algorithm, question.operation(), question.group());
            double seconds = flow.latency() + flow.perByte() * question.bytes();
            if (seconds < least) {
                least = seconds;
                best = algorithm;
            }
        }
        return best;
    }

    private FlowAnswer plain(FlowQuestion question) {
        List<String> names = Choices.tried(question.operation(), fans(question.group()));
        Algorithm best = algorithm(question);
        Flow flow = slowing.now().flow(slowing.run(best, question.group()), question.operation(), question.group());
        double wire = flow.perByte() * question.bytes();
        String why = (question.algorithm().isPresent() ? "as asked" : names.size() == 1 ? "the only one" : "the quickest of " + String.join(", ", names)) + ", links at full rate";
        return answer(question, best, flow, Interval.exact(flow.latency() + wire), flow.latency(), Ports.bound(slowing.sound(), question), why);
    }

    private FlowAnswer calibrated(Fabric priced, FlowQuestion question) {
        Collective collective = collective(question);
        Plan plan = priced.plan(collective);
        Candidate chosen = plan.best(question.bytes());
        Cost cost = plan.price(question.operation().name(), question.bytes());
        if (question.algorithm().isEmpty()) {
            Flow flow = slowing.now().flow(slowing.run(chosen.algorithm(), question.group()), question.operation(), question.group());
            double latency = Math.min(plan.state().apply(chosen).latency(), cost.seconds());
            return answer(question, chosen.algorithm(), flow, cost.spread().around(cost.seconds()), latency, cost.ideal(), cost.why());
        }
        Algorithm forced = Choices.named(question.algorithm().get(), question.operation(), fans(question.group()), question.topk());
        return forced(question, plan, chosen, forced);
    }

    /// An algorithm that the library would not choose: its bytes at the share of the links' rate, its steps at the price, that the choice has.
    private FlowAnswer forced(FlowQuestion question, Plan plan, Candidate chosen, Algorithm forced) {
        Flow usual = slowing.sound().flow(chosen.algorithm(), question.operation(), question.group());
        Flow flow = slowing.now().flow(slowing.run(forced, question.group()), question.operation(), question.group());
        double efficiency = usual.perByte() / chosen.perByte();
        double latency = chosen.latency() * hops(flow) / hops(usual);
        Candidate carried = new Candidate(latency, flow.perByte() / efficiency, chosen.ramp(), forced, Candidate.NO_LIMIT, chosen.spread(), chosen.why());
        double seconds = Math.max(carried.seconds(question.bytes()) * plan.residual().factor(question.bytes()), plan.ideal() * question.bytes());
        return answer(question, forced, flow, carried.spread().around(seconds), Math.min(latency, seconds), plan.ideal() * question.bytes(),
                "as asked; efficiency and price of a step from the library's choice: " + chosen.why());
    }

    private static double hops(Flow flow) {
        return Math.max(1, flow.phases().stream().mapToInt(PhaseLoad::hops).sum());
    }

    private FlowAnswer answer(FlowQuestion question, Algorithm algorithm, Flow flow, Interval seconds, double latency, double least, String why) {
        double bytes = question.bytes();
        int limit = flow.limit();
        double rate = seconds.value() == 0 ? 0 : bytes / seconds.value();
        List<PhaseLoad> phases = new ArrayList<>();
        for (PhaseLoad phase : flow.phases()) {
            phases.add(phase.withBytes(bytes));
        }
        return new FlowAnswer(seconds, rate, rate * Fabric.portShare(collective(question)), slowing.run(algorithm, question.group()).label(), latency,
                seconds.value() - latency, slowing.now().network().linkLabel(limit), slowing.now().network().type(limit).name(), limit,
                slowing.of(algorithm, question.operation(), question.group()).factor(), least, phases, scaled(flow.busiest(), bytes),
                scaled(flow.total(), bytes), slowing.now().groups(question.group()).size(), why);
    }

    private static Load scaled(Load load, double bytes) {
        double[] amounts = new double[load.network().links()];
        for (int link = 0; link < amounts.length; link++) {
            amounts[link] = load.on(link) * bytes;
        }
        return new Load(load.network(), amounts);
    }

    private List<Integer> fans(Group group) {
        return fans.computeIfAbsent(group, g -> fabric.map(f -> f.fans(g)).orElseGet(() -> Blocks.fans(slowing.sound(), g, levels)));
    }

    private static Collective collective(FlowQuestion question) {
        Group group = question.group();
        double bytes = question.bytes();
        return switch (question.operation()) {
            case ALL_REDUCE -> new Collective.AllReduce(bytes, group);
            case ALL_GATHER -> new Collective.AllGather(bytes, group);
            case REDUCE_SCATTER -> new Collective.ReduceScatter(bytes, group);
            case ALL_TO_ALL -> new Collective.AllToAll(bytes, group);
            case BROADCAST -> new Collective.Broadcast(bytes, group);
            case SEND_RECEIVE -> new Collective.PointToPoint(bytes, group);
            case DISPATCH -> new Collective.Dispatch(bytes / TOKEN, TOKEN, question.topk(), group);
            case COMBINE -> new Collective.Combine(bytes / TOKEN, TOKEN, question.topk(), group);
        };
    }

    /// Bytes of a token in DeepSeek-V3: 7,168 numbers of FP8 (arXiv 2412.19437, section 4.2).
    private static final double TOKEN = 7168;
}
