package dev.podwright.model;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The models that ship with the product, and any `config.json`.
public final class Models {
    private static final String FOLDER = "configs/";

    private Models() {}

    /// Names of the bundled models, in alphabetical order.
    public static List<String> names() {
        return ModelIndex.names();
    }

    /// The bundled models with the parameter counts their makers print.
    public static List<Listing> listings() {
        return ModelIndex.listings();
    }

    /// A bundled model by name, or the model of a `config.json` when `nameOrPath` holds a `/`, ends in `.json` or is a file.
    ///
    /// @throws InputException naming the nearest models if there is none of that name
    public static Architecture named(String nameOrPath) {
        if (ModelIndex.names().contains(nameOrPath)) {
            return architecture(nameOrPath, Document.resource(Models.class, FOLDER + nameOrPath + ".json"));
        }
        if (nameOrPath.contains("/") || nameOrPath.endsWith(".json") || Files.exists(Path.of(nameOrPath))) {
            return read(Path.of(nameOrPath));
        }
        throw new InputException("There is no model called %s.".formatted(nameOrPath),
                (Nearest.maybe(nameOrPath, ModelIndex.names()) + " Give the path of a config.json for a model that is not bundled.").strip());
    }

    /// Reads the `config.json` of a model in the Hugging Face layout; a folder means the `config.json` in it.
    ///
    /// @throws InputException naming file, line and key for anything malformed, missing, absurd or not understood
    public static Architecture read(Path config) {
        Path file = Files.isDirectory(config) ? config.resolve("config.json") : config;
        return architecture(id(file), Document.read(file));
    }

    /// Reads a config that was made in memory, such as the shape printed with a measurement.
    ///
    /// @throws InputException as [#read]
    public static Architecture of(String id, Node config) {
        return architecture(id, config);
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        Path parent = file.toAbsolutePath().getParent();
        boolean generic = name.equals("config.json") && parent != null && parent.getFileName() != null;
        return generic ? parent.getFileName().toString() : name.replaceFirst("\\.json$", "");
    }

    private static Architecture architecture(String id, Node root) {
        Config outer = new Config(root);
        Config text = outer.part("text_config").orElse(outer);
        String family = text.text("model_type").or(() -> outer.text("model_type")).orElseThrow(() -> new InputException(
                "%s: the key model_type is missing.".formatted(root.place()), "It names the family, such as llama or deepseek_v3."));
        Body body = Families.read(family, text);
        int hidden = PlainFamily.hidden(text);
        int vocabulary = text.wholeOf("vocab_size", "padded_vocab_size");
        boolean tied = outer.flag("tie_word_embeddings", body.tied());
        tied = text.flag("tie_word_embeddings", tied);
        List<String> remarks = new ArrayList<>();
        outer.find("_note").ifPresent(n -> remarks.add(n.text()));
        remarks.addAll(body.remarks());
        Optional<Quantization> shipped = Shipped.read(outer, text, remarks);
        Optional<VisionTower> vision = VisionReader.read(outer, remarks);
        int context = text.findWhole(1, "max_position_embeddings", "max_position_embedding", "n_positions", "seq_length", "max_seq_len")
                .orElse(0);
        outer.finish(family);
        return new Architecture(id, family, hidden, vocabulary, tied, body.layers(), body.draftLayers(), body.layerNorm(),
                body.positions(), vision, shipped, context, remarks, body.loose());
    }
}
