package dev.podwright.knowledge.error;

import java.util.Optional;

/// One line of a list of codes.
///
/// @param origin who raises it
/// @param role if the list says so
/// @param source of the list
record Entry(String code, String origin, String name, String meaning, String category, Optional<Role> role, String source) {}
