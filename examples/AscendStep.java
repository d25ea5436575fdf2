import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes examples/ascend-step: one step of a prompt of 1,024 tokens through four layers on four ranks, in the format of the Ascend PyTorch profiler.
///
///     java examples/AscendStep.java examples/ascend-step
///
/// NOTHING IN IT WAS MEASURED. Operators and shapes are those of a decoder under tensor parallelism; every duration is arithmetic: operations over a share of
/// the peak of an Ascend 910B2, bytes over a share of its bandwidth, and five microseconds. Troubles are planted in it, so that `podwright diagnose` has
/// something to find: rank 2 is slower than the others, `Sort` runs on the AI CPU, weights are converted in every layer, the vocabulary has no round
/// size, `SwiGlu` is three times as long as it should be, and the host is late before every norm.

static final int RANKS = 4;
static final int LAYERS = 4;
static final long TOKENS = 1024;
static final long HIDDEN = 8192;
static final long QKV = 2560;
static final long INTER = 7168;
static final long VOCABULARY = 50_257;

/// Cube peak in bf16 and memory bandwidth, as the CANN platform files have them, and the shares that these rules take.
static final double PEAK = 353.9e12;
static final double MEMORY = 1.6e12;
static final double SHARE_OF_PEAK = 0.75;
static final double SHARE_OF_MEMORY = 0.7;
static final double FLOOR = 5e-6;
/// Bus bandwidth of an all-reduce of four cards.
static final double LINK = 54e9;

static final double SLOW_RANK = 1.15;
static final double SLOW_SWIGLU = 3;
static final double SLOW_ODD = 1.6;
static final double SORT = 900e-6;
static final double HOST_LATE = 25e-6;
static final long BEGIN_MICROS = 1_787_060_308_130_000L;

static final String HEADING = "Step Id,Device_id,Model ID,Task ID,Stream ID,Name,Type,OP State,Accelerator Core,Start Time(us),Duration(us),Wait Time(us),Block Num,Mix Block Num,HF32 Eligible,"
        + "Input Shapes,Input Data Types,Input Formats,Output Shapes,Output Data Types,Output Formats,Context ID,aic_mac_ratio,aic_mte2_ratio";

/// A task before it has a place in time.
record Task(String type, String core, double seconds, double late, String inputs, String output, String mac, String loads) {}

static Task product(long m, long n, long k, double slow) {
    double ideal = 2.0 * m * n * k / PEAK;
    double seconds = (Math.max(ideal / SHARE_OF_PEAK, 2.0 * (m * k + k * n + m * n) / MEMORY / SHARE_OF_MEMORY) + FLOOR) * slow;
    return new Task("MatMulV3", "AI_CORE", seconds, 0, "%d,%d;%d,%d".formatted(m, k, k, n), "%d,%d".formatted(m, n), String.format(Locale.ROOT, "%.3f", ideal / seconds), "0.55");
}

static Task stream(String type, double late, double slow, String inputs, String output, long elements) {
    return new Task(type, "AI_VECTOR_CORE", (2.0 * elements / MEMORY / SHARE_OF_MEMORY + FLOOR) * slow, late, inputs, output, "N/A", "N/A");
}

static List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    long one = TOKENS * HIDDEN;
    Task sum = new Task("hcom_allReduce_", "HCCL", 2.0 * one * 2 * (RANKS - 1) / RANKS / LINK, 0, "N/A", "N/A", "N/A", "N/A");
    for (int layer = 0; layer < LAYERS; layer++) {
        tasks.add(stream("RmsNorm", HOST_LATE, 1, "%d,%d;%d".formatted(TOKENS, HIDDEN, HIDDEN), "%d,%d".formatted(TOKENS, HIDDEN), 2 * one));
        tasks.add(stream("TransData", 0, 1, "%d,%d".formatted(HIDDEN, QKV), "%d,%d,16,16".formatted(QKV / 16, HIDDEN / 16), 2 * HIDDEN * QKV));
        tasks.add(product(TOKENS, QKV, HIDDEN, 1));
        tasks.add(product(TOKENS, HIDDEN, HIDDEN / RANKS, 1));
        tasks.add(sum);
        tasks.add(stream("RmsNorm", HOST_LATE, 1, "%d,%d;%d".formatted(TOKENS, HIDDEN, HIDDEN), "%d,%d".formatted(TOKENS, HIDDEN), 2 * one));
        tasks.add(product(TOKENS, 2 * INTER, HIDDEN, 1));
        tasks.add(stream("SwiGlu", 0, SLOW_SWIGLU, "%d,%d".formatted(TOKENS, 2 * INTER), "%d,%d".formatted(TOKENS, INTER), 3 * TOKENS * INTER));
        tasks.add(product(TOKENS, HIDDEN, INTER, 1));
        tasks.add(sum);
    }
    tasks.add(product(TOKENS, VOCABULARY / RANKS, HIDDEN, SLOW_ODD));
    tasks.add(new Task("Sort", "AI_CPU", SORT, 0, "%d,256".formatted(TOKENS), "%d,256".formatted(TOKENS), "N/A", "N/A"));
    return tasks;
}

