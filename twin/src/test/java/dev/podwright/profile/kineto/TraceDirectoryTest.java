package dev.podwright.profile.kineto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podwright.document.InputException;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Directories with a trace for each rank.
class TraceDirectoryTest {
    private static final List<String> EVENTS = List.of(TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, ""));

    @TempDir
    private Path directory;

    private void trace(String name, int rank) {
        TraceFiles.plain(directory, name, TraceText.file(TraceText.distributed(rank, 16), EVENTS));
    }

    @Test
    void ranksStandInOrder() {
        trace("a_10.pt.trace.json", 10);
        trace("b_2.pt.trace.json", 2);
        TraceFiles.compressed(directory, "c_0.pt.trace.json.gz", TraceText.file(TraceText.distributed(0, 16), EVENTS));

        assertThat(Profiles.read(directory)).extracting(Profile::rank).containsExactly(OptionalInt.of(0), OptionalInt.of(2), OptionalInt.of(10));
    }

    @Test
    void aRankThatTheTraceDoesNotTellMayStandInItsName() {
        String content = TraceText.file("", EVENTS);
        TraceFiles.plain(directory, "rank1/trace.json", content);
        TraceFiles.plain(directory, "rank0/trace.json", content);

        List<Profile> profiles = Profiles.read(directory);

        assertThat(profiles).extracting(Profile::rank).containsExactly(OptionalInt.of(0), OptionalInt.of(1));
        assertThat(profiles.getFirst().notes()).contains("The rank is taken from the name of the file; the trace does not say it.");
        assertThat(profiles.getFirst().file()).isEqualTo(directory.resolve("rank0/trace.json").toString());
    }

    @Test
    void ofTwoTracesOfOneRankTheLaterIsRead() {
        trace("w.1700000001.pt.trace.json", 0);
        trace("w.1700000002.pt.trace.json", 0);

        List<Profile> profiles = Profiles.read(directory);

        assertThat(profiles).singleElement().satisfies(profile -> {
            assertThat(profile.file()).contains("1700000002");
            assertThat(profile.notes()).contains("The directory has more traces of this rank; the last by name was read, not w.1700000001.pt.trace.json.");
        });
    }

    @Test
    void otherFilesAreNamed() {
        trace("a.pt.trace.json", 0);
        TraceFiles.plain(directory, "config.json", "{\"hidden_size\": 8}");
        TraceFiles.plain(directory, "train.log", "step 1");

        assertThat(Profiles.read(directory)).singleElement().satisfies(profile ->
                assertThat(profile.notes()).contains("The directory has other files too, which are no traces: config.json, train.log."));
    }

    @Test
    void aDirectoryWithoutTracesIsRefused() {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> Profiles.read(directory)).withMessageContaining("no profile stands in this directory (it is empty)");
        TraceFiles.plain(directory, "train.log", "step 1");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> Profiles.read(directory)).withMessageContaining("(it has train.log)");
    }

    @Test
    void oneTraceThatWasCutShortSpoilsTheDirectory() {
        trace("a.pt.trace.json", 0);
        TraceFiles.plain(directory, "b.pt.trace.json", TraceText.file("", EVENTS).substring(0, 900));

        assertThatExceptionOfType(InputException.class).isThrownBy(() -> Profiles.read(directory)).withMessageContaining("b.pt.trace.json");
    }
}
