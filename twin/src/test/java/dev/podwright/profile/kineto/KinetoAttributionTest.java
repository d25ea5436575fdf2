package dev.podwright.profile.kineto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import dev.podwright.profile.Use.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which operator launched which task.
class KinetoAttributionTest {
    private static final int THREAD = 15_172;
    private static final String MM = TraceText.shapes("[\"c10::BFloat16\", \"c10::BFloat16\"]", "[[16, 64], [64, 32]]", "[[64, 1], [1, 64]]", "[\"\", \"\"]");

    @TempDir
    private Path directory;

    /// `aten::linear` from 0 to 100 calls `aten::mm` from 20 to 80, which launches at 40; the kernel runs from 200 to 250 microseconds.
    private static List<String> linear() {
        return List.of(
                TraceText.operator("aten::linear", THREAD, 0, 100_000, 1, ""),
                TraceText.operator("aten::mm", THREAD, 20_000, 60_000, 2, MM),
                TraceText.call("cudaLaunchKernel", THREAD, 40_000, 5_000, 77, 2),
                TraceText.kernel("gemm", 0, 7, 200_000, 50_000, 77, 2, ""));
    }

    @Test
    void aTaskBelongsToTheInnermostOperatorAroundItsLaunch() {
        Profile profile = TraceFiles.read(directory, linear());

        Use use = profile.uses().getFirst();
        assertThat(use.operator()).isEqualTo("aten::mm");
        assertThat(use.parents()).containsExactly("aten::linear");
        assertThat(use.inputs()).containsExactly(new Tensor(List.of(16L, 64L), "bfloat16", ""), new Tensor(List.of(64L, 32L), "bfloat16", ""));
        assertThat(use.seconds()).isCloseTo(50e-6, within(1e-12));
        assertThat(profile.timeline().start(0)).isCloseTo(200e-6, within(1e-12));
        assertThat(profile.timeline().launched(0)).isCloseTo(40e-6, within(1e-12));
        assertThat(profile.seconds()).isCloseTo(250e-6, within(1e-12));
    }

    @Test
    void anOperatorsOwnTimeLeavesOutWhatItCalls() {
        Profile profile = TraceFiles.read(directory, linear());

        assertThat(profile.operators()).containsExactlyInAnyOrder(new HostOperator("aten::linear", 1, 0, 40_000 / 1e9, 0),
                new HostOperator("aten::mm", 1, 1, 60_000 / 1e9, 50_000 / 1e9));
    }

    @Test
    void operatorsOfOtherThreadsAreNotAroundALaunch() {
        Profile profile = TraceFiles.read(directory,
                TraceText.operator("aten::copy_", 99, 0, 100_000, 5, ""),
                TraceText.call("cudaLaunchKernel", THREAD, 40_000, 5_000, 77, 0),
                TraceText.kernel("copy", 0, 7, 200_000, 50_000, 77, 0, ""));

        assertThat(profile.uses().getFirst().operator()).isEmpty();
        assertThat(profile.notes()).anyMatch(note -> note.equals("1 task not traced back to any operator."));
    }

    @Test
    void withoutItsLaunchATaskBelongsToTheOperatorThatItNames() {
        List<String> events = new ArrayList<>(linear());
        events.remove(2);

        Profile profile = TraceFiles.read(directory, events);

        assertThat(profile.uses().getFirst().operator()).isEqualTo("aten::mm");
        assertThat(profile.timeline().launched(0)).isNaN();
    }

    @Test
    void aTaskOfAGraphHasNoOperator() {
        Profile byLaunch = TraceFiles.read(directory,
                TraceText.operator("aten::mm", THREAD, 0, 100_000, 1, MM),
                TraceText.call("cudaGraphLaunch", THREAD, 40_000, 5_000, 77, 1),
                TraceText.kernel("gemm", 0, 7, 200_000, 50_000, 77, 1, ""),
                TraceText.kernel("gemm", 0, 7, 260_000, 50_000, 77, 1, ""));
        Profile byNode = TraceFiles.read(directory,
                TraceText.operator("aten::mm", THREAD, 0, 100_000, 1, MM),
                TraceText.kernel("gemm", 0, 7, 200_000, 50_000, 77, 1, ", \"graph id\": 3, \"graph node id\": 12"));

        assertThat(byLaunch.uses()).singleElement().satisfies(use -> {
            assertThat(use.graph()).isTrue();
            assertThat(use.operator()).isEmpty();
            assertThat(use.count()).isEqualTo(2);
        });
        assertThat(byNode.uses().getFirst().graph()).isTrue();
        assertThat(byLaunch.notes()).anyMatch(note -> note.startsWith("2 tasks launched by CUDA graphs"));
    }

