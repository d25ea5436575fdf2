package dev.podwright.catalog;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All chips, pods and training frameworks, by id and alias. Immutable: files and assignments of the user give a new catalogue.
public final class Catalog {
    private final Entries entries;
    private final Map<String, String> chipNames = new HashMap<>();
    private final Map<String, String> podNames = new HashMap<>();
    private final Map<String, String> softwareNames = new HashMap<>();

    Catalog(Entries entries) {
        this.entries = entries;
        entries.chips().values().forEach(c -> index(chipNames, c.id(), c.aliases()));
        entries.pods().values().forEach(p -> index(podNames, p.id(), p.aliases()));
        entries.software().values().forEach(t -> index(softwareNames, t.id(), t.aliases()));
        entries.checkReferences(this);
    }

    private static void index(Map<String, String> names, String id, List<String> aliases) {
        aliases.forEach(a -> names.putIfAbsent(key(a), id));
        names.put(key(id), id);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// The catalogue that ships with the product, read once.
    public static Catalog bundled() {
        return Bundled.CATALOG;
    }

    /// This catalogue with the entries of a JSON or YAML file added; an entry of a known id replaces it.
    ///
    /// @throws InputException if the file is malformed anywhere, naming file, line and field
    public Catalog plus(Path userFile) {
        return new Catalog(entries.plus(Entries.read(userFile.toString(), Document.read(userFile))));
    }

    /// This catalogue with one figure replaced, such as `h20-96.peak.fp8=296TFLOP/s`, `ascend-960.memory_bandwidth=9.6TB/s`
    /// or `cloudmatrix384.ub-l2.bandwidth=100GB/s`. The figure is marked as the user's; the old one stays as an alternative.
    ///
    /// @throws InputException if the entry, the figure or the unit is wrong
    public Catalog set(String assignment) {
        return new Catalog(Assignment.parse(assignment).apply(this, entries));
    }

    /// The chip called `name`, an id or an alias.
    ///
    /// @throws InputException if there is none, naming the nearest
    public Chip chip(String name) {
        return findChip(name).orElseThrow(() -> unknown("chip", name, chipNames, "podwright catalog list --chips"));
    }

    /// The pod called `name`, an id or an alias, perhaps with a template: `atlas-950-superpod@rack-mesh`.
    ///
    /// @throws InputException if there is none, naming the nearest
    public Pod pod(String name) {
        return findPod(name).orElseThrow(() -> findChip(name).isPresent()
                ? chipInstead(name)
                : unknown("pod", name, podNames, "podwright catalog list --pods"));
    }

    private InputException chipInstead(String name) {
        List<String> pods = podsOf(chip(name).id()).stream().map(Pod::id).toList();
        return new InputException("%s is a chip, not a pod.".formatted(name), pods.isEmpty()
                ? "Ask for a server of it with --chip."
                : "Ask for a server of it with --chip, or name a pod: " + String.join(", ", pods) + ".");
    }

    public Optional<Chip> findChip(String name) {
        return Optional.ofNullable(chipNames.get(key(name))).map(entries.chips()::get);
    }

    /// @throws InputException if the pod has not the template that stands after its name
    public Optional<Pod> findPod(String name) {
        int at = name.indexOf(Pod.TEMPLATE);
        return Optional.ofNullable(podNames.get(key(at < 0 ? name : name.substring(0, at)))).map(entries.pods()::get)
                .map(pod -> at < 0 ? pod : templated(pod, name.substring(at + 1)));
    }

    private static Pod templated(Pod pod, String template) {
        if (!pod.templates().containsKey(template)) {
            throw new InputException("The pod %s has no template \"%s\".".formatted(pod.id(), template), pod.templates().isEmpty()
                    ? "It has one wiring: leave the template out." : "It has %s.".formatted(String.join(", ", pod.templates().keySet())));
        }
        return pod.as(template);
    }

    /// The training framework called `name`, an id or an alias.
    ///
    /// @throws InputException if there is none, naming the nearest, else all
    public TrainingSoftware trainingSoftware(String name) {
        String id = softwareNames.get(key(name));
        if (id == null) {
            String maybe = Nearest.maybe(name, entries.software().keySet());
            throw new InputException("The catalogue has no training software \"%s\".".formatted(name),
                    maybe.isEmpty() ? "Known: " + String.join(", ", entries.software().keySet()) + "." : maybe);
        }
        return entries.software().get(id);
    }

    /// The framework to take on chips of `vendor` when nobody says which; the last marked as usual, so that a user's file can choose.
    ///
    /// @throws InputException if none is known for the vendor
    public TrainingSoftware usualTrainingSoftware(String vendor) {
        return entries.software().values().stream().filter(t -> t.usual() && t.vendors().stream().anyMatch(vendor::equalsIgnoreCase))
                .reduce((_, last) -> last).orElseThrow(() -> new InputException(
                        "The catalogue has no training software for chips of %s.".formatted(vendor),
                        "Name one, or describe one under training_software in a file for --catalog."));
    }

    /// All training frameworks, in the order of the files.
    public List<TrainingSoftware> trainingSoftware() {
        return List.copyOf(entries.software().values());
    }

    private static InputException unknown(String kind, String name, Map<String, String> names, String list) {
        String maybe = Nearest.maybe(name, names.values());
        if (maybe.isEmpty()) {
            maybe = Nearest.maybe(name, names.keySet());
        }
        return new InputException("The catalogue has no %s \"%s\".".formatted(kind, name),
                maybe.isEmpty() ? "%s shows all.".formatted(list) : maybe);
    }

    /// A pod that no catalogue lists, laid out like an entry of `pods`; its chip need not exist.
    ///
    /// @param file name of the file, the source of figures that name none
    /// @param sources short names of long addresses
    /// @throws InputException if it is malformed, naming the place
    public static Pod unlisted(String file, Node node, Optional<Node> sources) {
        return new PodReader(new QuantityReader(file, sources)).read(node);
    }

    /// `chips` chips in one server, joined by their own links or PCIe; a single chip has no level at all.
    ///
    /// @throws InputException if no link number exists or one server does not hold so many, naming the missing level
    public Pod adHoc(String chip, int chips) {
        return new AdHoc(this, chip(chip), chips).pod();
    }

    /// The pod with `chips` chips: a part of it with whole inner groups where possible, or copies of it joined by its
    /// scale-out level. The result's name and assumptions say so.
    ///
    /// @throws InputException if the chips cannot be spread evenly, or the pod has no level that joins copies
    public Pod joined(Pod pod, int chips) {
        return Resized.of(pod, chips);
    }

    /// The chip that software addresses: the die where the pod's chip is a package of dies.
    public Chip rankChip(Pod pod) {
        Chip chip = chip(pod.chip());
        return pod.ranksPerChip() > 1 && chip.dies().isPresent() ? chip(chip.dies().get().chip()) : chip;
    }

    /// All chips, in the order of the files.
    public List<Chip> chips() {
        return List.copyOf(entries.chips().values());
    }

    /// All pods, in the order of the files.
    public List<Pod> pods() {
        return List.copyOf(entries.pods().values());
    }

    /// The pods made of the chip `id`, also those sold with it as another choice.
    public List<Pod> podsOf(String id) {
        return entries.pods().values().stream().filter(p -> p.chip().equals(id) || p.otherChips().contains(id)).toList();
    }

    /// What is missing of each entry, chips first.
    public List<Finding> check() {
        return new Checks(this).all();
    }

    /// What is missing of one chip or pod.
    ///
    /// @throws InputException if neither has the name
    public List<Finding> check(String name) {
        Checks checks = new Checks(this);
        return findPod(name).map(checks::of).orElseGet(() -> checks.of(findChip(name).orElseThrow(() -> unknown(name))));
    }

    /// The error for a name that is neither a chip's nor a pod's.
    public InputException unknown(String name) {
        Map<String, String> both = new LinkedHashMap<>(chipNames);
        both.putAll(podNames);
        return unknown("chip or pod", name, both, "podwright catalog list");
    }

    /// Changes with any figure: it covers the bundled files and every entry that differs from theirs, whichever way and
    /// in whichever order the user changed them.
    public String hash() {
        return Hash.of(entries, Bundled.ENTRIES);
    }

    /// Holder that reads the files on first use.
    private static final class Bundled {
        static final Entries ENTRIES = Entries.bundled();
        static final Catalog CATALOG = new Catalog(ENTRIES);
    }
}
