package dev.podwright.knowledge.error.log;

/// A log that was read, or why it was not.
///
/// @param name as the user named it
/// @param lines read
/// @param bytes of text read
/// @param note what is to be known: a log that was passed over or is damaged; empty if nothing
/// @param read whether it was
public record LogFile(String name, long lines, long bytes, String note, boolean read) {}
