package dev.podwright.survey;

import dev.podwright.network.fault.Condition;
import java.util.List;

/// The answer: every system asked about, in the order named.
///
/// @param condition that the second of each pair of figures stands under; sound = there is only one figure
/// @param measured logs beside what is predicted for them
public record Survey(Condition condition, List<Surveyed> systems, List<Agreement> measured) {

    public Survey {
        systems = List.copyOf(systems);
        measured = List.copyOf(measured);
    }
}
