package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.app.drawing.HeatPictures;
import dev.podwright.app.drawing.Picture;
import dev.podwright.app.drawing.PodPictures;
import dev.podwright.app.drawing.Storey;
import dev.podwright.app.drawing.Traffic;
import dev.podwright.catalog.Pod;
import dev.podwright.network.Load;
import dev.podwright.network.topology.Wirings;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Point;
import dev.podwright.survey.Series;
import dev.podwright.survey.Subject;
import dev.podwright.survey.Surveyed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A system's network as pictures, with what its links carry.
final class NetworkPictures {
    /// Ranks of the largest superpod that is announced, rounded up.
    private static final int MOST_RANKS = 16_384;

    private NetworkPictures() {}

    /// The network of a pod as built, to be opened; nothing where it is too large to be wired for a picture, or where bandwidths are not published.
    static List<Block> folded(Pod pod) {
        if (pod.ranks() > MOST_RANKS || pod.levels().stream().anyMatch(l -> l.groups() > 1 && l.rate().isEmpty())) {
            return List.of();
        }
        Subject subject = new Subject(pod.id(), Optional.of(pod), Optional.empty(), Wirings.of(pod));
        return List.of(new Block.Folded("The network of " + pod.name(), List.of(drawing(subject, "as built", Traffic.none(subject.wired().network())))));
    }

    static boolean flows(Surveyed system) {
        return system.series().stream().anyMatch(s -> s.heat().isPresent());
    }

    /// The network with the loads of the operation that lasts longest, the others folded.
    static List<Block> topology(Surveyed system) {
        List<Series> loaded = system.series().stream().filter(s -> s.heat().isPresent()).sorted(Comparator.comparingDouble(NetworkPictures::seconds).reversed()).toList();
        if (loaded.isEmpty()) {
            return List.of(drawing(system.subject(), "as built", Traffic.none(system.subject().wired().network())));
        }
        List<Block> blocks = new ArrayList<>(List.of(drawing(system.subject(), what(loaded.getFirst()), traffic(loaded.getFirst()))));
        loaded.stream().skip(1).forEach(series -> blocks.add(new Block.Folded("The same during %s".formatted(what(series)), List.of(drawing(system.subject(), what(series), traffic(series))))));
        return blocks;
    }

    private static double seconds(Series series) {
        return series.points().getLast().asked().seconds().value();
    }

    static List<Block> heat(Surveyed system, boolean several) {
        List<Block> blocks = new ArrayList<>();
        for (Series series : system.series()) {
            if (series.heat().isPresent()) {
                String title = (several ? system.subject().id() + ", " : "") + what(series);
                List<Picture> pictures = HeatPictures.of(system.subject().wired(), storeys(system.subject()), traffic(series));
                Block drawing = new Block.Topology(new TopologyDrawing(title, "Each cell is a link, or several where there is no room for each.", pictures));
                blocks.add(blocks.isEmpty() ? drawing : new Block.Folded(title, List.of(drawing)));
            }
        }
        return blocks;
    }

    private static Block drawing(Subject subject, String what, Traffic traffic) {
        String caption = "%s ranks, %s cards and switches, %s cables; %s.".formatted(Show.count(subject.ranks()), Show.count(subject.wired().network().nodes()),
                Show.count(subject.wired().network().links() / 2), traffic.flows() ? "lines are as busy as during " + what : what);
        return new Block.Topology(new TopologyDrawing(subject.pod().map(p -> p.name()).orElse(subject.id()), caption, PodPictures.of(subject.wired(), storeys(subject), traffic)));
    }

    static List<Storey> storeys(Subject subject) {
        return subject.pod().map(Storey::of).orElse(List.of());
    }

    /// Of the largest size, under the condition if there is one.
    private static Traffic traffic(Series series) {
        Point point = series.points().getLast();
        Optional<Load> conditioned = series.heat().orElseThrow().conditioned();
        return Traffic.of(conditioned.orElse(series.heat().orElseThrow().sound()), point.asked().seconds().value());
    }

    private static String what(Series series) {
        return "%s of %s%s".formatted(OperationNames.of(series.operation()), ByteSizes.show(series.points().getLast().bytes()), series.points().getLast().conditioned().isPresent() ? " under the condition" : "");
    }
}
