package dev.podwright.network.given;

import dev.podwright.catalog.Pod;
import dev.podwright.network.topology.Wired;
import java.util.Optional;

/// A topology of a user.
///
/// @param name as the file says, else how it was written
/// @param pod the same as a product of levels, where it is one; its chip is the one asked for
public record Given(String name, Optional<Pod> pod, Wired wired) {}
