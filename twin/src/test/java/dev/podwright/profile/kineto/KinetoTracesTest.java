package dev.podwright.profile.kineto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Profiles;
import dev.podwright.profile.Step;
import dev.podwright.profile.Use;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from a trace, and what is said about it.
class KinetoTracesTest {
    private static final int THREAD = 15_172;

    @TempDir
    private Path directory;

    @Test
    void theHeaderTellsDeviceAndVersions() {
        Profile profile = TraceFiles.read(directory, TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, ""));

        assertThat(profile.format()).isEqualTo(Profile.Format.KINETO);
        assertThat(profile.device()).isEqualTo("NVIDIA H100 80GB HBM3");
        assertThat(profile.versions()).isEqualTo(Map.of("cupti", "24", "cuda_runtime", "12.6", "cuda_driver", "12.4"));
        assertThat(profile.rank()).isEmpty();
    }

    @Test
    void aHeaderAfterTheEventsSaysTheSame() {
        String kernel = TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, "");
        Path file = TraceFiles.plain(directory, "trace.json",
                "{\"traceEvents\": [%s], \"distributedInfo\": {\"rank\": 3, \"world_size\": 16}, \"deviceProperties\": [{\"id\": 0, \"name\": \"A100\"}]}".formatted(kernel));

        Profile profile = Profiles.read(file).getFirst();

        assertThat(profile.device()).isEqualTo("A100");
        assertThat(profile.rank()).hasValue(3);
        assertThat(profile.ranks()).hasValue(16);
    }

    @Test
    void compressionAndNamesDoNotMatter() {
        String content = TraceText.file("", TraceFiles.training(3, 1, 2));
        Profile plain = Profiles.read(TraceFiles.plain(directory, "trace.json", content)).getFirst();

        for (String name : List.of("trace.json.gz", "trace.gz", "trace")) {
            assertThat(Profiles.read(TraceFiles.compressed(directory, name, content)).getFirst()).usingRecursiveComparison().ignoringFields("file").isEqualTo(plain);
        }
        assertThat(Profiles.read(TraceFiles.plain(directory, "trace.txt", content)).getFirst()).usingRecursiveComparison().ignoringFields("file").isEqualTo(plain);
    }

    @Test
    void aBareListOfEventsIsATrace() {
        Path file = TraceFiles.plain(directory, "trace.json", "[" + String.join(",", TraceFiles.training(3, 1, 2)) + ",\n]");

        assertThat(Profiles.read(file).getFirst().uses()).isNotEmpty();
    }

    @Test
    void stepsStandInOrderOfTime() {
        Profile profile = TraceFiles.read(directory, TraceText.step(8, 2_000_000, 500_000), TraceText.kernel("k", 0, 7, 1_000_000, 1000, 1, 0, ""), TraceText.step(7, 1_000_000, 600_000));

        assertThat(profile.steps()).extracting(Step::name).containsExactly("ProfilerStep#7", "ProfilerStep#8");
        assertThat(profile.steps().getLast().start()).isCloseTo(1e-3, within(1e-12));
        assertThat(profile.steps().getLast().seconds()).isCloseTo(0.5e-3, within(1e-12));
    }

    @Test
    void copiesAndFillsTellTheirBytes() {
        Profile profile = TraceFiles.read(directory,
                TraceText.call("cudaMemcpyAsync", THREAD, 0, 5_000, 1, 0), TraceText.copy("Memcpy HtoD (Pageable -> Device)", 7, 10_000, 3_000, 1, 0, 4096),
                TraceText.set(7, 20_000, 1_000, 2, 512));

        assertThat(profile.uses()).extracting(Use::kind, Use::bytes).containsExactly(org.assertj.core.groups.Tuple.tuple(Use.Kind.COPY, 4096.0),
                org.assertj.core.groups.Tuple.tuple(Use.Kind.SET, 512.0));
    }

    @Test
    void theHostWaitsInCallsThatSynchronise() {
        Profile profile = TraceFiles.read(directory,
                TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, ""),
                TraceText.call("cudaMemcpyAsync", THREAD, 10_000, 5_000, 3, 0),
                TraceText.call("cudaStreamSynchronize", THREAD, 100_000, 50_000, 2, 0),
                TraceText.call("cuStreamSynchronize", THREAD, 101_000, 48_000, 2, 0),
                TraceText.call("cudaMemcpy", THREAD, 300_000, 20_000, 4, 0),
                TraceText.call("cudaStreamWaitEvent", THREAD, 400_000, 1_000, 5, 0));

        assertThat(profile.timeline().waits()).isEqualTo(2);
        assertThat(profile.timeline().waitSeconds(0)).isCloseTo(50e-6, within(1e-12));
        assertThat(profile.timeline().waitStart(1)).isCloseTo(300e-6, within(1e-12));
    }

    @Test
    void ofSeveralDevicesTheBusiestIsReadAndTheOthersNamed() {
        Profile profile = TraceFiles.read(directory, TraceText.kernel("a", 0, 7, 0, 9000, 1, 0, ""), TraceText.kernel("b", 1, 7, 0, 1000, 2, 0, ""),
                TraceText.kernel("b", 1, 7, 2000, 1000, 3, 0, ""));

        assertThat(profile.uses()).extracting(Use::kernel).containsExactly("b");
        assertThat(profile.notes()).contains("The trace has tasks of several devices (0: 1, 1: 2); only device 1, which has the most, is read.");
    }

    @Test
    void whatWasNotRecordedIsSaid() {
        Profile profile = TraceFiles.read(directory, TraceText.operator("aten::mm", THREAD, 0, 1000, 1, ""));

        assertThat(profile.notes()).containsExactly("The trace has no device tasks: profile with activities CPU and CUDA.",
                "The shapes of tensors were not recorded: profile with record_shapes=True.", "The trace marks no steps: call step() of the profiler after each.");
        assertThat(TraceFiles.read(directory, TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, "")).notes()).anyMatch(note -> note.startsWith("The trace has no host operators"));
    }

    @Test
    void unusableNumbersAreCountedAndLeftOut() {
        String kernel = TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, "");
        Profile profile = TraceFiles.read(directory, kernel,
                kernel.replaceFirst("\"dur\": [0-9.]+", "\"dur\": NaN"),
                kernel.replaceFirst("\"dur\": [0-9.]+", "\"dur\": 18446744073709551.615"),
                kernel.replaceFirst("\"dur\": [0-9.]+", "\"dur\": -5.000"),
                kernel.replaceFirst("\"ts\": [0-9.]+, ", ""));

        assertThat(profile.timeline().size()).isEqualTo(2);
        assertThat(profile.notes()).contains("2 events left out: no usable start and duration.", "1 event with a negative duration, read as 0.",
                "1 event left out: longer than a day, which no profile is.");
    }

    @Test
    void eventsThatNeverBeganDoNotStretchTheProfile() {
        List<String> events = new java.util.ArrayList<>(TraceFiles.training(1, 1, 2));
        Profile whole = TraceFiles.read(directory, events);
        String astray = TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, "").replaceFirst("\"ts\": [0-9.]+", "\"ts\": 0.000");
        events.add(0, astray);
        events.add(TraceText.operator("record_param_comms", THREAD, 0, 1000, 3, "").replaceFirst("\"ts\": [0-9.]+", "\"ts\": 0.000"));

        Profile profile = TraceFiles.read(directory, events);

        assertThat(profile.notes()).containsExactly("2 events left out: more than a day away from most others.");
        assertThat(profile).usingRecursiveComparison().ignoringFields("notes").isEqualTo(whole);
    }

    @Test
    void timesAsTextAndWholeMicrosecondsAreTimes() {
        String kernel = TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, "");
        Profile profile = TraceFiles.read(directory, kernel.replaceFirst("\"ts\": [0-9.]+, \"dur\": [0-9.]+", "\"ts\": \"1740461679470813.5\", \"dur\": 12"),
                kernel.replaceFirst("\"ts\": [0-9.]+, \"dur\": [0-9.]+", "\"ts\": 1740461679470814.001, \"dur\": 1e1"));

        assertThat(profile.timeline().start(1)).isCloseTo(501e-9, within(1e-15));
        assertThat(profile.timeline().seconds(0)).isCloseTo(12e-6, within(1e-12));
        assertThat(profile.timeline().seconds(1)).isCloseTo(10e-6, within(1e-12));
    }

    @Test
    void anOperatorMayBeCalledLikeACallThatWaits() {
        Profile profile = TraceFiles.read(directory, TraceText.operator("cudaDeviceSynchronize", THREAD, 0, 9000, 1, ""),
                TraceText.call("cudaDeviceSynchronize", THREAD, 1000, 5000, 8, 1), TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, ""));

        assertThat(profile.timeline().waits()).isEqualTo(1);
    }

    @Test
    void categoriesThatAreNotKnownAreNamedAndCounted() {
        Profile profile = TraceFiles.read(directory, TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, ""), TraceText.complete("mtia_runtime", "run", "1", "1", 0, 5, ""),
                TraceText.complete("overhead", "Command Buffer Full", "-1", "0", 0, 5, ""));

        assertThat(profile.notes()).filteredOn(note -> note.contains("category")).containsExactly("1 event left out: of the category (mtia_runtime), which is not known here.");
    }

    @Test
    void whatTheProfilerComplainsAboutIsPassedOn() {
        Path file = TraceFiles.plain(directory, "trace.json", TraceText.file("\"WARNING\": [\"CUPTI dropped 12 records\"],", List.of(TraceText.kernel("k", 0, 7, 0, 1000, 1, 0, ""))));

        assertThat(Profiles.read(file).getFirst().notes()).contains("The profiler says: CUPTI dropped 12 records");
    }

    @Test
    void tracesOfOlderReleasesAreRead() {
        Profile profile = TraceFiles.read(directory,
                "{\"ph\": \"X\", \"cat\": \"Operator\", \"name\": \"ProfilerStep#1\", \"pid\": 5, \"tid\": \"5\", \"ts\": 90, \"dur\": 100, \"args\": {\"External id\": 1}}",
                "{\"ph\": \"X\", \"cat\": \"Operator\", \"name\": \"aten::mm\", \"pid\": 5, \"tid\": \"5\", \"ts\": 100, \"dur\": 50, \"args\": {\"External id\": 2, \"Input dims\": [[2, 3], [3, 4]]}}",
                "{\"ph\": \"X\", \"cat\": \"Runtime\", \"name\": \"cudaLaunchKernel\", \"pid\": 5, \"tid\": \"5\", \"ts\": 110, \"dur\": 5, \"args\": {\"correlation\": 9, \"external id\": 2}}",
                "{\"ph\": \"X\", \"cat\": \"Kernel\", \"name\": \"gemm\", \"pid\": 0, \"tid\": \"stream 7\", \"ts\": 170, \"dur\": 5, \"args\": {\"correlation\": 9, \"external id\": 2, \"device\": 0, \"stream\": 7}}");

        assertThat(profile.uses()).singleElement().satisfies(use -> assertThat(use.inputs()).hasSize(2));
        assertThat(profile.uses().getFirst().operator()).isEqualTo("aten::mm");
        assertThat(profile.steps()).hasSize(1);
    }

    /// The figures were counted from the file with a script that compares all pairs of operators.
    @Test
    void aRealTraceOfACpuHasItsOperators() throws IOException {
        Path file = directory.resolve("cpu.json.gz");
        try (InputStream resource = getClass().getResourceAsStream("cpu.json.gz")) {
            Files.copy(resource, file);
        }

        Profile profile = Profiles.read(file).getFirst();

        Map<String, HostOperator> operators = profile.operators().stream().collect(java.util.stream.Collectors.toMap(HostOperator::name, o -> o));
        assertThat(operators).hasSize(133);
        assertThat(profile.operators().stream().mapToLong(HostOperator::calls).sum()).isEqualTo(1599);
        assertThat(operators.get("aten::linear")).isEqualTo(new HostOperator("aten::linear", 16, 0, 24_057 / 1e9, 0));
        assertThat(operators.get("aten::mm").hostSeconds()).isCloseTo(367_149e-9, within(1e-15));
        assertThat(operators.get("autograd::engine::evaluate_function: MmBackward0").hostSeconds()).isCloseTo(20_999e-9, within(1e-15));
        assertThat(profile.steps()).hasSize(2);
        assertThat(profile.uses()).isEmpty();
        assertThat(profile.notes()).anyMatch(note -> note.startsWith("The trace has no device tasks"));
    }
}
