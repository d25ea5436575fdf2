package dev.podwright.profile.ascend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.InputException;
import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.ProfileBuilder;
import dev.podwright.profile.Step;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AscendProfilesTest {
    private static final String KERNELS = "Device_id,Name,Type,Accelerator Core,Start Time(us),Duration(us),Wait Time(us),Block Dim,Mix Block Dim,aic_mac_ratio,Input Shapes,Input Data Types,"
            + "Input Formats,Output Shapes,Output Data Types,Output Formats\n";

    @TempDir
    private Path folder;

    @Test
    void readsARankWithItsStepsTensorsCountersAndVersions() {
        new AscendRank(3).group("group_name_0", "default_group", 0, 1, 2, 3).versions("2.6.0", "8.2.RC1").step(6)
                .tasks(AscendTask.product(1024, 4096, 4096, 100).counter("aic_mac_ratio", 0.9), AscendTask.product(1024, 4096, 4096, 120.5).after(30).counter("aic_mac_ratio", 0.7))
                .tasks(AscendTask.of("RmsNorm", "AI_VECTOR_CORE", 10.25)).call("aten::mm", 12, 220.5).call("aten::mm", 8, 0).write(folder);
        assertThat(AscendProfiles.found(folder)).isTrue();
        Profile profile = only(AscendProfiles.read(folder));
        assertThat(profile.rank()).hasValue(3);
        assertThat(profile.ranks()).hasValue(4);
        assertThat(profile.format()).isEqualTo(Profile.Format.ASCEND_PYTORCH);
        assertThat(profile.versions()).containsEntry("torch_npu", "2.6.0").containsEntry("cann", "8.2.RC1");
        assertThat(profile.device()).isEqualTo("NPU 0");
        Use product = profile.uses().getFirst();
        assertThat(product.kernel()).isEqualTo("MatMulV3");
        assertThat(product.core()).isEqualTo("AI_CORE");
        assertThat(product.graph()).isFalse();
        assertThat(product.count()).isEqualTo(2);
        assertThat(product.seconds()).isCloseTo(220.5e-6, within(1e-12));
        assertThat(product.shortest()).isCloseTo(100e-6, within(1e-12));
        assertThat(product.longest()).isCloseTo(120.5e-6, within(1e-12));
        assertThat(product.waited()).isCloseTo(30e-6, within(1e-12));
        assertThat(product.counters().get("aic_mac_ratio")).isCloseTo(0.8, within(1e-9));
        assertThat(product.counters()).containsEntry("Block Num", 24.0).doesNotContainKeys("Task ID", "Context ID");
        assertThat(product.inputs()).containsExactly(new Use.Tensor(List.of(1024L, 4096L), "bfloat16", "ND"), new Use.Tensor(List.of(4096L, 4096L), "bfloat16", "ND"));
        assertThat(product.outputs()).containsExactly(new Use.Tensor(List.of(1024L, 4096L), "bfloat16", "ND"));
        Timeline line = profile.timeline();
        assertThat(line.size()).isEqualTo(3);
        assertThat(line.start(0)).isZero();
        assertThat(line.start(1)).isCloseTo(130e-6, within(1e-12));
        Step step = only(profile.steps());
        assertThat(step.name()).isEqualTo("ProfilerStep#6");
        assertThat(step.seconds()).isCloseTo(260.75e-6, within(1e-12));
        Step.Breakdown parts = step.breakdown().orElseThrow();
        assertThat(parts.computing()).isCloseTo(230.75e-6, within(1e-12));
        assertThat(parts.free()).isCloseTo(30e-6, within(1e-12));
        assertThat(parts.preparing()).isCloseTo(0.67e-6, within(1e-12));
        HostOperator called = only(profile.operators());
        assertThat(called.name()).isEqualTo("aten::mm");
        assertThat(called.calls()).isEqualTo(2);
        assertThat(called.launches()).isEqualTo(1);
        assertThat(called.hostSeconds()).isCloseTo(20e-6, within(1e-12));
        assertThat(called.deviceSeconds()).isCloseTo(220.5e-6, within(1e-12));
    }

    @Test
    void aStepIsComputingAndExposedCommunicationAndFree() {
        // 100 us of product beside 40 us of a collective, then 60 us of another alone.
        new AscendRank(0).step(1).tasks(AscendTask.product(64, 64, 64, 100), AscendTask.collective("allReduce", "503", 0, 40), AscendTask.collective("allGather", "503", 0, 60).on(2)).write(folder);
        Profile profile = only(AscendProfiles.read(folder));
        Step.Breakdown parts = only(profile.steps()).breakdown().orElseThrow();
        assertThat(parts.computing()).isCloseTo(100e-6, within(1e-12));
        assertThat(parts.communication()).isCloseTo(100e-6, within(1e-12));
        assertThat(parts.exposed()).isCloseTo(60e-6, within(1e-12));
        assertThat(parts.overlapped()).isCloseTo(40e-6, within(1e-12));
        assertThat(parts.free()).isZero();
        assertThat(profile.uses()).filteredOn(u -> u.kind() == Use.Kind.EXCHANGE).extracting(u -> u.exchange().orElseThrow().operation()).containsExactly("all_gather", "all_reduce");
    }

    @Test
    void collectivesFindTheirGroupByTheHashInCommunicationJson() throws IOException {
        String key = "10.170.22.98%enp67s0f5_60000_0_1708156014257149";
        Path root = new AscendRank(0).group(key, "tp", 0, 1, 2, 3).group("group_name_0", "default_group", 0, 1, 2, 3, 4, 5, 6, 7)
                .tasks(AscendTask.collective("allReduce", "649", 0, 40)).write(folder);
        Files.writeString(root.resolve("ASCEND_PROFILER_OUTPUT/communication.json"), """
                {"step": {"p2p": {}, "collective": {"hcom_allReduce__649_0_1@%s": {"Communication Time Info": {"Transit Time(ms)": 1.5},
                 "Communication Bandwidth Info": {"RDMA": {"Transit Size(MB)": 1.0, "Size Distribution": {}}, "HCCS": {"Transit Size(MB)": 3.0}, "SDMA": {"Transit Size(MB)": 3.0}}},
                 "Total Op Info": {"Communication Bandwidth Info": {"SDMA": {"Transit Size(MB)": 99.0}}}}}}""".formatted(Hccl.hash(key)));
        Use use = only(only(AscendProfiles.read(folder)).uses());
        assertThat(use.exchange()).hasValue(new Use.Exchange("all_reduce", 0, 4, "tp", List.of(0, 1, 2, 3)));
        assertThat(use.counters()).containsEntry("Transit Size(bytes)", 4e6);
    }

    @Test
    void theHashOfAGroupIsThePairOfItsPolynomials() {
        // "ab": 97 * 29 + 98 = 2911, 97 * 131 + 98 = 12805; 2911 * 2^32 + 12805.
        assertThat(Hccl.hash("ab")).isEqualTo("12502649811461");
        assertThat(2911L * (1L << 32) + 12805).isEqualTo(12502649811461L);
    }

    @Test
    void secondsOfUsesAreTheSumOfTheColumn() {
        AscendTroubles.write(folder, 0, 4, Set.of(AscendTroubles.Trouble.HOST_BOUND, AscendTroubles.Trouble.CPU_FALLBACK, AscendTroubles.Trouble.TRANSDATA));
        Profile profile = only(AscendProfiles.read(folder));
        double column = 0;
        try (Csv csv = Csv.open(folder.resolve("host_0_20260102030405_ascend_pt/ASCEND_PROFILER_OUTPUT/kernel_details.csv"))) {
            int at = new Columns(csv).need("", "Duration(us)");
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                column += Double.parseDouble(cells[at]);
            }
        }
        assertThat(profile.uses().stream().mapToDouble(Use::seconds).sum()).isCloseTo(column * 1e-6, within(1e-12));
        assertThat(profile.uses().stream().mapToLong(Use::count).sum()).isEqualTo(profile.timeline().size());
        assertThat(profile.steps()).allSatisfy(s -> assertThat(s.breakdown().orElseThrow().computing() + s.breakdown().orElseThrow().exposed() + s.breakdown().orElseThrow().free())
                .isCloseTo(s.seconds(), within(1e-9)));
        assertThat(profile.uses()).anySatisfy(u -> assertThat(u.core()).isEqualTo("AI_CPU"));
    }

    @Test
    void theTraceTellsWhoLaunchedTasksAndWhenAndWhatCollectivesCarried() throws IOException {
        Path root = new AscendRank(0).group("group_name_7", "tp", 4, 5).tasks(AscendTask.product(8, 16, 32, 100), AscendTask.product(8, 16, 32, 100).after(50), AscendTask.collective("allGather",
                Hccl.hash("group_name_7").substring(Hccl.hash("group_name_7").length() - 3), 0, 30)).write(folder);
        // Tasks begin at 1787060308130367.000 and 150 us later; one arrow's name serves both launches, as when a graph is replayed.
        String trace = """
                [{"ph": "M", "name": "process_name", "pid": 1, "tid": 0, "args": {"name": "Python"}},
                 {"ph": "X", "name": "aten::mm", "cat": "cpu_op", "pid": 1, "tid": 10, "ts": "1787060308130300.500", "dur": "20.000", "args": {"Input Dims": [[8, 32], [32, 16]]}},
                 {"ph": "s", "cat": "async_npu", "name": "torch_to_npu", "id": "a1", "pid": 1, "tid": 10, "ts": "1787060308130300.500"},
                 {"ph": "f", "bp": "e", "cat": "async_npu", "name": "torch_to_npu", "id": "a1", "pid": 2, "tid": 2, "ts": "1787060308130367.000"},
                 {"ph": "s", "cat": "HostToDevice", "name": "HostToDevice5", "id": "5", "pid": 3, "tid": 10, "ts": "1787060308130310.250"},
                 {"ph": "f", "cat": "HostToDevice", "name": "HostToDevice5", "id": "5", "pid": 2, "tid": 2, "ts": "1787060308130367.000"},
                 {"ph": "s", "cat": "HostToDevice", "name": "HostToDevice5", "id": "5", "pid": 3, "tid": 10, "ts": "1787060308130510.000"},
                 {"ph": "f", "cat": "HostToDevice", "name": "HostToDevice5", "id": "5", "pid": 2, "tid": 2, "ts": "1787060308130517.000"},
                 {"ph": "X", "name": "AscendCL@aclrtSynchronizeStream", "pid": 3, "tid": 10, "ts": "1787060308130600.000", "dur": 12.5, "args": {}},
                 {"ph": "X", "name": "hcom_allGather__%s_0_1", "pid": 4, "tid": 0, "ts": "1787060308130367.000", "dur": 30.0, "args": {"data_type": "BFP16", "alg_type": "MESH", "count": 1000}}]
                """.formatted(Hccl.hash("group_name_7").substring(Hccl.hash("group_name_7").length() - 3));
        Path file = Files.writeString(root.resolve("ASCEND_PROFILER_OUTPUT/trace_view.json"), trace);
        Profile profile = only(AscendProfiles.read(folder));
        Timeline line = profile.timeline();
        List<Use> products = profile.uses().stream().filter(u -> u.kind() == Use.Kind.KERNEL).toList();
        assertThat(products).extracting(Use::operator).containsExactlyInAnyOrder("aten::mm", "");
        // The first launch is where the profile begins.
        assertThat(line.start(0)).isCloseTo(56.75e-6, within(1e-12));
        assertThat(line.launched(0)).isZero();
        assertThat(line.launched(line.size() - 1)).isCloseTo(199.75e-6, within(1e-12));
        assertThat(line.waits()).isEqualTo(1);
        assertThat(line.waitSeconds(0)).isCloseTo(12.5e-6, within(1e-12));
        assertThat(profile.uses()).filteredOn(u -> u.kind() == Use.Kind.EXCHANGE).extracting(u -> u.exchange().orElseThrow())
                .containsExactly(new Use.Exchange("all_gather", 4000, 2, "tp", List.of(4, 5)));
        Files.writeString(file, trace.substring(0, trace.indexOf("AscendCL")));
        Profile cut = only(AscendProfiles.read(folder));
        assertThat(cut.timeline().launched(0)).isZero();
        assertThat(cut.notes()).anyMatch(n -> n.contains("trace_view.json is cut short"));
    }

    @Test
    void numbersAreReadAsTheLibraryReadsThem() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            String text = BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(60))), random.nextInt(8)).toPlainString();
            assertThat(Cell.parsed(text)).isEqualTo(Double.parseDouble(text));
        }
        assertThat(Cell.parsed("1e3")).isEqualTo(1000);
        assertThat(Cell.parsed("-4.5")).isEqualTo(-4.5);
        assertThat(Cell.parsed(".5")).isEqualTo(0.5);
        assertThat(Cell.parsed("5.")).isEqualTo(5);
        for (String none : List.of("", ".", "x", "1.2.3", "1,5")) {
            assertThat(Cell.parsed(none)).isNaN();
        }
    }

    @Test
    void timesOfATraceAreExactInWhateverForm() {
        assertThat(TraceEvent.nanos("1787060308130367.891")).isEqualTo(1787060308130367891L);
        assertThat(TraceEvent.nanos("134524588477.77002")).isEqualTo(134524588477770L);
        assertThat(TraceEvent.nanos("12")).isEqualTo(12_000);
        assertThat(TraceEvent.nanos("0.5")).isEqualTo(500);
        assertThat(TraceEvent.nanos("1.5E3")).isEqualTo(1_500_000);
        assertThat(TraceEvent.nanos("-2.5")).isEqualTo(-2_500);
        assertThat(TraceEvent.nanos("soon")).isEqualTo(ProfileBuilder.UNKNOWN);
    }

    @Test
    void everyTaskOfATracedRankHasALaunchAndAnOperator() {
        AscendTroubles.write(folder, 0, 2, Set.of(AscendTroubles.Trouble.HOST_BOUND));
        Profile profile = only(AscendProfiles.read(folder));
        for (int i = 0; i < profile.timeline().size(); i++) {
            assertThat(profile.timeline().launched(i)).isLessThan(profile.timeline().start(i));
        }
        // A collective beside the first product of a step begins with it: both are told as one of the two.
        assertThat(profile.uses()).allSatisfy(u -> assertThat(u.operator()).startsWith("npu::"));
    }

    @Test
    void aSummaryBesideRanksIsNotTakenForThem() throws IOException {
        AscendTroubles.write(folder, 0, 2, Set.of());
        write("op_statistic_summary.csv", "OP Type,Core Type,Count,Total Time(us)\nAdd,AI_VECTOR_CORE,1,5\n");
        assertThat(only(AscendProfiles.read(folder)).rank()).hasValue(0);
    }

    @Test
    void ranksOfAJobComeInTheirOrder() {
        for (int rank : new int[] {10, 2, 0}) {
            AscendTroubles.write(folder, rank, 11, Set.of());
        }
        assertThat(AscendProfiles.read(folder)).extracting(p -> p.rank().orElseThrow()).containsExactly(0, 2, 10);
    }

    @Test
    void cellsAsHuaweiPrintsThemAreUnderstood() throws IOException {
        Path file = write("kernel_details.csv", "\uFEFF" + KERNELS.replace("\n", "\r\n")
                + "0,MatMul1,MatMulV2,AI_CORE,1787060308130367.891\t,10.5,N/A,20,N/A,N/A,\"\"\"16,32;2,2,16,16;\"\"\",DT_BF16;DT_BF16;DT_UNDEFINED,ND;FRACTAL_NZ;NULL,\"\"\"16,32\"\"\",DT_BF16,ND\r\n");
        Use use = only(only(AscendProfiles.read(file)).uses());
        assertThat(use.inputs()).containsExactly(new Use.Tensor(List.of(16L, 32L), "bfloat16", "ND"), new Use.Tensor(List.of(2L, 2L, 16L, 16L), "bfloat16", "FRACTAL_NZ"));
        assertThat(use.counters()).containsExactly(Map.entry("Block Dim", 20.0));
        assertThat(use.seconds()).isCloseTo(10.5e-6, within(1e-15));
    }

    @Test
    void optionalInputsThatWereLeftOutKeepTheirPlace() throws IOException {
        Path file = write("kernel_details.csv", KERNELS + "0,A,FusedInferAttentionScore,MIX_AIC,1,2,0,1,1,0,\"\"\"8,16,128;64,128,2,128;64,128,2,128;;;;8;;\"\"\","
                + "DT_BF16;DT_BF16;DT_BF16;DT_UNDEFINED;DT_UNDEFINED;DT_UNDEFINED;INT64;DT_UNDEFINED;DT_UNDEFINED,ND;ND;ND;NULL;NULL;NULL;ND;NULL;NULL,\"\"\"8,16,128;\"\"\",DT_BF16;FLOAT,ND;ND\n");
        Use use = only(only(AscendProfiles.read(file)).uses());
        assertThat(use.inputs()).hasSize(7);
        assertThat(use.inputs().get(3)).isEqualTo(new Use.Tensor(List.of(), "", ""));
        assertThat(use.inputs().get(6)).isEqualTo(new Use.Tensor(List.of(8L), "int64", "ND"));
        assertThat(use.outputs()).containsExactly(new Use.Tensor(List.of(8L, 16L, 128L), "bfloat16", "ND"), new Use.Tensor(List.of(), "float", "ND"));
    }

    @Test
    void aCompressedTableAloneIsRead() throws IOException {
        Path file = folder.resolve("mine.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((KERNELS + "0,A,Add,AI_VECTOR_CORE,1,2,0,1,1,0,,,,,,\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(AscendProfiles.found(file)).isTrue();
        Profile profile = only(AscendProfiles.read(file));
        assertThat(only(profile.uses()).kernel()).isEqualTo("Add");
        assertThat(profile.notes()).anyMatch(n -> n.contains("One table alone"));
    }

    @Test
    void msprofIsReadFromItsLatestExportSliceBySlice() throws IOException {
        Path output = Files.createDirectories(folder.resolve("PROF_000001_20260101/mindstudio_profiler_output"));
        String heading = "Device_id,Model ID,Task ID,Stream ID,Op Name,OP Type,OP State,Task Type,Task Start Time(us),Task Duration(us),Task Wait Time(us),Block Dim\n";
        Files.writeString(output.resolve("op_summary_20250101000000.csv"), heading + "0,1,1,1,old,Old,static,AI_CORE,1,99,0,1\n");
        Files.writeString(output.resolve("op_summary_slice_0_20260101000000.csv"), heading + "0,1,1,1,a,MatMul,static,AI_CORE,1,2,0,1\n1,1,1,1,a,MatMul,static,AI_CORE,1,3,0,1\n");
        Files.writeString(output.resolve("op_summary_slice_1_20260101000000.csv"), heading + "0,1,2,1,b,MatMul,static,AI_CORE,5,4,0,1\n");
        List<Profile> profiles = AscendProfiles.read(folder);
        assertThat(profiles).extracting(Profile::device).containsExactly("NPU 0", "NPU 1");
        assertThat(profiles).extracting(p -> Math.round(p.seconds(Use.Kind.KERNEL) * 1e9)).containsExactly(6000L, 3000L);
        assertThat(profiles.getFirst().format()).isEqualTo(Profile.Format.MSPROF);
        assertThat(only(profiles.getFirst().uses()).graph()).isTrue();
        assertThat(profiles.getFirst().notes()).anyMatch(n -> n.contains("op_summary_20250101000000.csv"));
    }

    @Test
    void sumsByTypeStandInNoTimeline() throws IOException {
        Path file = write("op_statistic.csv", "Device_id,OP Type,Core Type,Count,Total Time(us),Min Time(us),Avg Time(us),Max Time(us),Ratio(%)\n0,GroupedMatmul,MIX_AIC,8,8000,900,1000,1100,50\n"
                + "0,hcom_allReduce_,HCCL,2,30,10,15,20,1\n");
        Profile profile = only(AscendProfiles.read(file));
        assertThat(profile.timeline()).isSameAs(Timeline.NONE);
        Use use = profile.uses().getFirst();
        assertThat(use.count()).isEqualTo(8);
        assertThat(use.seconds()).isCloseTo(8e-3, within(1e-12));
        assertThat(use.shortest()).isCloseTo(9e-4, within(1e-12));
        assertThat(use.longest()).isCloseTo(1.1e-3, within(1e-12));
        assertThat(profile.uses().getLast().kind()).isEqualTo(Use.Kind.EXCHANGE);
    }

    @Test
    void tasksWithoutTypesAreKnownByTheirKernelsAndWaitsAreCounted() throws IOException {
        Path file = write("task_time_20260101000000.csv", "Device_id,kernel_name,kernel_type,stream_id,task_id,task_time(us),task_start(us),task_stop(us)\n0,MatMulV2_x,AI_CORE,1,1,6.5,10,16.5\n"
                + "0,N/A,EVENT_WAIT,1,2,100,17,117\n0,N/A,MEMCPY_ASYNC,1,3,4,120,124\n");
        Profile profile = only(AscendProfiles.read(file));
        assertThat(profile.uses()).extracting(Use::kernel).containsExactly("MatMulV2_x", "MEMCPY_ASYNC");
        assertThat(profile.uses().getLast().kind()).isEqualTo(Use.Kind.COPY);
        assertThat(profile.notes()).anyMatch(n -> n.startsWith("1 waits"));
    }

    @Test
    void stepsOfATableAloneAreLaidOneAfterAnother() throws IOException {
        Path file = write("step_trace_time.csv", "Device_id,Step,Computing,Communication(Not Overlapped),Overlapped,Communication,Free,Stage,Bubble,Preparing\n0,4,100,20,5,25,30,150,0,-3\n"
                + "0,5,110,20,5,25,30,160,10,1\n");
        Profile profile = only(AscendProfiles.read(file));
        assertThat(profile.steps()).extracting(Step::name).containsExactly("ProfilerStep#4", "ProfilerStep#5");
        assertThat(profile.steps().get(1).start()).isCloseTo(150e-6, within(1e-12));
        assertThat(profile.steps().get(0).breakdown().orElseThrow().preparing()).isZero();
        assertThat(profile.notes()).anyMatch(n -> n.contains("one after another"));
    }

    @Test
    void aProfileWithoutStepsIsOneStepAndSaysSo() {
        new AscendRank(0).tasks(AscendTask.of("Add", "AI_VECTOR_CORE", 5)).write(folder);
        Profile profile = only(AscendProfiles.read(folder));
        assertThat(only(profile.steps()).name()).isEqualTo("all");
        assertThat(profile.notes()).anyMatch(n -> n.contains("marked no steps"));
    }

    @Test
    void aMissingColumnIsNamedWithWhatThereIsAndTheNearest() throws IOException {
        Path file = write("kernel_details.csv", KERNELS.replace("Duration(us)", "Duration us") + "0,A,Add,AI_VECTOR_CORE,1,2,0,1,1,0,,,,,,\n");
        assertThatThrownBy(() -> AscendProfiles.read(file)).isInstanceOf(InputException.class).hasMessageContaining("kernel_details.csv, line 1: there is no column Duration(us)")
                .hasMessageContaining("the heading has Device_id, Name, Type").extracting(e -> ((InputException) e).mend()).isEqualTo("Maybe Duration us.");
    }

    @Test
    void aDamagedRowIsNamedByItsLine() throws IOException {
        Path file = write("kernel_details.csv", KERNELS + "0,A,Add,AI_VECTOR_CORE,1,2,0,1,1,0,,,,,,\n0,B,Add,AI_VECTOR_CORE,2,x7,0,1,1,0,,,,,,\n");
        assertThatThrownBy(() -> AscendProfiles.read(file)).hasMessageContaining("kernel_details.csv, line 3: \"x7\" in column Duration(us) is not a number");
        Path negative = write("op_summary_20260101.csv", KERNELS + "0,A,Add,AI_VECTOR_CORE,1,-2,0,1,1,0,,,,,,\n");
        assertThatThrownBy(() -> AscendProfiles.read(negative)).hasMessageContaining("line 2: \"-2\" in column Duration(us) is negative");
        Path shape = write("kernel_details_2.csv", KERNELS + "0,A,Add,AI_VECTOR_CORE,1,2,0,1,1,0,\"4,x\",FLOAT,ND,,,\n");
        assertThatThrownBy(() -> AscendProfiles.read(shape)).hasMessageContaining("line 2: \"4,x\" is not a shape");
        Path time = write("kernel_details_3.csv", KERNELS + "0,A,Add,AI_VECTOR_CORE,yesterday,2,0,1,1,0,,,,,,\n");
        assertThatThrownBy(() -> AscendProfiles.read(time)).hasMessageContaining("\"yesterday\" in column Start Time(us) is not a time");
    }

    @Test
    void emptyTablesAreErrors() throws IOException {
        Path nothing = write("kernel_details.csv", "");
        assertThatThrownBy(() -> AscendProfiles.read(nothing)).hasMessageContaining("the file is empty");
        Path heading = write("kernel_details.csv", KERNELS);
        assertThatThrownBy(() -> AscendProfiles.read(heading)).hasMessageContaining("a heading and no task");
    }

    @Test
    void directoriesWithoutTablesAreErrorsThatTellWhatToDo() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(AscendProfiles.found(empty)).isFalse();
        assertThatThrownBy(() -> AscendProfiles.read(empty)).hasMessageContaining("no profile taken on Ascend");
        Path raw = Files.createDirectories(folder.resolve("raw/host_1_2026_ascend_pt/FRAMEWORK")).getParent();
        assertThat(AscendProfiles.found(raw)).isTrue();
        assertThatThrownBy(() -> AscendProfiles.read(raw)).hasMessageContaining("recorded but not analysed").extracting(e -> ((InputException) e).mend()).asString().contains("analyse(");
        Path database = Files.createDirectories(folder.resolve("db/host_1_2026_ascend_pt/ASCEND_PROFILER_OUTPUT"));
        Files.writeString(database.resolve("analysis.db"), "x");
        assertThatThrownBy(() -> AscendProfiles.read(folder.resolve("db"))).hasMessageContaining("none of the tables").extracting(e -> ((InputException) e).mend()).asString().contains("Text");
    }

    @Test
    void foreignFilesAreNotTaken() throws IOException {
        assertThat(AscendProfiles.found(write("other.csv", "a,b\n1,2\n"))).isFalse();
        assertThat(AscendProfiles.found(write("trace.json", "[]"))).isFalse();
        assertThatThrownBy(() -> AscendProfiles.read(folder.resolve("other.csv"))).hasMessageContaining("none of the tables");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.getFirst();
    }
}
