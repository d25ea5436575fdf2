package dev.podwright.profile.ascend;

import dev.podwright.document.InputException;
import dev.podwright.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A directory with the tables of one rank.
///
/// @param directory where the tables stand
/// @param root the `*_ascend_pt` or `PROF_*` around it, which has the files on versions and groups; `directory` itself where there is none
record Output(Path directory, Path root, Profile.Format format) {
    static final String PYTORCH = "ASCEND_PROFILER_OUTPUT";
    static final String MSPROF = "mindstudio_profiler_output";
    private static final String RANK = "_ascend_pt";
    private static final String RAW = "PROF_";
    /// From a directory of jobs down to `PROF_*/device_0/summary`, where old releases wrote.
    private static final int DEEPEST = 4;
    /// Exports of `msprof` carry the time at which they were made; one may be cut into slices.
    private static final Pattern STAMP = Pattern.compile("(\\d{8,})\\.csv(\\.gz)?$");

    /// The directories with tables below `path`, itself included, in the order of their names.
    ///
    /// @param raw gets the directories of profiles that nobody has analysed yet
    static List<Output> below(Path path, List<Path> raw) {
        List<Output> found = new ArrayList<>();
        visit(path, 0, found, raw);
        return found;
    }

    private static void visit(Path directory, int depth, List<Output> found, List<Path> raw) {
        Path analysed = directory.resolve(PYTORCH);
        Path exported = directory.resolve(MSPROF);
        if (Files.isDirectory(analysed)) {
            // The PROF_* beside it is what the tables were made of: reading it too would count every task twice.
            found.add(new Output(analysed, directory, Profile.Format.ASCEND_PYTORCH));
        } else if (Files.isDirectory(exported)) {
            found.add(new Output(exported, directory, Profile.Format.MSPROF));
        } else if (list(directory).stream().anyMatch(f -> Files.isRegularFile(f) && Table.named(f).isPresent()) && !holdsRanks(directory)) {
            found.add(of(directory));
        } else if (is(directory, PYTORCH) || is(directory, MSPROF)) {
            found.add(of(directory));
        } else if (name(directory).endsWith(RANK) || name(directory).startsWith(RAW) && !old(directory)) {
            raw.add(directory);
        } else if (depth < DEEPEST) {
            list(directory).stream().filter(Files::isDirectory).forEach(d -> visit(d, depth + 1, found, raw));
        }
    }

    /// Whether ranks stand below: a table beside them is somebody's summary.
    private static boolean holdsRanks(Path directory) {
        return list(directory).stream().anyMatch(d -> Files.isDirectory(d) && (name(d).endsWith(RANK) || name(d).startsWith(RAW)));
    }

    private static boolean old(Path profile) {
        return list(profile).stream().anyMatch(d -> Files.isDirectory(d.resolve("summary")));
    }

    private static Output of(Path directory) {
        boolean pytorch = is(directory, PYTORCH) || list(directory).stream().anyMatch(f -> name(f).startsWith("kernel_details") || name(f).startsWith("step_trace_time"));
        Path parent = directory.toAbsolutePath().getParent();
        boolean inside = is(directory, PYTORCH) || is(directory, MSPROF);
        return new Output(directory, inside && parent != null ? parent : directory, pytorch ? Profile.Format.ASCEND_PYTORCH : Profile.Format.MSPROF);
    }

    private static boolean is(Path directory, String name) {
        return name(directory.toAbsolutePath().normalize()).equals(name);
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }

    /// What stands in a directory, in the order of names.
    static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new InputException("%s: the directory cannot be read (%s).".formatted(directory, e.getMessage()), "Check its permissions.", e);
        }
    }

    /// The files of a kind: all slices of the latest export.
    List<Path> files(Table kind) {
        List<Path> all = list(directory).stream().filter(f -> Files.isRegularFile(f) && Table.named(f).equals(Optional.of(kind))).toList();
        String latest = all.stream().map(Output::stamp).max(String::compareTo).orElse("");
        return all.stream().filter(f -> stamp(f).equals(latest)).toList();
    }

    private static String stamp(Path file) {
        Matcher matcher = STAMP.matcher(name(file));
        return matcher.find() ? matcher.group(1) : "";
    }
}
