package dev.podwright.network.collective;

import dev.podwright.network.Pattern;

/// A step of a collective, or several alike in sequence; it begins when the phase before it has ended.
///
/// @param name such as `ring` or `gather`
/// @param pattern of one step, for one byte of the collective (as `fabric.Collective` counts bytes)
/// @param times steps in sequence
public record Phase(String name, Pattern pattern, int times) {}
