package dev.podwright.knowledge.error.log;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Who wrote a line.
///
/// @param rank global rank, if the log says so
/// @param device of the host, if the log says so
/// @param pid process id; empty if unknown
/// @param name of a worker, such as `Worker_TP3`; empty if it has none
/// @param source folder of the log where there is a process id, which hosts may share; else the log itself
public record Speaker(OptionalInt rank, OptionalInt device, String pid, String name, String source) {

    /// Nobody that a line names: known by the log alone.
    static Speaker of(String source) {
        return new Speaker(OptionalInt.empty(), OptionalInt.empty(), "", "", source);
    }

    /// `rank 3`, `Worker_TP3 (PID 7277, device 1)`, `node1.log`.
    public String words() {
        if (rank.isPresent()) {
            return "rank " + rank.getAsInt();
        }
        List<String> parts = new ArrayList<>();
        if (!pid.isEmpty()) {
            parts.add("PID " + pid);
        }
        device.ifPresent(d -> parts.add("device " + d));
        String about = String.join(", ", parts);
        if (name.isEmpty()) {
            return about.isEmpty() ? source : about;
        }
        return about.isEmpty() ? name : "%s (%s)".formatted(name, about);
    }

    boolean unknown() {
        return rank.isEmpty() && pid.isEmpty() && name.isEmpty();
    }

    /// The same with what `line` knows better.
    Speaker with(Speaker line) {
        boolean same = pid.isEmpty() || line.pid.isEmpty() || pid.equals(line.pid);
        if (!same) {
            return line;
        }
        return new Speaker(line.rank.isPresent() ? line.rank : rank, line.device.isPresent() ? line.device : device, line.pid.isEmpty() ? pid : line.pid,
                line.name.isEmpty() ? name : line.name, line.source);
    }

    Speaker ranked(int found) {
        return new Speaker(OptionalInt.of(found), device, pid, name, source);
    }

    /// What tells speakers apart: the rank alone where it is known.
    String key() {
        return rank.isPresent() ? "rank " + rank.getAsInt() : pid.isEmpty() ? name + " " + source : pid + " " + source;
    }
}
