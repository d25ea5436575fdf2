package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.Role;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Lines that belong together because they begin alike: one process, or a whole terminal where nothing marks its lines. Messages run over several
/// lines, and who wrote them stands often on the last; so what was found is held until then.
final class Stream {
    /// Lines of the stream that a message may run until its process is named.
    private static final int HOLD = 12;

    private final Tally tally;
    private final Speaker file;
    private final List<Occurrence> held = new ArrayList<>();
    private Speaker speaker;
    private boolean several;
    private int age;
    private Optional<LocalDateTime> time = Optional.empty();
    private PythonTrace trace;
    private RootCause root;
    private boolean chained;

    Stream(Tally tally, Speaker file) {
        this.tally = tally;
        this.file = file;
        speaker = file;
    }

    /// Takes note of who speaks and when.
    void head(Head head, Optional<LocalDateTime> at) {
        expire();
        time = at.or(() -> time);
        held.replaceAll(o -> o.time().isEmpty() && at.isPresent() ? o.at(at) : o);
        if (head.speaker().unknown()) {
            return;
        }
        several |= !speaker.unknown() && !speaker.pid().isEmpty() && !head.speaker().pid().isEmpty() && !speaker.pid().equals(head.speaker().pid());
        speaker = speaker.unknown() ? head.speaker() : speaker.with(head.speaker());
        tally.process(speaker);
        if (head.named()) {
            settle(speaker);
        }
    }

    /// A line that says what was found before it is about.
    void explain(String line) {
        String bare = held.isEmpty() ? "" : Details.bare(line);
        if (Details.empty(bare)) {
            return;
        }
        for (int i = 0; i < held.size(); i++) {
            Occurrence o = held.get(i);
            if (o.detail().isEmpty() && Details.empty(o.text())) {
                held.set(i, o.detailed(Hits.cut(bare)));
            }
        }
    }

    /// @param sure whether the line itself names its process and time
    void found(Occurrence occurrence, boolean sure) {
        if (sure && !Details.empty(occurrence.text())) {
            tally.add(occurrence);
            return;
        }
        age = held.isEmpty() ? 0 : age;
        held.add(occurrence);
    }

    /// That the exception held so far only carries an error of CANN, as a line of torch_npu says after it.
    void passOn() {
        held.replaceAll(o -> o.code().equals("PYTHON") && o.role() == Role.CAUSE ? o.as(Role.WRAPPER) : o);
    }

    private void expire() {
        age++;
        if (!held.isEmpty() && age > HOLD) {
            settle(unnamed());
        }
    }

    void end() {
        settle(unnamed());
    }

    private void settle(Speaker by) {
        held.forEach(o -> tally.add(o.by(o.speaker().unknown() ? by : o.speaker()).at(time)));
        held.clear();
    }

    Speaker speaker() {
        return speaker;
    }

    /// Whom to name for a line that names nobody.
    Speaker unnamed() {
        return several ? file : speaker;
    }

    Optional<LocalDateTime> time() {
        return time;
    }

    OptionalInt year() {
        return time.map(t -> OptionalInt.of(t.getYear())).orElse(OptionalInt.empty());
    }

    /// Whether lines are awaited that say nothing by themselves.
    boolean busy() {
        return trace != null || root != null || !held.isEmpty();
    }

    PythonTrace trace() {
        return trace;
    }

    void trace(PythonTrace begun) {
        trace = begun;
    }

    RootCause root() {
        return root;
    }

    void root(RootCause begun) {
        root = begun;
    }

    /// Whether the next traceback follows from the one before; asked once.
    boolean chained() {
        boolean was = chained;
        chained = false;
        return was;
    }

    void chain() {
        chained = true;
    }
}
