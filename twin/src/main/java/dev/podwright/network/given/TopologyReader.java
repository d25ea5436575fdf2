package dev.podwright.network.given;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.network.topology.Wirings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads topologies: a line such as `ring:8:400,mesh:4:100,switch:512:50`, a file of levels, a Dragonfly, or a list of cables (docs/catalog-format.md).
public final class TopologyReader {
    static final String FORMAT = "podwright-topology/1";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".csv");
    private static final Set<String> LEVELS = Set.of("format", "name", "sources", "levels", "assumptions", "notes");
    /// One of these says which form a file has.
    private static final List<String> FORMS = List.of("levels", "dragonfly", "links");

    private final String chip;

    /// @param chip id of the chip whose cards are joined
    public TopologyReader(String chip) {
        this.chip = chip;
    }

    /// Reads what a user wrote after `option`: the name of a file, or a line.
    ///
    /// @throws InputException if it is malformed, naming file, line and field
    public Given read(String option, String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith) ? file(Path.of(text)) : line(option, text);
    }

    /// Reads a file: `.csv` is a list of cables, all else JSON or YAML.
    ///
    /// @throws InputException if it is malformed, naming file, line and field
    public Given file(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
                ? new Given(file.getFileName().toString(), Optional.empty(), CableFile.read(file))
                : document(file.toString(), Document.read(file));
    }

    /// Reads a document of one of the forms.
    Given document(String file, Node root) {
        root.find("format").filter(f -> !f.text().equals(FORMAT)).ifPresent(f -> {
            throw f.wrong("\"%s\", the format this version reads".formatted(FORMAT), "");
        });
        List<String> forms = FORMS.stream().filter(f -> root.find(f).isPresent()).toList();
        if (forms.size() != 1) {
            throw new InputException(forms.isEmpty() ? "%s: this topology has no levels and no links.".formatted(root.place())
                    : "%s: this topology has both %s.".formatted(root.place(), String.join(" and ", forms)),
                    "Write one of %s.".formatted(String.join(", ", FORMS)));
        }
        String name = root.find("name").map(Node::text).orElse(Path.of(file).getFileName().toString());
        return switch (forms.getFirst()) {
            case "levels" -> levels(file, name, root);
            case "dragonfly" -> DragonflyReader.read(name, chip, root);
            default -> new Given(name, Optional.empty(), CableList.read(name, root));
        };
    }

    private Given levels(String file, String name, Node root) {
        root.allowOnly(LEVELS);
        List<Node> levels = new ArrayList<>();
        for (Node level : root.get("levels").list()) {
            levels.add(level.isText() ? LevelLine.read(level.place().toString(), level.text(), levels.size()) : level);
        }
        Node entry = root.without("format").without("sources").with("id", Document.of(file, name)).with("chip", Document.of(file, chip))
                .with("levels", root.get("levels").items(levels));
        return composed(name, Catalog.unlisted(file, entry, root.find("sources")));
    }

    private Given line(String option, String text) {
        if (text.isBlank()) {
            throw new InputException("%s is empty.".formatted(option), LevelLine.FORM);
        }
        if (text.startsWith(DragonflyReader.WORD)) {
            return DragonflyReader.line(option, text, chip);
        }
        List<Node> levels = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            levels.add(LevelLine.read(option, part, levels.size()));
        }
        Node entry = Document.of(option, Map.of("id", text, "chip", chip, "levels", List.of()));
        return composed(text, Catalog.unlisted(option, entry.with("levels", entry.get("levels").items(levels)), Optional.empty()));
    }

    private static Given composed(String name, Pod pod) {
        return new Given(name, Optional.of(pod), Wirings.of(pod));
    }
}
