package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.network.given.Given;
import dev.podwright.network.given.TopologyReader;
import dev.podwright.network.topology.Wirings;
import dev.podwright.survey.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// The systems whose networks are asked about, as options.
final class SystemOptions {
    private static final String EXAMPLE = "cloudmatrix384";
    /// Stands in a topology for a chip that nobody named.
    private static final String ANY_CHIP = "card";

    @Option(names = {"--pod", "--pods"}, paramLabel = "ID", split = ",", description = "Pods, side by side where several are named (default: " + EXAMPLE + ").")
    private List<String> pods = List.of();

    @Option(names = "--chips", paramLabel = "N", description = "Chips to use of each pod: a part of it, or copies joined (default: the whole pod).")
    private Integer chips;

    @Option(names = "--topology", paramLabel = "FILE|LEVELS",
            description = "A topology of your own: levels from the inside out, such as switch:8:450,switch:512:50 (GB/s of a card), or a file of levels or cables (docs/catalog-format.md); may be repeated.")
    private List<String> topologies = List.of();

    @Option(names = "--chip", paramLabel = "ID", description = "Chip of the topologies: its library and measured rates (default: none, links at full rate).")
    private String chip;

    /// Whether nothing was measured of any system asked about.
    boolean bare() {
        return pods.isEmpty() && !topologies.isEmpty() && chip == null;
    }

    /// @param catalog asked for only if a pod or a chip is named
    List<Subject> subjects(Supplier<Catalog> catalog) {
        if (chip != null && topologies.isEmpty()) {
            throw new InputException("--chip %s has no topology.".formatted(chip), "Say how its cards are joined with --topology, or name a pod with --pod.");
        }
        if (chips != null && pods.isEmpty() && !topologies.isEmpty()) {
            throw new InputException("--chips %d needs a --pod to count.".formatted(chips), "A topology has as many cards as its levels say.");
        }
        List<Subject> subjects = new ArrayList<>();
        for (String name : pods.isEmpty() && topologies.isEmpty() ? List.of(EXAMPLE) : pods) {
            Pod whole = catalog.get().pod(name);
            Pod pod = chips == null || chips == whole.chips() ? whole : catalog.get().joined(whole, positive(chips));
            subjects.add(new Subject(name, Optional.of(pod), Optional.of(catalog.get().rankChip(pod)), Wirings.of(pod)));
        }
        Optional<Chip> known = Optional.ofNullable(chip).map(id -> catalog.get().chip(id));
        for (String topology : topologies) {
            Given given = new TopologyReader(known.map(Chip::id).orElse(ANY_CHIP)).read("--topology", topology);
            // Of a bare list of cables no levels are known, which the library's closed forms need.
            subjects.add(new Subject(given.name(), given.pod(), given.pod().flatMap(p -> known), given.wired()));
        }
        return subjects;
    }

    private static int positive(int chips) {
        if (chips < 1) {
            throw new InputException("--chips is %d.".formatted(chips), "Give at least 1 chip.");
        }
        return chips;
    }
}
