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
            boolean joined = join && recognised.get(i) instanceof Recognised.Computed && !use.operator().isEmpty() && !use.inputs().isEmpty();
            groups.computeIfAbsent(joined ? new Key(use.operator(), use.inputs(), use.scalars()) : i, _ -> new ArrayList<>()).add(i);
        }
        Map<String, Double> launches = launches(profile);
        return groups.values().stream().map(group -> call(profile, group, recognised, natures, launches)).toList();
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

    private static Call call(Profile profile, List<Integer> group, List<Recognised> recognised, List<Kernel.Nature> natures, Map<String, Double> launches) {
        double seconds = group.stream().mapToDouble(i -> profile.uses().get(i).seconds()).sum();
        int first = group.stream().filter(i -> natures.get(i) != Kernel.Nature.TRAFFIC).findFirst().orElse(group.getFirst());
        List<Use> main = group.stream().filter(i -> natures.get(i) == natures.get(first)).map(profile.uses()::get).toList();
        return new Call(group, recognised.get(first), calls(natures.get(first), main, launches), seconds);
    }

    /// The main kernel runs once a call. A product has one, whichever the library picked, so all that multiply add up; of attention the most frequent tells;
    /// of others all together run as often as the host called the operator, and never less often than the most frequent of them.
    private static double calls(Kernel.Nature nature, List<Use> main, Map<String, Double> launches) {
        double all = main.stream().mapToLong(Use::count).sum();
        double most = main.stream().mapToLong(Use::count).max().orElse(1);
        return switch (nature) {
            case PRODUCT -> all;
            case ATTENTION, EXPERTS, EXCHANGE -> most;
            case TRAFFIC, UNKNOWN -> Math.max(most, all / launches.getOrDefault(main.getFirst().operator(), all / most));
        };
    }
}
