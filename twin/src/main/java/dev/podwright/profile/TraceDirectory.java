package dev.podwright.profile;

import dev.podwright.document.InputException;
import dev.podwright.profile.kineto.KinetoTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A directory with a trace for each rank.
final class TraceDirectory {
    /// A directory for each rank, in one for each run.
    private static final int DEEPEST = 3;
    private static final int MOST_NAMED = 5;

    private TraceDirectory() {}

    /// In order of rank; traces without a rank follow, in order of their names. Of several traces of one rank the one whose name comes last is kept, which is the newest as PyTorch
    /// names them (`worker.TIME.pt.trace.json`); a note names the others.
    static List<Profile> read(Path directory) {
        List<Path> files = files(directory);
        List<Path> traces = files.stream().filter(Content::trace).toList();
        if (traces.isEmpty()) {
            throw new InputException("%s: no profile stands in this directory (%s).".formatted(directory, files.isEmpty() ? "it is empty" : "it has " + named(directory, files)),
                    "Name the directory into which the profiler wrote: traces of PyTorch (*.json, *.json.gz), ASCEND_PROFILER_OUTPUT or PROF_*.");
        }
        Map<Integer, Profile> ranked = new TreeMap<>();
        Map<Integer, List<Path>> older = new TreeMap<>();
        List<Profile> others = new ArrayList<>();
        for (Path trace : traces) {
            Profile profile = KinetoTraces.read(trace, trace.toString(), directory.relativize(trace).toString());
            OptionalInt rank = profile.rank();
            if (rank.isEmpty()) {
                others.add(profile);
            } else {
                Profile before = ranked.put(rank.getAsInt(), profile);
                if (before != null) {
                    older.computeIfAbsent(rank.getAsInt(), key -> new ArrayList<>()).add(Path.of(before.file()));
                }
            }
        }
        List<Path> left = files.stream().filter(file -> !traces.contains(file)).toList();
        List<Profile> profiles = new ArrayList<>();
        ranked.forEach((rank, profile) -> profiles.add(noted(profile, older.containsKey(rank)
                ? "The directory has more traces of this rank; the last by name was read, not %s.".formatted(named(directory, older.get(rank))) : "")));
        profiles.addAll(others);
        String unread = left.isEmpty() ? "" : "The directory has other files too, which are no traces: %s.".formatted(named(directory, left));
        profiles.replaceAll(profile -> noted(profile, unread));
        return List.copyOf(profiles);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> below = Files.walk(directory, DEEPEST)) {
            return below.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString)).toList();
        } catch (IOException e) {
            throw new InputException("%s: the directory cannot be read (%s).".formatted(directory, e.getMessage()), "Check its permissions.", e);
        }
    }

    private static String named(Path directory, List<Path> files) {
        return files.stream().limit(MOST_NAMED).map(file -> directory.relativize(file).toString()).collect(Collectors.joining(", "))
                + (files.size() > MOST_NAMED ? " and %,d more".formatted(files.size() - MOST_NAMED) : "");
    }

    private static Profile noted(Profile p, String note) {
        List<String> notes = Stream.concat(p.notes().stream(), Stream.of(note).filter(n -> !n.isEmpty())).toList();
        return new Profile(p.file(), p.format(), p.device(), p.rank(), p.ranks(), p.versions(), p.steps(), p.seconds(), p.uses(), p.timeline(), p.operators(), notes);
    }
}
