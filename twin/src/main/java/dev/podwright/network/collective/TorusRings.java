package dev.podwright.network.collective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rings in every dimension of a torus at once: the buffer is cut into as many parts as there are dimensions; each part is gathered along one dimension
/// after the other, starting with another one, half of it each way round. With equal lengths all links work all the time.
///
/// @param lengths of the dimensions from the inside out, 1 where the group does not reach
public record TorusRings(List<Integer> lengths) implements Algorithm {

    public TorusRings {
        lengths = List.copyOf(lengths);
    }

    @Override
    public String label() {
        return "rings of the torus";
    }

    @Override
    public List<Phase> phases(Operation operation, List<int[]> groups) {
        if (lengths.stream().reduce(1, Math::multiplyExact) != Gather.ranks(groups)) {
            throw new IllegalArgumentException("A torus of %s is not a group of %d.".formatted(lengths, Gather.ranks(groups)));
        }
        return Gather.phases(this, operation, () -> gather(groups), null);
    }

    private List<Phase> gather(List<int[]> groups) {
        int p = Gather.ranks(groups);
        List<Integer> reached = new ArrayList<>();
        for (int d = 0; d < lengths.size(); d++) {
            if (lengths.get(d) > 1) {
                reached.add(d);
            }
        }
        int parts = reached.size();
        double[] held = new double[parts];
        Arrays.fill(held, 1.0 / p / parts);
        List<Phase> phases = new ArrayList<>();
        for (int stage = 0; stage < parts; stage++) {
            Messages messages = new Messages(2 * groups.size() * p * parts);
            int steps = 1;
            for (int part = 0; part < parts; part++) {
                int dimension = reached.get((part + stage) % parts);
                int length = lengths.get(dimension);
                rings(messages, groups, dimension, (length - 1) * held[part] / 2);
                held[part] *= length;
                steps = Math.max(steps, length - 1);
            }
            phases.add(new Phase("rings", messages.pattern(), 1, steps));
        }
        return phases;
    }

    private void rings(Messages messages, List<int[]> groups, int dimension, double bytes) {
        int stride = lengths.subList(0, dimension).stream().reduce(1, Math::multiplyExact);
        int length = lengths.get(dimension);
        for (int[] group : groups) {
            for (int i = 0; i < group.length; i++) {
                int at = i / stride % length;
                int next = i + ((at + 1) % length - at) * stride;
                messages.add(group[i], group[next], bytes);
                messages.add(group[next], group[i], bytes);
            }
        }
    }
}
