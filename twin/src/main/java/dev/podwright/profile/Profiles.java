package dev.podwright.profile;

import dev.podwright.document.InputException;
import dev.podwright.profile.ascend.AscendProfiles;
import dev.podwright.profile.kineto.KinetoTraces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads profiles of any known format; the content decides which it is.
public final class Profiles {
    private Profiles() {}

    /// The profiles in a file or directory, one per rank, in order of rank: a Kineto trace (`.json`, `.json.gz`), a directory of such, `*_ascend_pt` or its
    /// `ASCEND_PROFILER_OUTPUT`, a `PROF_*` of msprof, a directory of several of these, or one of their CSV files alone.
    ///
    /// @throws InputException if there is none, or it is cut short, empty or of another program: names the file, the place in it and what would be right
    public static List<Profile> read(Path path) {
        if (!Files.exists(path)) {
            throw new InputException("%s: there is no such file or directory.".formatted(path), "Check the path.");
        }
        if (!Files.isReadable(path)) {
            throw new InputException("%s: you may not read this.".formatted(path), "Check its permissions.");
        }
        if (AscendProfiles.found(path)) {
            return AscendProfiles.read(path);
        }
        if (Files.isDirectory(path)) {
            return TraceDirectory.read(path);
        }
        Content content = Content.of(path);
        if (content != Content.JSON) {
            throw content.refused(path);
        }
        return List.of(KinetoTraces.read(path, path.toString(), path.getFileName().toString()));
    }
}
