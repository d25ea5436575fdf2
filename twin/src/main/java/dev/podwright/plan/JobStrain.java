package dev.podwright.plan;

import dev.podwright.catalog.Pod;
import dev.podwright.training.Iteration;
import dev.podwright.training.Trainer;
import java.util.ArrayList;
import java.util.List;

/// What a condition costs a training job.
///
/// @param remains where it runs now
/// @param pod as asked for
/// @param before its iteration on the fabric as built
/// @param after its iteration now, perhaps on fewer cards and in another setup
record JobStrain(Remains remains, Pod pod, Iteration before, Iteration after) {

    Strain strain() {
        List<Strain.Figure> figures = new ArrayList<>(Strain.iterations(before, after));
        figures.add(new Strain.Figure("cards that work", Strain.Kind.COUNT, cards(before), cards(after)));
        List<String> notes = new ArrayList<>();
        int lost = remains.whole().lost().length;
        if (lost > 0) {
            notes.add("A job of all %,d cards stops when one is lost; what is left whole, evenly spread, are %,d.".formatted(pod.chips(), remains.pod().chips()));
        }
        if (!after.setup().equals(before.setup())) {
            notes.add("As built the setup is %s.".formatted(before.setup()));
            kept(notes);
        }
        return new Strain(remains.whole(), figures, notes);
    }

    /// What the setup as built would take now, where all its cards are left.
    private void kept(List<String> notes) {
        if (before.setup().layout().ranks() <= after.job().pod().ranks() && remains.pod().ranks() == pod.ranks()) {
            Iteration kept = new Trainer(after.job()).iteration(before.setup());
            notes.add("Kept, it would take %.4g s now.".formatted(kept.cost().seconds()));
        }
    }

    private static int cards(Iteration iteration) {
        return iteration.job().chipsFor(iteration.setup().layout().ranks());
    }
}
