package dev.podwright.knowledge;

import java.util.List;

/// One body of knowledge: what of it was read, from where and when.
///
/// @param source repositories, packages, pages or the user's file
/// @param read date of reading; empty for a user's file
/// @param rows how many entries
/// @param details more to say, such as rows per release; may be empty
public record Part(String name, String source, String read, int rows, List<String> details) {
    public Part {
        details = List.copyOf(details);
    }
}
