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
        return Floor.of(anatomy, traffic, wired.ranks(), from, to, groups(to) == 1 ? 0 : worst(from, to));
    }

    private int groups(int storey) {
        return Math.ceilDiv(wired.ranks().length, anatomy.size(storey));
    }

    /// The group of `to` with something broken, or with the busiest link.
    private int worst(int from, int to) {
        Network network = traffic.network();
        int worst = 0;
        double most = 0;
        for (int l = 0; l < network.links(); l++) {
            int storey = anatomy.storeyOfLink(l);
            double weight = traffic.down(l) ? 2 : traffic.slowed(l) ? 1 + (1 - network.capacity(l) / network.type(l).bandwidth()) / 2 : traffic.use(l);
            if (storey >= from && storey <= to && weight > most) {
                most = weight;
                worst = Math.min(anatomy.low(network.from(l)), anatomy.low(network.to(l))) / anatomy.size(to);
            }
        }
        return worst;
    }

    private static boolean full(Floor floor) {
        return floor.direct() && lattice(floor).filter(l -> l.allFull() && l.dimensions().size() == 1).isPresent();
    }

    private static Optional<Lattice> lattice(Floor floor) {
        return Lattice.of(floor.members(), floor.byMember().joined(0));
    }

    private Picture picture(Floor floor) {
        Canvas canvas = new Canvas();
        Scene scene = scene(floor);
        double height = scene.draw(floor, canvas);
        return new Picture(title(floor), scene.note() + says(floor), Picture.WIDTH, height, canvas.marks());
    }

    private Scene scene(Floor floor) {
        if (floor.direct()) {
            List<Lattice.Dimension> dimensions = lattice(floor).map(Lattice::dimensions).orElse(List.of());
            if (dimensions.size() == 2 && dimensions.stream().allMatch(d -> d.full() && d.length() > 2)) {
                return new GridScene(dimensions.get(0).length(), dimensions.get(1).length(), spares(floor));
            }
            return dimensions.size() > 1 && dimensions.size() <= 3 ? new TorusScene(dimensions.stream().map(Lattice.Dimension::length).toList()) : new CircleScene();
        }
        Optional<DragonflyScene> dragonfly = DragonflyScene.of(floor);
        if (dragonfly.isPresent()) {
            return dragonfly.get();
        }
        Weave weave = new Weave(floor);
        String member = member(floor);
        if (floor.tiers().size() == 1 && floor.edge().isEmpty() && !weave.railed()) {
            return RackScene.fits(floor) ? new RackScene() : new StarScene(floor.from() == floor.to() ? 1 : anatomy.size(floor.from()));
        }
        if (weave.planes() > 1 && !(weave.railed() && floor.tiers().size() == 1)) {
            return new PlanesScene(weave, member);
        }
        boolean racks = floor.members() > FIELD && floor.members() <= FieldScene.MOST && floor.tiers().size() == 1 && floor.edge().size() == floor.members();
        return racks ? new FieldScene(member) : new LayeredScene(weave, member);
    }

    /// Spare cards beside those of one group of the floor: joined to them, or an equal part of all.
    private int spares(Floor floor) {
        return floor.from() == 0 ? wired.spares().length / groups(floor.to()) : 0;
    }

    private String member(Floor floor) {
        return floor.from() == 0 ? "card" : storeys.get(floor.from() - 1).one();
    }

    private String title(Floor floor) {
        Storey storey = storeys.get(floor.to());
        int groups = groups(floor.to());
        return groups == 1 ? "%s: the whole pod".formatted(storey.name())
                : floor.parent() == 0 ? "%s: one %s of %s".formatted(storey.name(), storey.one(), Show.count(groups))
                : "%s: %s %d of %s".formatted(storey.name(), storey.one(), floor.parent(), Show.count(groups));
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
        if (spares(floor) > 0) {
            parts.add(Words.count(spares(floor), "spare card"));
        }
        cables.forEach((type, count) -> parts.add("%s %s of %s each way".formatted(Show.count(count), Words.many(type.name() + " cable", count), Words.rate(type.bandwidth()))));
        return String.join("; ", parts) + ".";
    }
}