    @Test
    void listsOfTensorsCountAsTensorsAndArgumentsNotGivenAsEmptyScalars() {
        Profile profile = TraceFiles.read(directory,
                TraceText.operator("aten::cat", THREAD, 0, 100_000, 1,
                        TraceText.shapes("[\"TensorList\", \"Scalar\", \"\", \"long int\", \"Scalar\"]", "[[[2, 3], [4, 3]], [], [], [], []]", "[]", "[\"\", \"-1\", \"\", \"\", \"0.125\"]")),
                TraceText.call("cudaLaunchKernel", THREAD, 40_000, 5_000, 77, 1),
                TraceText.kernel("CatArrayBatchedCopy", 0, 7, 200_000, 50_000, 77, 1, ""));

        Use use = profile.uses().getFirst();
        assertThat(use.inputs()).containsExactly(new Tensor(List.of(2L, 3L), "", ""), new Tensor(List.of(4L, 3L), "", ""), new Tensor(List.of(), "long int", ""));
        assertThat(use.scalars()).containsExactly("-1", "", "*");
    }

    @Test
    void sizesBeyondTwoThousandMillionStay() {
        Profile profile = TraceFiles.read(directory,
                TraceText.operator("aten::fill_", THREAD, 0, 100_000, 1, TraceText.shapes("[\"float\"]", "[[5000000000, 2]]", "[]", "[\"\"]")),
                TraceText.call("cudaLaunchKernel", THREAD, 40_000, 5_000, 77, 1),
                TraceText.kernel("fill", 0, 7, 200_000, 50_000, 77, 1, ""));

        assertThat(profile.uses().getFirst().inputs()).containsExactly(new Tensor(List.of(5_000_000_000L, 2L), "float", ""));
    }

    @Test
    void tasksThatDifferInShapesAreDifferentUses() {
        List<String> events = new ArrayList<>(linear());
        events.add(TraceText.operator("aten::mm", THREAD, 120_000, 60_000, 3, MM.replace("[16, 64]", "[32, 64]")));
        events.add(TraceText.call("cudaLaunchKernel", THREAD, 140_000, 5_000, 78, 3));
        events.add(TraceText.kernel("gemm", 0, 7, 300_000, 70_000, 78, 3, ""));

        Profile profile = TraceFiles.read(directory, events);

        assertThat(profile.uses()).extracting(use -> use.inputs().getFirst().shape()).containsExactly(List.of(32L, 64L), List.of(16L, 64L));
        assertThat(profile.timeline().use(0)).isEqualTo(1);
    }

    @Test
    void launchShapesAreMeansOverTheTasksOfAUse() {
        List<String> events = new ArrayList<>(linear());
        events.add(TraceText.kernel("gemm", 0, 7, 300_000, 50_000, 77, 2, "").replace("\"grid\": [256, 1, 1]", "\"grid\": [8, 8, 2]")
                .replace("\"est. achieved occupancy %\": 24", "\"est. achieved occupancy %\": -3"));

        Profile profile = TraceFiles.read(directory, events);

        assertThat(profile.uses().getFirst().counters()).containsEntry("grid", 192.0).containsEntry("block", 256.0).containsEntry("est. achieved occupancy %", 24.0)
                .containsEntry("registers per thread", 168.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfEventsDoesNotMatter(long seed) {
        List<String> events = TraceFiles.training(seed, 2, 2);
        Profile ordered = TraceFiles.read(directory, events);
        List<String> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));

        Profile profile = TraceFiles.read(directory, shuffled);

        assertThat(profile).usingRecursiveComparison().isEqualTo(ordered);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostAndNothingCountedTwice(long seed) {
        List<String> events = new ArrayList<>();
        TrainingTrace trace = new TrainingTrace(seed, false, events::add);
        trace.step(1, 3);

        Profile profile = TraceFiles.read(directory, events);

        assertThat(profile.timeline().size()).isEqualTo((int) trace.tasks);
        assertThat(profile.uses().stream().mapToLong(Use::count).sum()).isEqualTo(trace.tasks);
        assertThat(profile.uses().stream().mapToDouble(Use::seconds).sum()).isCloseTo(trace.taskNanos / 1e9, within(1e-9));
        assertThat(profile.operators().stream().mapToLong(HostOperator::calls).sum()).isEqualTo(trace.operators);
        assertThat(profile.operators().stream().mapToLong(HostOperator::launches).sum()).isEqualTo(trace.tasks);
        assertThat(profile.operators().stream().mapToDouble(HostOperator::deviceSeconds).sum()).isCloseTo(trace.taskNanos / 1e9, within(1e-9));
        assertThat(profile.notes()).isEmpty();
    }
}
