package dev.podwright.app;

import dev.podwright.simulation.ClassStatistics;
import java.util.ArrayList;
import java.util.List;

/// What a reader must know of a simulated run before its figures.
public final class SimulationNotes {
    /// From here on the queue grew with the run: percentiles then say how long it was, not what the system does.
    private static final double BUSY = 0.98;
    /// Of the requests.
    private static final double LATE = 0.5;

    private SimulationNotes() {}

    public static List<String> of(SimulationResult r) {
        ClassStatistics all = r.all();
        List<String> notes = new ArrayList<>();
        if (!r.end().whole()) {
            notes.add("Partial: the run was ended after %s of simulated time; what had not finished by then is not in the percentiles.".formatted(Show.seconds(r.end().seconds())));
        }
        all.unserved().forEach((reason, count) -> notes.add("%s of %s requests were not served: %s.".formatted(Show.count(count), Show.count(r.end().arrived()), reason.words())));
        if (all.finished() == 0) {
            notes.add("Nothing finished: there are no percentiles.");
        } else if (r.utilisation() > BUSY && r.within(all) < LATE) {
            notes.add("Overloaded: replicas ran all the time and %s of the requests kept the limits; the waits grow with the length of the run.".formatted(Show.percent(r.within(all))));
        }
        return notes;
    }
}
