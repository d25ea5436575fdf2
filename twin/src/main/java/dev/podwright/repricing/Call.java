package dev.podwright.repricing;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The kernels that one framework operator launches on tensors of the same shapes: its shapes describe all of them together (a product cut along its depth
/// launches a second kernel that adds up the parts), so they have one price.
///
/// @param uses indices into [Profile#uses()]
/// @param calls how often the operator ran
/// @param seconds of all kernels together
record Call(List<Integer> uses, Recognised recognised, double calls, double seconds) {
    /// vllm-project/vllm:vllm/model_executor/layers/fused_moe/fused_moe.py launches its kernel twice a call.
    private static final double UP_AND_DOWN = 2;
    /// pytorch/pytorch:aten/src/ATen/native/cuda/MultiTensorApply.cuh cuts lists of tensors to what one launch takes.
    private static final List<String> LISTS = List.of("_foreach_", "_fused_");

    Call {
        uses = List.copyOf(uses);
    }

    private record Key(String operator, List<Use.Tensor> inputs, List<String> scalars) {}

    /// All uses of the profile, each in one call, in the order of the first of them.
    ///
    /// @param join whether shapes are those of operators, so that kernels belong together; where they are each kernel's own, every use is a call
    static List<Call> of(Profile profile, List<Recognised> recognised, List<Kernel.Nature> natures, boolean join) {
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < recognised.size(); i++) {
            Use use = profile.uses().get(i);
            boolean joined = join && use.kind() != Use.Kind.COPY && recognised.get(i) instanceof Recognised.Computed && !use.operator().isEmpty() && !use.inputs().isEmpty();
            groups.computeIfAbsent(joined ? new Key(use.operator(), use.inputs(), use.scalars()) : i, _ -> new ArrayList<>()).add(i);
        }
        Map<String, Double> launches = launches(profile);
        return groups.values().stream().map(group -> call(profile, group, recognised, natures, join ? launches : Map.of(), join)).toList();
    }

    /// Kernels that a call of each operator launches; 1 at least.
    private static Map<String, Double> launches(Profile profile) {
        Map<String, Double> found = new LinkedHashMap<>();
        for (HostOperator operator : profile.operators()) {
            if (operator.calls() > 0) {
                found.put(operator.name(), Math.max(1, (double) operator.launches() / operator.calls()));
            }
        }
        return found;
    }

    private static Call call(Profile profile, List<Integer> group, List<Recognised> recognised, List<Kernel.Nature> natures, Map<String, Double> launches, boolean join) {
        List<Use> uses = group.stream().map(profile.uses()::get).toList();
        int first = group.stream().filter(i -> natures.get(i) != Kernel.Nature.TRAFFIC).findFirst()
                .or(() -> group.stream().filter(i -> profile.uses().get(i).kind() == Use.Kind.KERNEL).findFirst()).orElse(group.getFirst());
        List<Use> main = group.stream().filter(i -> natures.get(i) == natures.get(first)).map(profile.uses()::get).toList();
        double products = recognised.get(first) instanceof Recognised.Computed c ? Math.max(1, c.operators().size()) : 1;
        boolean alone = !join || uses.getFirst().kind() != Use.Kind.KERNEL && uses.size() == 1 || uses.getFirst().operator().isEmpty();
        double calls = alone ? uses.getFirst().count() : calls(profile, natures.get(first), products, uses, main, launches);
        return new Call(group, recognised.get(first), calls, uses.stream().mapToDouble(Use::seconds).sum());
    }

    /// How often the operator ran. A product has one main kernel, whichever the library picked, so all that multiply add up; a backward convolution has two.
    /// Of attention the most frequent kernel tells. Experts launch theirs for up and for down, and others once. Of other operators all together run as often
    /// as the host called them, and never less often than the most frequent, except on lists, which are cut into many kernels of one name.
    ///
    /// @param products that one call is priced as
    private static double calls(Profile profile, Kernel.Nature nature, double products, List<Use> uses, List<Use> main, Map<String, Double> launches) {
        double all = main.stream().mapToLong(Use::count).sum();
        double most = main.stream().mapToLong(Use::count).max().orElse(1);
        Use first = main.getFirst();
        Double each = launches.get(first.operator());
        return switch (nature) {
            case PRODUCT -> all / products;
            case ATTENTION, EXCHANGE -> most;
            case EXPERTS -> Math.min(all / UP_AND_DOWN, uses.stream().mapToLong(Use::count).min().orElse(1));
            case TRAFFIC, UNKNOWN -> !onLists(first) ? Math.max(most, each == null ? most : all / each) : each == null ? Math.min(all, Math.max(1, profile.steps().size())) : all / each;
        };
    }

    private static boolean onLists(Use use) {
        return LISTS.stream().anyMatch(use.operator()::contains);
    }
}
