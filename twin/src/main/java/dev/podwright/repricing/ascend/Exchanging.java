package dev.podwright.repricing.ascend;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.knowledge.support.Kernel.Nature;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Exchanges;
import dev.podwright.repricing.Recognised;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Collectives of HCCL, and kernels that compute and communicate in one.
final class Exchanging {
    /// MoeDistributeDispatch (x, expert_ids …; expand_x, dynamic_scales, expand_idx, expert_token_nums, ep_recv_count, tp_recv_count …).
    private static final int EXPERT_COUNTS = 3;
    private static final int RECEIVED_COUNTS = 4;
    private static final int TP_COUNTS = 5;

    private Exchanging() {}

    static Recognised of(Use use, Use.Exchange exchange) {
        String lower = use.kernel().toLowerCase(Locale.ROOT);
        if (lower.startsWith("moedistributedispatch")) {
            return dispatch(use, exchange);
        }
        if (lower.startsWith("moedistributecombine")) {
            return combine(use, exchange);
        }
        if (lower.contains("matmul") || lower.startsWith("dispatchffncombine")) {
            return new Recognised.Unshaped(Nature.PRODUCT, "It computes and communicates in one kernel; the profile does not tell its parts.");
        }
        if (exchange.bytes() <= 0) {
            return unshaped("The profile does not tell how many bytes it exchanged.");
        }
        Optional<Group> group = group(exchange);
        if (group.isEmpty() && !Exchanges.pair(exchange)) {
            return unshaped("The profile does not tell who took part.");
        }
        return Exchanges.collective(exchange, group.orElse(Group.adjacent(2)));
    }

    /// As many as members are named, else as their number says; none if neither is known.
    private static Optional<Group> group(Use.Exchange exchange) {
        int named = (int) exchange.members().stream().distinct().count();
        int ranks = named > 1 ? named : exchange.ranks();
        return ranks > 1 ? Optional.of(Exchanges.group(ranks, exchange.members())) : Optional.empty();
    }

    /// `ep_recv_count` has a number for each rank and each expert that this rank holds, `expert_token_nums` one for each of the latter.
    private static Recognised dispatch(Use use, Use.Exchange exchange) {
        List<Use.Tensor> in = use.inputs();
        List<Use.Tensor> out = use.outputs();
        if (in.size() < 2 || in.get(0).shape().size() != 2 || in.get(1).shape().size() != 2) {
            return unshaped("Its tensors were not recorded.");
        }
        double tokens = in.get(0).shape().get(0);
        double width = Types.bytes(new Use.Tensor(List.of(in.get(0).shape().get(1)), out.isEmpty() ? in.get(0).type() : out.getFirst().type(), ""));
        boolean tensorParallel = out.size() > TP_COUNTS && out.get(TP_COUNTS).elements() > 1;
        double ranks = exchange.ranks() > 1 ? exchange.ranks()
                : out.size() > RECEIVED_COUNTS && out.get(EXPERT_COUNTS).shape().size() == 1 && !tensorParallel ? out.get(RECEIVED_COUNTS).elements() / out.get(EXPERT_COUNTS).elements() : 0;
        if (ranks < 2 || ranks != Math.rint(ranks)) {
            return unshaped("The profile does not tell how many ranks take part.");
        }
        Group group = group(exchange).orElse(Group.adjacent((int) ranks));
        return new Recognised.Exchanged(new Collective.Dispatch(tokens, width, in.get(1).shape().get(1).intValue(), group));
    }

    /// MoeDistributeCombine (expand_x, expert_ids …; x).
    private static Recognised combine(Use use, Use.Exchange exchange) {
        List<Use.Tensor> in = use.inputs();
        Optional<Group> group = group(exchange);
        if (group.isEmpty()) {
            return unshaped("The profile does not tell how many ranks take part.");
        }
        if (in.size() < 2 || in.get(0).shape().size() != 2 || in.get(1).shape().size() != 2) {
            return unshaped("Its tensors were not recorded.");
        }
        double width = Types.bytes(new Use.Tensor(List.of(in.get(0).shape().get(1)), in.get(0).type(), ""));
        return new Recognised.Exchanged(new Collective.Combine(in.get(1).shape().get(0), width, in.get(1).shape().get(1).intValue(), group.get()));
    }

    private static Recognised unshaped(String why) {
        return new Recognised.Unshaped(Nature.EXCHANGE, why);
    }
}
