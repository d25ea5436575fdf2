package dev.podwright.validation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/// Knows a measured row by what it says: the same measurement in another folder, file or order of columns has the same hash.
public final class RowHash {
    /// What people may reword without measuring anew.
    private static final Set<String> NAMES = Set.of("id", "notes");
    private static final char CELL = 0x1f;
    private static final char NAME = 0x1e;

    private RowHash() {}

    /// The first 64 bits of the SHA-256 over the table's name and all known cells in the order of their columns' names.
    ///
    /// The table is that of the row, without folder and ending, such as `mla_prefill` or `collectives`.
    public static long of(Row row) {
        StringBuilder text = new StringBuilder(row.table());
        row.known((column, cell) -> {
            if (!NAMES.contains(column)) {
                text.append(CELL).append(column).append(NAME).append(cell);
            }
        });
        return ByteBuffer.wrap(sha().digest(text.toString().getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
