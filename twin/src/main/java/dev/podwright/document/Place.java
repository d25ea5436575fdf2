package dev.podwright.document;

/// Where a value stands.
///
/// @param file the file as the user named it
/// @param line line in the file, from 1
/// @param field path of the field, such as `chips[3].memory.bandwidth`; empty for the whole document
public record Place(String file, int line, String field) {

    @Override
    public String toString() {
        return field.isEmpty() ? "%s, line %d".formatted(file, line) : "%s, line %d, field %s".formatted(file, line, field);
    }
}