static String micros(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds * 1e6);
}

/// Microseconds since 1970; doubles do not hold the nanoseconds of that.
static String clock(double seconds) {
    long nanos = Math.round(seconds * 1e9);
    return "%d.%03d".formatted(BEGIN_MICROS + nanos / 1000, nanos % 1000);
}

static String cells(String shapes, String word) {
    return shapes.equals("N/A") ? shapes : String.join(";", java.util.Collections.nCopies(shapes.split(";").length, word));
}

static void write(Path root, int rank) throws IOException {
    StringBuilder table = new StringBuilder(HEADING).append('\n');
    double now = 0;
    double computing = 0;
    double exposed = 0;
    double debt = 0;
    int number = 0;
    int sums = 0;
    for (Task task : tasks()) {
        number++;
        boolean sum = task.type.equals("hcom_allReduce_");
        double slow = rank == 2 && task.core.startsWith("AI_") && !task.core.equals("AI_CPU") ? SLOW_RANK : 1;
        // What rank 2 takes longer, the others wait in the next all-reduce.
        debt += rank == 2 || task.core.equals("AI_CPU") || sum ? 0 : task.seconds * (SLOW_RANK - 1);
        double seconds = Math.round((task.seconds * slow + (sum ? debt : 0)) * 1e9) / 1e9;
        debt = sum ? 0 : debt;
        now += task.late;
        String name = sum ? "hcom_allReduce__503_%d_1".formatted(sums++) : "aclnn%s_%s".formatted(task.type, task.type);
        table.append(String.join(",", List.of("12", "0", "4294967295", String.valueOf(number), sum ? "7" : "2", name, task.type, sum ? "N/A" : "dynamic", task.core, clock(now) + "\t",
                micros(seconds), micros(task.late), "24", "0", "NO", quoted(task.inputs), cells(task.inputs, "DT_BF16"), cells(task.inputs, "ND"), quoted(task.output), cells(task.output, "DT_BF16"),
                cells(task.output, task.type.equals("TransData") ? "FRACTAL_NZ" : "ND"), "N/A", task.mac, task.loads))).append('\n');
        now += seconds;
        computing += sum ? 0 : seconds;
        exposed += sum ? seconds : 0;
    }
    Path output = root.resolve("host_%d_20260102030405_ascend_pt".formatted(rank)).resolve("ASCEND_PROFILER_OUTPUT");
    Files.createDirectories(output);
    Files.writeString(output.resolve("kernel_details.csv"), table);
    Files.writeString(output.resolve("step_trace_time.csv"), "Device_id,Step,Computing,Communication(Not Overlapped),Overlapped,Communication,Free,Stage,Bubble,"
            + "Communication(Not Overlapped and Exclude Receive),Preparing\n0,12,%s,%s,0.000,%s,%s,%s,0.000,%s,0.000\n".formatted(micros(computing), micros(exposed), micros(exposed),
            micros(now - computing - exposed), micros(now), micros(exposed)));
    Files.writeString(output.getParent().resolve("profiler_info_%d.json".formatted(rank)), "{\"config\": {\"common_config\": {\"record_shapes\": true}}, \"torch_npu_version\": \"2.7.1\", \"cann_version\": \"8.3.RC1\"}\n");
    Files.writeString(output.getParent().resolve("profiler_metadata.json"), "{\"parallel_group_info\": {\"group_name_0\": {\"group_name\": \"tp\", \"group_rank\": %d, \"global_ranks\": [0, 1, 2, 3]}}}\n".formatted(rank));
}

/// Shapes carry quotes of their own, so that the cell has three.
static String quoted(String shapes) {
    return shapes.equals("N/A") ? shapes : "\"\"\"%s\"\"\"".formatted(shapes);
}

void main(String[] arguments) throws IOException {
    for (int rank = 0; rank < RANKS; rank++) {
        write(Path.of(arguments[0]), rank);
    }
}
