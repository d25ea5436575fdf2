package dev.podwright.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The model cut into pipeline parts, equal ones known as such: what is equal is priced once. Compared by identity: [Cuts] makes one of each.
final class Partition {
    private final List<Stage> kinds;
    private final int[] parts;
    private final int[][] devices;
    private final List<Integer> representatives;

    private Partition(List<Stage> kinds, int[] parts, int[][] devices, List<Integer> representatives) {
        this.kinds = kinds;
        this.parts = parts;
        this.devices = devices;
        this.representatives = representatives;
    }

    /// @param kinds different parts
    /// @param parts kind of each part, in the order of the model
    /// @param devices parts of each pipeline rank, in the order of its chunks
    static Partition of(List<Stage> kinds, int[] parts, List<List<Integer>> devices) {
        int[][] kindsOf = new int[devices.size()][];
        List<Integer> representatives = new ArrayList<>();
        for (int device = 0; device < kindsOf.length; device++) {
            int[] own = devices.get(device).stream().mapToInt(part -> parts[part]).toArray();
            kindsOf[device] = own;
            if (representatives.stream().noneMatch(other -> Arrays.equals(kindsOf[other], own))) {
                representatives.add(device);
            }
        }
        return new Partition(List.copyOf(kinds), parts, kindsOf, List.copyOf(representatives));
    }

    /// Different parts.
    List<Stage> kinds() {
        return kinds;
    }

    /// Kind of each part, in the order of the model.
    int[] parts() {
        return parts;
    }

    /// Pipeline ranks.
    int devices() {
        return devices.length;
    }

    /// Kinds of the parts of a pipeline rank, in the order of its chunks.
    int[] chunks(int device) {
        return devices[device];
    }

    /// One pipeline rank of each kind of rank.
    List<Integer> representatives() {
        return representatives;
    }
}
