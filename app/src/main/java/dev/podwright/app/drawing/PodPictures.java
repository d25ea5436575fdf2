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

    private final Wired wired;
    private final List<Storey> storeys;
    private final Traffic traffic;
    private final Anatomy anatomy;

    private PodPictures(Wired wired, List<Storey> storeys, Traffic traffic) {
        this.wired = wired;
        this.storeys = storeys.isEmpty() ? List.of(new Storey(wired.network().name(), "pod", wired.ranks().length)) : storeys;
        this.traffic = traffic;
        this.anatomy = new Anatomy(wired.network(), wired.ranks(), this.storeys);
    }

    /// @param storeys that join more than one thing; empty = one that holds all ranks
    /// @param traffic on the network of `wired`, sound or not
    public static List<Picture> of(Wired wired, List<Storey> storeys, Traffic traffic) {
        return new PodPictures(wired, storeys, traffic).pictures();
    }

    private List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        int from = 0;
        while (from < storeys.size()) {
            int to = from;
            // The two dies of a package stand in the picture of what joins packages.
            if (from == 0 && storeys.size() > 1 && anatomy.groups(0) == 2 && floor(0, 0).direct()) {
                to++;
            } else if (from + 1 < storeys.size() && full(floor(from, from)) && full(floor(from + 1, from + 1))) {
                to++;
            }
            pictures.add(picture(floor(from, to)));
            from = to + 1;
        }
        return pictures;
    }

    private Floor floor(int from, int to) {
        return Floor.of(anatomy, traffic, wired.ranks(), from, to, 0);
    }

    private static boolean full(Floor floor) {
        return floor.direct() && lattice(floor).filter(l -> l.allFull() && l.dimensions().size() == 1).isPresent();
    }

    private static Optional<Lattice> lattice(Floor floor) {
        return Lattice.of(floor.members(), floor.byMember().joined(0));
    }

    private Picture picture(Floor floor) {
        Canvas canvas = new Canvas();
        double height = scene(floor).draw(floor, canvas);
        return new Picture(title(floor), says(floor), Picture.WIDTH, height, canvas.marks());
    }

    private Scene scene(Floor floor) {
        if (floor.direct()) {
            List<Lattice.Dimension> dimensions = lattice(floor).map(Lattice::dimensions).orElse(List.of());
            if (dimensions.size() == 2 && dimensions.stream().allMatch(d -> d.full() && d.length() > 2)) {
                int racks = anatomy.size(anatomy.storeys() - 1) / anatomy.size(floor.to());
                return new GridScene(dimensions.get(0).length(), dimensions.get(1).length(), floor.from() == 0 ? wired.spares().length / racks : 0);
            }
            return dimensions.size() > 1 && dimensions.size() <= 3 ? new TorusScene(dimensions.stream().map(Lattice.Dimension::length).toList()) : new CircleScene();
        }
        Weave weave = new Weave(floor);
        String member = member(floor);
        if (floor.tiers().size() == 1 && floor.edge().isEmpty() && !weave.railed()) {
            return new StarScene(floor.from() == floor.to() ? 1 : anatomy.size(floor.from()));
        }
        if (weave.planes() > 1 && !(weave.railed() && floor.tiers().size() == 1)) {
            return new PlanesScene(weave, member);
        }
        boolean racks = floor.members() > FIELD && floor.members() <= FieldScene.MOST && floor.tiers().size() == 1 && floor.edge().size() == floor.members();
        return racks ? new FieldScene(member) : new LayeredScene(weave, member);
    }

    private String member(Floor floor) {
        return floor.from() == 0 ? "card" : storeys.get(floor.from() - 1).one();
    }

    private String title(Floor floor) {
        Storey storey = storeys.get(floor.to());
        int groups = anatomy.size(anatomy.storeys() - 1) / anatomy.size(floor.to());
        return groups == 1 ? "%s: the whole pod".formatted(storey.name()) : "%s: one %s of %s".formatted(storey.name(), storey.one(), Show.count(groups));
    }

    /// True counts of what is drawn and of its cables.
    private String says(Floor floor) {
        Network network = traffic.network();
        Map<LinkType, Integer> cables = new LinkedHashMap<>();
        for (int l = 0; l < network.links(); l += 2) {
            int storey = anatomy.storeyOfLink(l);
            if (storey >= floor.from() && storey <= floor.to() && Math.min(anatomy.low(network.from(l)), anatomy.low(network.to(l))) / anatomy.size(floor.to()) == floor.parent()) {
                cables.merge(network.type(l), 1, Integer::sum);
            }
        }
        List<String> parts = new ArrayList<>();
        parts.add(Words.count(floor.members(), member(floor)) + (floor.memberSize() > 1 ? " × " + Words.count(floor.memberSize(), "card") : ""));
        floor.tiers().reversed().forEach(tier -> parts.add(Words.count(tier.size(), Names.tier(network, tier.getFirst()))));
        cables.forEach((type, count) -> parts.add("%s %s of %s each way".formatted(Words.count(count, "cable"), type.name(), Words.rate(type.bandwidth()))));
        return String.join("; ", parts) + ".";
    }
}
