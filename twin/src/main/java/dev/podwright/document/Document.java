package dev.podwright.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Locale;

/// Reads JSON or YAML into a tree of located [Node]s.
public final class Document {
    /// Scenarios, catalogues and configs are small; a bigger file was named by mistake.
    private static final long MOST_BYTES = 256L << 20;

    private Document() {}

    /// Reads a file; `.yaml` and `.yml` are YAML, everything else JSON.
    ///
    /// @throws InputException if the file cannot be read or is malformed, naming file, line and field
    public static Node read(Path file) {
        return parse(file.toString(), bytes(file));
    }

    /// Reads a file as lines of text, for formats that are neither JSON nor YAML.
    ///
    /// @throws InputException if the file cannot be read
    public static List<String> lines(Path file) {
        return Text.of(file.toString(), bytes(file)).lines().toList();
    }

    /// Reads a resource that ships with the product, beside the class `owner`.
    public static Node resource(Class<?> owner, String name) {
        return parse(name, content(owner, name));
    }

    /// The bytes of a resource that ships with the product, beside the class `owner`.
    public static byte[] content(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource (%s) of %s is missing from the build.".formatted(name, owner));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The resource (%s) cannot be read.".formatted(name), e);
        }
    }

    /// The document made of plain maps, lists, texts, numbers and booleans that came from `origin`, such as the command
    /// line.
    public static Node of(String origin, Object plain) {
        return located(new Place(origin, 0, ""), plain);
    }

    private static Node located(Place place, Object plain) {
        return switch (plain) {
            case Map<?, ?> map -> {
                Map<String, Node> fields = new LinkedHashMap<>();
                map.forEach((key, value) -> fields.put((String) key, located(place.field((String) key, 0), value)));
                yield new Node(place, fields);
            }
            case List<?> list -> {
                List<Node> items = new ArrayList<>();
                list.forEach(item -> items.add(located(place.item(items.size(), 0), item)));
                yield new Node(place, items);
            }
            case Integer whole -> new Node(place, whole.longValue());
            case null, default -> new Node(place, plain);
        };
    }

    /// Parses the text of a document called `name`, whose ending chooses the format.
    public static Node parse(String name, byte[] content) {
        String ending = name.toLowerCase(Locale.ROOT);
        boolean yaml = ending.endsWith(".yaml") || ending.endsWith(".yml");
        return new TreeReader(name, yaml).read(Text.of(name, content));
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InputException("%s: this is a directory, not a file.".formatted(file), "Name a file in it.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new InputException("%s: the file has %,d bytes, more than a document may have (%,d).".formatted(
                        file, Files.size(file), MOST_BYTES), "Check that it is the file you mean.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InputException("%s: there is no such file.".formatted(file), "Check the path.", e);
        } catch (AccessDeniedException e) {
            throw new InputException("%s: you may not read this file.".formatted(file), "Check its permissions.", e);
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read (%s).".formatted(file, e.getMessage()),
                    "Check that it is a file and that you may read it.", e);
        }
    }
}
