package dev.podwright.catalog;

import dev.podwright.document.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The fingerprint of a catalogue's content.
final class Hash {
    private static final int LETTERS = 16;

    private Hash() {}

    static String of(Entries entries, Entries bundled) {
        MessageDigest digest = sha256();
        for (String file : Entries.FILES) {
            digest.update(Document.content(Catalog.class, file));
        }
        update(digest, entries.chips(), bundled.chips());
        update(digest, entries.pods(), bundled.pods());
        update(digest, entries.software(), bundled.software());
        return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
    }

    /// Adds the entries that are not the bundled ones, by id. Records print all their components in a fixed order.
    private static <T> void update(MessageDigest digest, Map<String, T> entries, Map<String, T> bundled) {
        new TreeMap<>(entries).forEach((id, entry) -> {
            if (bundled.get(id) != entry) {
                digest.update(entry.toString().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
