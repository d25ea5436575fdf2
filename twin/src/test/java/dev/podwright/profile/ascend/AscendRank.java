package dev.podwright.profile.ascend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes what the Ascend PyTorch profiler leaves of one rank, `<host>_<rank>_ascend_pt`, from tasks that a test lists. Computing, communication and what is
/// free in `step_trace_time.csv` follow from the tasks, whole nanosecond by whole nanosecond.
///
/// A task begins when the last of its stream ended, or, with `after`, so long after the whole device fell silent. A step begins when all before it has ended.
public final class AscendRank {
    private static final long BEGIN_NANOS = 1_787_060_308_130_367_000L;
    private static final List<String> BASE = List.of("Device_id", "Model ID", "Task ID", "Stream ID", "Name", "Type", "OP State", "Accelerator Core", "Start Time(us)", "Duration(us)",
            "Wait Time(us)", "Block Num", "Mix Block Num", "HF32 Eligible", "Input Shapes", "Input Data Types", "Input Formats", "Output Shapes", "Output Data Types", "Output Formats", "Context ID");

    private final int rank;
    private final List<Placed> placed = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> host = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private boolean traced;
    private String torchNpu = "2.7.1";
    private String cann = "8.3.RC1";

    private record Placed(int step, long start, long nanos, AscendTask task) {
        long end() {
            return start + nanos;
        }

        boolean exchange() {
            return task.core().equals("HCCL");
        }
    }

    private record Step(int id, long start) {}

    public AscendRank(int rank) {
        this.rank = rank;
    }

    public AscendRank versions(String torchNpuVersion, String cannVersion) {
        torchNpu = torchNpuVersion;
        cann = cannVersion;
        return this;
    }

    /// Writes `trace_view.json` too: the host launches a task a microsecond after the one before it and two before it begins at the latest, three where the device stood still.
    public AscendRank traced() {
        traced = true;
        return this;
    }

    /// A group as `profiler_metadata.json` tells it.
    public AscendRank group(String key, String name, int... members) {
        StringBuilder list = new StringBuilder();
        for (int member : members) {
            list.append(list.isEmpty() ? "" : ", ").append(member);
        }
        groups.add("\"%s\": {\"group_name\": \"%s\", \"group_rank\": 0, \"global_ranks\": [%s]}".formatted(key, name, list));
        return this;
    }

    /// A call of a framework operator, for `operator_details.csv`.
    public AscendRank call(String operator, double hostMicros, double deviceMicros) {
        host.add("%s,,,%s,%s,%s,%s,%s,%s".formatted(operator, hostMicros, hostMicros, deviceMicros, deviceMicros, deviceMicros, deviceMicros));
        return this;
    }

    /// Begins a step; tasks before the first belong to none.
    public AscendRank step(int id) {
        steps.add(new Step(id, silent()));
        return this;
    }

    public AscendRank tasks(AscendTask... tasks) {
        for (AscendTask task : tasks) {
            long streamEnd = placed.stream().filter(p -> p.task.stream() == task.stream()).mapToLong(Placed::end).max().orElse(Long.MIN_VALUE);
            long begun = steps.isEmpty() ? BEGIN_NANOS : steps.getLast().start;
            long start = task.waited() > 0 ? silent() + nanos(task.waited()) : Math.max(begun, streamEnd);
            placed.add(new Placed(steps.isEmpty() ? -1 : steps.getLast().id, start, nanos(task.micros()), task));
        }
        return this;
    }

    /// When everything so far has ended.
    private long silent() {
        return Math.max(BEGIN_NANOS, placed.stream().mapToLong(Placed::end).max().orElse(BEGIN_NANOS));
    }

    private static long nanos(double micros) {
        return Math.round(micros * 1000);
    }

