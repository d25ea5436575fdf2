package dev.podwright.app.drawing;

import dev.podwright.app.Show;
import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.topology.Wired;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws a pod storey by storey, from the inside out, each as what it is: a mesh, a torus, a switch, a fat tree, planes.
public final class PodPictures {
    private static final int FIELD = 16;

    private final Floors floors;

    private PodPictures(Floors floors) {
        this.floors = floors;
    }

    /// @param storeys that join more than one thing; empty = one that holds all ranks
    /// @param traffic on the network of `wired`, sound or not
    public static List<Picture> of(Wired wired, List<Storey> storeys, Traffic traffic) {
        PodPictures pictures = new PodPictures(new Floors(wired, storeys, traffic));
        return pictures.floors.all().stream().map(pictures::picture).toList();
    }

    private Picture picture(Floor floor) {
        Canvas canvas = new Canvas();
        Scene scene = scene(floor);
        double height = scene.draw(floor, canvas);
        return new Picture(floors.title(floor), scene.note() + says(floor), Picture.WIDTH, height, canvas.marks());
    }

    private Scene scene(Floor floor) {
        if (floor.direct()) {
            List<Lattice.Dimension> dimensions = Floors.lattice(floor).map(Lattice::dimensions).orElse(List.of());
            if (dimensions.size() == 2 && dimensions.stream().allMatch(d -> d.full() && d.length() > 2)) {
                return new GridScene(dimensions.get(0).length(), dimensions.get(1).length(), floors.spares(floor));
            }
            return dimensions.size() > 1 && dimensions.size() <= 3 ? new TorusScene(dimensions.stream().map(Lattice.Dimension::length).toList()) : new CircleScene();
        }
        Optional<DragonflyScene> dragonfly = DragonflyScene.of(floor);
        if (dragonfly.isPresent()) {
            return dragonfly.get();
        }
        Weave weave = new Weave(floor);
        String member = floors.member(floor);
        if (floor.tiers().size() == 1 && floor.edge().isEmpty() && !weave.railed()) {
            return RackScene.fits(floor) ? new RackScene() : new StarScene(floor.from() == floor.to() ? 1 : floor.anatomy().size(floor.from()));
        }
        if (weave.planes() > 1 && !(weave.railed() && floor.tiers().size() == 1)) {
            return new PlanesScene(weave, member);
        }
        boolean racks = floor.members() > FIELD && floor.members() <= FieldScene.MOST && floor.tiers().size() == 1 && floor.edge().size() == floor.members();
        return racks ? new FieldScene(member) : new LayeredScene(weave, member);
    }

    /// True counts of what is drawn and of its cables.
    private String says(Floor floor) {
        Network network = floor.traffic().network();
        Map<LinkType, Integer> cables = new LinkedHashMap<>();
        for (int l = 0; l < network.links(); l += 2) {
            int storey = floor.anatomy().storeyOfLink(l);
            if (storey >= floor.from() && storey <= floor.to() && Math.min(floor.anatomy().low(network.from(l)), floor.anatomy().low(network.to(l))) / floor.anatomy().size(floor.to()) == floor.parent()) {
                cables.merge(network.type(l), 1, Integer::sum);
            }
        }
        List<String> parts = new ArrayList<>();
        parts.add(Words.count(floor.members(), floors.member(floor)) + (floor.memberSize() > 1 ? " × " + Words.count(floor.memberSize(), "card") : ""));
        floor.tiers().reversed().forEach(tier -> parts.add(Words.count(tier.size(), Names.tier(network, tier.getFirst()))));
        if (floors.spares(floor) > 0) {
            parts.add(Words.count(floors.spares(floor), "spare card"));
        }
        cables.forEach((type, count) -> parts.add("%s %s of %s each way".formatted(Show.count(count), Words.many(type.name() + " cable", count), Words.rate(type.bandwidth()))));
        return String.join("; ", parts) + ".";
    }
}
