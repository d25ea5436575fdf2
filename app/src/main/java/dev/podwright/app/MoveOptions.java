package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.Support;
import dev.podwright.migration.Migration;
import dev.podwright.plan.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// From where to where something moves, and under which releases, as options.
final class MoveOptions {
    @Option(names = "--from", paramLabel = "ID", description = "Chip or pod where it runs now (default: what the profile was taken on).")
    private String from;

    @Option(names = "--to", paramLabel = "ID", split = ",", description = "Chips or pods where it shall run, side by side where several are named.")
    private List<String> to = List.of();

    @Option(names = "--chips", paramLabel = "N", description = "Chips to use on either side (default: the whole pod, the source joined to as many as the target has; of a chip, a server of eight).")
    private Integer chips;

    @Option(names = "--pytorch", paramLabel = "RELEASE", description = "Release of PyTorch whose support tables hold, such as 2.13 (default: the newest whose torch_npu and CANN are known).")
    private String pytorch;

    @Option(names = "--cann", paramLabel = "RELEASE", description = "Release of CANN on the target; told apart from the one that what was read belongs to.")
    private String cann;

    @Option(names = "--features", paramLabel = "NAME", split = ",",
            description = "What of engine or framework is in use, such as cuda-graphs,fp8-kv-cache (default: the usual).")
    private List<String> features = List.of();

    /// A system by name, and how many chips of it.
    record Place(String id, Optional<Integer> chips) {}

    /// Whether nothing was said of where to.
    boolean silent() {
        return from == null && to.isEmpty() && chips == null;
    }

    Optional<String> cann() {
        return Optional.ofNullable(cann);
    }

    /// Where it runs now: as named, else the one place of a scenario that is no Ascend system.
    Optional<Place> from(List<Place> scenario, Catalog catalog) {
        if (from != null) {
            return Optional.of(place(from));
        }
        List<Place> others = scenario.stream().filter(p -> !ascend(p, catalog)).toList();
        if (others.size() > 1) {
            throw new InputException("The scenario names %d systems that are not Ascend: %s.".formatted(others.size(), String.join(", ", others.stream().map(Place::id).toList())),
                    "Say with --from where it runs now.");
        }
        return others.stream().findFirst();
    }

    /// Where it shall run: as named, else the Ascend systems of a scenario.
    ///
    /// @throws InputException if nothing says so
    List<Place> to(List<Place> scenario, Catalog catalog) {
        List<Place> places = to.isEmpty() ? scenario.stream().filter(p -> ascend(p, catalog)).toList() : new LinkedHashSet<>(to).stream().map(this::place).toList();
        if (places.isEmpty()) {
            throw new InputException("Nothing says where it shall run.", "Such as --to cloudmatrix384, or --to ascend-910b2,ascend-950dt.");
        }
        return places;
    }

    private Place place(String id) {
        if (chips != null && chips < 1) {
            throw new InputException("--chips is %d.".formatted(chips), "Give at least 1 chip.");
        }
        return new Place(id, Optional.ofNullable(chips));
    }

    /// The places that a scenario document names as its targets.
    static List<Place> places(Node scenario) {
        List<Place> places = new ArrayList<>();
        scenario.find("targets").ifPresent(targets -> targets.list().forEach(target -> {
            target.allowOnly(List.of("pod", "chip", "chips"));
            places.add(new Place((target.find("pod").isPresent() ? target.get("pod") : target.get("chip")).text(), target.find("chips").map(n -> n.whole(1))));
        }));
        return places;
    }

    private static boolean ascend(Place place, Catalog catalog) {
        return Generation.of(Subject.of(place.id(), catalog).rankChip()).isPresent();
    }

    /// @throws InputException if the catalogue has no such system, or it cannot have so many chips
    static Subject subject(Place place, Catalog catalog) {
        Subject whole = Subject.of(place.id(), catalog);
        if (place.chips().isEmpty() || place.chips().get() == whole.pod().chips()) {
            return whole;
        }
        Optional<Pod> named = catalog.findPod(place.id());
        Pod pod = named.map(p -> catalog.joined(p, place.chips().get())).orElseGet(() -> catalog.adHoc(whole.chip().id(), place.chips().get()));
        Chip rank = catalog.rankChip(pod);
        return new Subject(place.id(), whole.chip(), rank, pod);
    }

    /// The release whose tables hold: the one named, `2.13` for the newest of `2.13.0`; empty where none is named.
    ///
    /// @throws InputException if its tables were not read
    String release(Support support) {
        List<String> read = support.releases();
        if (pytorch == null) {
            return "";
        }
        return read.reversed().stream().filter(r -> r.equals(pytorch) || r.startsWith(pytorch + ".")).findFirst().orElseThrow(() -> new InputException(
                "--pytorch %s: no support tables of torch_npu were read for that release.".formatted(pytorch), "Read were " + String.join(", ", read) + "."));
    }

    /// @throws InputException if a word is not known, with the nearest
    List<String> features() {
        List<String> known = Migration.features();
        for (String feature : features) {
            if (!known.contains(feature)) {
                String maybe = Nearest.maybe(feature, known);
                throw new InputException("--features knows no %s.".formatted(feature), maybe.isEmpty() ? "It knows " + String.join(", ", known) + "." : maybe);
            }
        }
        return new LinkedHashSet<>(features).stream().toList();
    }
}