    private static String micros(long nanos) {
        return BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(1000), 3, RoundingMode.UNNECESSARY).toPlainString();
    }

    /// Writes everything; the rank's directory.
    public Path write(Path parent) {
        Path root = parent.resolve("host_%d_20260102030405_ascend_pt".formatted(rank));
        Path output = root.resolve("ASCEND_PROFILER_OUTPUT");
        try {
            Files.createDirectories(output);
            Files.writeString(output.resolve("kernel_details.csv"), kernelDetails());
            Files.writeString(output.resolve("step_trace_time.csv"), stepTraceTime());
            if (traced) {
                Files.writeString(output.resolve("trace_view.json"), traceView());
            }
            if (!host.isEmpty()) {
                Files.writeString(output.resolve("operator_details.csv"), "Name,Input Shapes,Call Stack,Host Self Duration(us),Host Total Duration(us),Device Self Duration(us),"
                        + "Device Total Duration(us),Device Self Duration With AICore(us),Device Total Duration With AICore(us)\n" + String.join("\n", host) + "\n");
            }
            Files.writeString(root.resolve("profiler_info_%d.json".formatted(rank)), "{\"config\": {\"common_config\": {\"record_shapes\": true}}, \"torch_npu_version\": \"%s\", \"cann_version\": \"%s\"}"
                    .formatted(torchNpu, cann));
            Files.writeString(root.resolve("profiler_metadata.json"), "{\"parallel_group_info\": {%s}}".formatted(String.join(", ", groups)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return root;
    }

    /// The table alone, for tests that change it.
    public String kernelDetails() {
        Set<String> counters = new LinkedHashSet<>();
        placed.forEach(p -> counters.addAll(p.task.counters().keySet()));
        List<String> heading = new ArrayList<>(steps.isEmpty() ? List.of() : List.of("Step Id"));
        heading.addAll(BASE);
        heading.addAll(counters);
        StringBuilder text = new StringBuilder(String.join(",", heading)).append('\n');
        int number = 1;
        for (Placed p : placed) {
            List<String> cells = new ArrayList<>(steps.isEmpty() ? List.of() : List.of(p.step < 0 ? "" : String.valueOf(p.step)));
            AscendTask t = p.task;
            cells.addAll(List.of("0", "4294967295", String.valueOf(number++), String.valueOf(t.stream()), t.name(), t.type(), p.exchange() ? "N/A" : "dynamic", t.core(),
                    micros(p.start) + "\t", micros(p.nanos), micros(nanos(t.waited())), "24", "0", "NO", quoted(t.inputs()), t.inputTypes(), t.inputFormats(), quoted(t.outputs()), t.outputTypes(),
                    t.outputFormats(), "N/A"));
            counters.forEach(c -> cells.add(t.counters().getOrDefault(c, "N/A")));
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    /// The arrows from calls of the framework and of CANN to tasks.
    public String traceView() {
        StringBuilder text = new StringBuilder("[{\"ph\": \"M\", \"name\": \"process_name\", \"pid\": 1, \"tid\": 0, \"args\": {\"name\": \"Python\"}}");
        long launched = BEGIN_NANOS - nanos(10);
        int number = 1;
        for (Placed p : placed) {
            launched = p.task.waited() > 0 ? p.start - nanos(3) : Math.min(launched + nanos(1), p.start - nanos(2));
            String called = micros(launched - nanos(1));
            event(text, "\"ph\": \"X\", \"cat\": \"cpu_op\", \"name\": \"npu::%s\", \"pid\": 1, \"tid\": 10, \"ts\": \"%s\", \"dur\": \"2.000\", \"args\": {}", p.task.type(), called);
            event(text, "\"ph\": \"s\", \"cat\": \"async_npu\", \"name\": \"torch_to_npu\", \"id\": \"%d\", \"pid\": 1, \"tid\": 10, \"ts\": \"%s\"", number, called);
            event(text, "\"ph\": \"f\", \"cat\": \"async_npu\", \"name\": \"torch_to_npu\", \"id\": \"%d\", \"pid\": 2, \"tid\": %d, \"ts\": \"%s\"", number, p.task.stream(), micros(p.start));
            event(text, "\"ph\": \"s\", \"cat\": \"HostToDevice\", \"name\": \"HostToDevice\", \"id\": \"%d\", \"pid\": 3, \"tid\": 10, \"ts\": \"%s\"", number, micros(launched));
            event(text, "\"ph\": \"f\", \"cat\": \"HostToDevice\", \"name\": \"HostToDevice\", \"id\": \"%d\", \"pid\": 2, \"tid\": %d, \"ts\": \"%s\"", number++, p.task.stream(), micros(p.start));
        }
        return text.append("]").toString();
    }

    private static void event(StringBuilder text, String fields, Object... values) {
        text.append(",\n{").append(fields.formatted(values)).append('}');
    }

    /// Shapes carry quotes of their own, so that the cell has three.
    private static String quoted(String shapes) {
        return shapes.equals("N/A") ? shapes : "\"\"\"%s\"\"\"".formatted(shapes);
    }

    /// As Ascend/pytorch@9e73e708a:torch_npu/profiler/analysis/prof_view/_trace_step_time_parser.py divides a step.
    public String stepTraceTime() {
        StringBuilder text = new StringBuilder(
                "Device_id,Step,Computing,Communication(Not Overlapped),Overlapped,Communication,Free,Stage,Bubble,Communication(Not Overlapped and Exclude Receive),Preparing\n");
        List<Integer> ids = steps.isEmpty() ? List.of(-1) : steps.stream().map(Step::id).toList();
        for (int id : ids) {
            List<Placed> mine = placed.stream().filter(p -> p.step == id).toList();
            long from = mine.stream().mapToLong(Placed::start).min().orElse(0);
            long to = mine.stream().mapToLong(Placed::end).max().orElse(0);
            long computing = covered(mine.stream().filter(p -> !p.exchange()).toList());
            long communication = covered(mine.stream().filter(Placed::exchange).toList());
            long busy = covered(mine);
            long alone = busy - computing;
            text.append(String.format(Locale.ROOT, "0,%s,%s,%s,%s,%s,%s,%s,0,%s,0.67%n", id < 0 ? "" : id, micros(computing), micros(alone), micros(communication - alone), micros(communication),
                    micros(to - from - busy), micros(to - from), micros(alone)));
        }
        return text.toString();
    }

    /// Nanoseconds in which at least one of the tasks ran.
    private static long covered(List<Placed> tasks) {
        long covered = 0;
        long until = Long.MIN_VALUE;
        for (Placed p : tasks.stream().sorted(java.util.Comparator.comparingLong(Placed::start)).toList()) {
            covered += Math.max(0, p.end() - Math.max(p.start, until));
            until = Math.max(until, p.end());
        }
        return covered;
    }
}
