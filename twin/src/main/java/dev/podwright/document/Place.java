package dev.podwright.document;

/// Where a value stands.
///
/// @param file the file as the user named it
/// @param line line in the file, from 1; 0 where there is no file, as on the command line
/// @param field path of the field, such as `chips[3].memory.bandwidth`; empty for the whole document
public record Place(String file, int line, String field) {
    /// A message stays readable when somebody nests a thousand lists.
    private static final int LONGEST_FIELD = 120;

    @Override
    public String toString() {
        String path = field.length() > LONGEST_FIELD ? field.substring(0, LONGEST_FIELD) + "…" : field;
        String where = line == 0 ? file : "%s, line %d".formatted(file, line);
        return path.isEmpty() ? where : "%s, field %s".formatted(where, path);
    }
}
