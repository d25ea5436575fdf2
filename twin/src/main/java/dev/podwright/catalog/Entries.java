package dev.podwright.catalog;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What one or several catalogue files hold.
///
/// @param software training frameworks
/// @param prices prices of chips or pods by their id, which replace those of the entry
record Entries(Map<String, Chip> chips, Map<String, Pod> pods, Map<String, TrainingSoftware> software, Map<String, List<Price>> prices) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");
    /// Releases have dots in their names; `--set` does not reach them.
    private static final Pattern RELEASE = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    static final String FORMAT = "podwright-catalog/1";
    static final List<String> FILES = List.of("chips/ascend.json", "chips/nvidia.json", "chips/others.json",
            "pods/ascend.json", "pods/nvidia.json", "pods/tpu.json", "software/training.json");

    static Entries bundled() {
        Entries all = new Entries(Map.of(), Map.of(), Map.of(), Map.of());
        for (String file : FILES) {
            all = all.plus(read(file, Document.resource(Catalog.class, file)));
        }
        return all;
    }

    /// @param file name of the file, the source of figures that name none
    static Entries read(String file, Node root) {
        root.allowOnly(Set.of("format", "sources", "chips", "pods", "training_software", "prices"));
        root.find("format").filter(f -> !f.text().equals(FORMAT)).ifPresent(f -> {
            throw f.wrong("\"%s\", the format this version reads".formatted(FORMAT), "");
        });
        QuantityReader quantities = new QuantityReader(file, root.find("sources"));
        Map<String, Chip> chips = new LinkedHashMap<>();
        root.find("chips").ifPresent(list -> list.list().forEach(n -> {
            Chip chip = new ChipReader(quantities).read(n);
            once(n, ID, chips.put(chip.id(), chip));
        }));
        Map<String, Pod> pods = new LinkedHashMap<>();
        root.find("pods").ifPresent(list -> list.list().forEach(n -> {
            Pod pod = new PodReader(quantities).read(n);
            once(n, ID, pods.put(pod.id(), pod));
        }));
        Map<String, TrainingSoftware> software = new LinkedHashMap<>();
        root.find("training_software").ifPresent(list -> list.list().forEach(n -> {
            TrainingSoftware entry = TrainingSoftwareReader.read(n, quantities.sources());
            once(n, RELEASE, software.put(entry.id(), entry));
        }));
        Map<String, List<Price>> prices = new LinkedHashMap<>();
        root.find("prices").ifPresent(list -> list.list().forEach(n ->
                prices.computeIfAbsent(n.get("of").text(), _ -> new ArrayList<>()).add(quantities.price(n))));
        return new Entries(chips, pods, software, prices);
    }

    private static void once(Node node, Pattern pattern, Object earlier) {
        if (earlier != null) {
            throw node.get("id").wrong("an id that no other entry of the file has", "");
        }
        if (!pattern.matcher(node.get("id").text()).matches()) {
            throw node.get("id").wrong(pattern == ID ? "an id of lower-case letters, digits and hyphens"
                    : "an id of lower-case letters, digits, dots and hyphens", "");
        }
    }

    /// These entries with `other` added; ids they share are replaced.
    Entries plus(Entries other) {
        Map<String, Chip> allChips = new LinkedHashMap<>(chips);
        allChips.putAll(other.chips);
        Map<String, Pod> allPods = new LinkedHashMap<>(pods);
        allPods.putAll(other.pods);
        Map<String, TrainingSoftware> allSoftware = new LinkedHashMap<>(software);
        allSoftware.putAll(other.software);
        other.prices.forEach((id, list) -> {
            if (allChips.computeIfPresent(id, (_, c) -> c.withPrices(list)) == null
                    && allPods.computeIfPresent(id, (_, p) -> p.withPrices(list)) == null) {
                List<String> known = new ArrayList<>(allChips.keySet());
                known.addAll(allPods.keySet());
                throw new InputException("There is a price of \"%s\", but no such chip or pod.".formatted(id), Nearest.maybe(id, known));
            }
        });
        return new Entries(allChips, allPods, allSoftware, Map.of());
    }

    Entries with(Chip chip) {
        return plus(new Entries(Map.of(chip.id(), chip), Map.of(), Map.of(), Map.of()));
    }

    Entries with(Pod pod) {
        return plus(new Entries(Map.of(), Map.of(pod.id(), pod), Map.of(), Map.of()));
    }

    /// Fails if a pod or package names a chip that does not exist, or counts ranks the chip does not have.
    void checkReferences(Catalog catalog) {
        chips.values().forEach(chip -> chip.dies().ifPresent(dies -> catalog.chip(dies.chip())));
        pods.values().forEach(pod -> {
            Chip chip = catalog.findChip(pod.chip()).orElseThrow(() -> new InputException(
                    "The pod %s is made of \"%s\", but there is no such chip.".formatted(pod.id(), pod.chip()),
                    Nearest.maybe(pod.chip(), chips.keySet())));
            int dies = chip.dies().map(Chip.Dies::count).orElse(1);
            if (pod.ranksPerChip() != 1 && pod.ranksPerChip() != dies) {
                throw new InputException("The pod %s has %d ranks per chip, but the chip %s has %d."
                        .formatted(pod.id(), pod.ranksPerChip(), chip.id(), dies), "Write ranks_per_chip: %d.".formatted(dies));
            }
        });
    }
}
