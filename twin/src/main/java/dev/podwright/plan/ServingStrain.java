package dev.podwright.plan;

import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Batch;
import dev.podwright.workload.Demand;
import java.util.ArrayList;
import java.util.List;

/// What a condition costs a serving plan.
///
/// @param site the pod under the condition
/// @param before the best on the fabric as built
/// @param after the best now
record ServingStrain(Site site, Demand demand, Option before, Option after) {

    Strain strain() {
        List<Strain.Figure> figures = new ArrayList<>();
        figures.add(new Strain.Figure("TTFT", Strain.Kind.SECONDS, before.performance().ttft().value(), after.performance().ttft().value()));
        figures.add(new Strain.Figure("TPOT", Strain.Kind.SECONDS, before.performance().tpot().value(), after.performance().tpot().value()));
        figures.add(new Strain.Figure("requests/s within the limits", Strain.Kind.REQUESTS_PER_SECOND, before.capacity().value(), after.capacity().value()));
        figures.add(new Strain.Figure("cards", Strain.Kind.COUNT, before.chips(), after.chips()));
        decodeStep(figures);
        List<String> notes = new ArrayList<>();
        if (!after.deployment().label().equals(before.deployment().label())) {
            notes.add("As built the best deployment is %s on %,d cards.".formatted(before.deployment().label(), before.chips()));
        }
        for (ServingLayout layout : layouts(before.deployment())) {
            long whole = site.pod().ranks() / layout.ranks();
            long left = site.replicas(layout, site.pod().ranks());
            if (left < whole) {
                notes.add("Of the %,d replicas of %s that %,d ranks hold, %,d %s a card that is lost.".formatted(whole, layout.label(), site.pod().ranks(), whole - left, whole - left == 1 ? "holds" : "hold"));
            }
        }
        return new Strain(site.damage().orElseThrow(), figures, notes);
    }

    /// A decode step in the layout and with the sequences of the plan as built.
    private void decodeStep(List<Strain.Figure> figures) {
        ServingLayout layout = layouts(before.deployment()).getLast();
        double context = demand.lengths().input() + demand.lengths().output() / 2;
        Batch batch = new Batch(0, 0, 0, Math.max(1, before.decoding()), context, 1 + site.speculation().drafts());
        Site built = site.asBuilt();
        figures.add(new Strain.Figure("decode step of " + layout.label(), Strain.Kind.SECONDS, built.served(layout).price(batch).seconds(), site.served(layout).price(batch).seconds()));
        figures.addAll(Strain.exchanges(built.step(layout).inventory(batch), site.step(layout).inventory(batch)));
    }

    /// Of prompts first, of generation last.
    private static List<ServingLayout> layouts(Deployment deployment) {
        return switch (deployment) {
            case Deployment.Aggregated d -> List.of(d.layout());
            case Deployment.Disaggregated d -> List.of(d.prefill(), d.decode());
        };
    }
}
