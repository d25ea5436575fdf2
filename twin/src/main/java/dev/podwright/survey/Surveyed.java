package dev.podwright.survey;

import java.util.List;
import java.util.Optional;

/// What was found out about one system.
///
/// @param series one per operation asked for
/// @param together one per operation asked for, beside what shall run with it
/// @param faults what one fault of each kind costs, where asked for
/// @param flows single flows to their ends, where asked for
/// @param notes what the reader must know, in sentences
public record Surveyed(Subject subject, List<Series> series, List<Together> together, List<FaultCost> faults, Optional<FlowTimes> flows, List<String> notes) {

    public Surveyed {
        series = List.copyOf(series);
        together = List.copyOf(together);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }
}
