package dev.podwright.survey;

import dev.podwright.network.Load;
import java.util.Optional;

/// What every link carries in one execution, all phases together.
///
/// @param conditioned the same under the condition, where there is one
public record Heat(Load sound, Optional<Load> conditioned) {}
