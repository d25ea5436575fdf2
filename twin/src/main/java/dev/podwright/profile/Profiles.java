package dev.podwright.profile;

import dev.podwright.profile.kineto.KinetoTraces;
import java.nio.file.Path;
import java.util.List;

/// Reads profiles of any known format; the content decides which it is.
public final class Profiles {
    private Profiles() {}

    /// The profiles in a file or directory, one per rank, in order of rank: a Kineto trace (`.json`, `.json.gz`), a directory of such, `*_ascend_pt` or its
    /// `ASCEND_PROFILER_OUTPUT`, a `PROF_*` of msprof, a directory of several of these, or one of their CSV files alone.
    ///
    /// @throws dev.podwright.document.InputException if there is none, or it is cut short, empty or of another program: names the file, the place in it and what would be right
    public static List<Profile> read(Path path) {
        return List.of(KinetoTraces.read(path, path.toString()));
    }
}
