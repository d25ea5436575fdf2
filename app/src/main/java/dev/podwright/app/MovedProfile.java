package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Profiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// A profile of what moves, as options.
final class MovedProfile {
    @Option(names = "--profile", paramLabel = "FILE|DIR",
            description = "A profile taken on the source: a trace of PyTorch's profiler (.json, .json.gz), or a directory of one per rank.")
    private Path path;

    @Option(names = "--rank", paramLabel = "N", description = "Which rank of a directory of profiles (default: the lowest).")
    private Integer rank;

    /// @param notes what to say of the choice
    record Chosen(Profile profile, List<String> notes) {}

    boolean given() {
        return path != null;
    }

    /// @throws InputException if it cannot be read, or has no such rank
    Optional<Chosen> read() {
        if (path == null) {
            if (rank != null) {
                throw new InputException("--rank %d is of a profile, and there is none.".formatted(rank), "Name one with --profile, or leave --rank out.");
            }
            return Optional.empty();
        }
        List<Profile> all = Profiles.read(path);
        List<String> notes = new ArrayList<>();
        Profile chosen = rank == null ? all.getFirst() : of(rank, all);
        if (all.size() > 1) {
            notes.add("%s holds profiles of %d ranks: this is %s.".formatted(path, all.size(), name(chosen)) + (rank == null ? " --rank chooses another." : ""));
        }
        return Optional.of(new Chosen(chosen, notes));
    }

    private static Profile of(int rank, List<Profile> all) {
        return all.stream().filter(p -> p.rank().isPresent() && p.rank().getAsInt() == rank).findFirst().orElseThrow(() -> new InputException(
                "--rank %d is not among the profiles.".formatted(rank), "There are: " + all.stream().map(MovedProfile::name).collect(Collectors.joining(", ")) + "."));
    }

    private static String name(Profile profile) {
        return profile.rank().isPresent() ? "rank " + profile.rank().getAsInt() : profile.file();
    }

    /// Whether the program in the profile trains: it goes backward or steps an optimiser (names as PyTorch's autograd and `torch.optim` give them).
    static boolean trains(Profile profile) {
        return profile.operators().stream().anyMatch(o -> o.name().startsWith("autograd::engine::evaluate_function") || o.name().startsWith("Optimizer.step")
                || o.name().matches(".*Backward\\d*"));
    }
}
