package dev.podwright.profile.ascend;

import dev.podwright.profile.Alike;
import dev.podwright.profile.ProfileBuilder;
import dev.podwright.profile.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A row per device task: `kernel_details.csv` and, under other names of columns, `op_summary_*.csv`, from which the former is made
/// (Ascend/pytorch@9e73e708a:torch_npu/profiler/analysis/prof_view/_kernel_view_parser.py, prof_common_func/_csv_headers.py).
final class KernelTable {
    /// Model of a task that belongs to no model: it was launched on its own (`DB_INVALID_VALUE`, Ascend/pytorch _constant.py).
    private static final String NO_MODEL = "4294967295";
    /// Columns that name or place a task, as [Columns#plain] has them. All others that hold numbers are counters.
    private static final Set<String> IDENTITY = Set.of("device id", "step id", "model id", "model name", "task id", "stream id", "infer id", "name", "op name", "type", "op type", "op state",
            "accelerator core", "accelerator", "task type", "start time(us)", "task start time(us)", "task start time", "duration(us)", "task duration(us)", "wait time(us)", "task wait time(us)",
            "input shapes", "input data types", "input formats", "output shapes", "output data types", "output formats", "context id", "hf32 eligible");
    private static final String COPY = "MEMCPY";
    private static final String SET = "MemSet";
    private static final String MOVED = "Transit Size(bytes)";

    private final Csv csv;
    private final Groups groups;
    private final TraceView view;
    private final Devices devices;
    private final Tensors tensors;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<Integer> counters = new ArrayList<>();
    private final Map<Gatherer, List<double[]>> observed = new LinkedHashMap<>();
    private final int device;
    private final int step;
    private final int name;
    private final int type;
    private final int core;
    private final int start;
    private final int length;
    private final int wait;
    private final int stream;
    private final int model;
    private final int[] input;
    private final int[] output;

    /// Cells that tell one use from another.
    private record Key(Gatherer device, String type, String operator, String core, boolean graph, Optional<Use.Exchange> exchange, List<Use.Tensor> inputs, List<Use.Tensor> outputs) {}

    private KernelTable(Csv csv, Groups groups, TraceView view, Devices devices) {
        this.csv = csv;
        this.view = view;
        this.groups = groups;
        this.devices = devices;
        this.tensors = new Tensors(csv);
        Columns columns = new Columns(csv);
        length = columns.need("the length of each task", "Duration(us)", "Task Duration(us)");
        name = columns.find("Name", "Op Name");
        int typeColumn = columns.find("Type", "OP Type");
        type = typeColumn >= 0 || name >= 0 ? typeColumn : columns.need("what each task is", "Type", "OP Type");
        device = columns.find("Device_id");
        step = columns.find("Step Id");
        core = columns.find("Accelerator Core", "Task Type", "Accelerator");
        start = columns.find("Start Time(us)", "Task Start Time(us)", "Task Start Time");
        wait = columns.find("Wait Time(us)", "Task Wait Time(us)");
        stream = columns.find("Stream ID");
        model = columns.find("Model ID");
        input = new int[] {columns.find("Input Shapes"), columns.find("Input Data Types"), columns.find("Input Formats")};
        output = new int[] {columns.find("Output Shapes"), columns.find("Output Data Types"), columns.find("Output Formats")};
        for (int i = 0; i < csv.heading().size(); i++) {
            String heading = csv.heading().get(i);
            if (!heading.isEmpty() && !IDENTITY.contains(Columns.plain(heading))) {
                counters.add(i);
            }
        }
    }

    /// Reads all tasks of a file.
    ///
    /// @throws dev.podwright.document.InputException if a column that is needed is missing or a row is damaged
    static void read(Path file, Groups groups, TraceView view, Devices devices) {
        try (Csv csv = Csv.open(file)) {
            KernelTable table = new KernelTable(csv, groups, view, devices);
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                table.row(cells);
            }
            table.tellCounters();
            table.notes();
        }
    }

    private void row(String[] cells) {
        Gatherer to = devices.of(Cell.text(cells, device));
        double micros = Cell.length(csv, cells, length);
        String title = Cell.text(cells, name);
        String kind = Cell.text(cells, type).isEmpty() ? title : Cell.text(cells, type);
        if (kind.isEmpty()) {
            throw csv.wrong("a task without a name", "Is the row damaged?");
        }
        if (Double.isNaN(micros)) {
            to.withoutLength++;
            return;
        }
        long began = Cell.nanos(csv, cells, start, ProfileBuilder.UNKNOWN);
        int number = number(to, cells, kind, title, began);
        to.tasks++;
        long nanos = Math.round(micros * Cell.NANOS_OF_MICRO);
        if (began == ProfileBuilder.UNKNOWN) {
            double seconds = micros * Cell.SECONDS_OF_MICRO;
            to.builder.tally(number, 1, seconds, seconds, seconds);
            to.withoutStart++;
        } else {
            to.builder.task(number, began, nanos, to.stream(Cell.text(cells, stream)), view.launched(began));
            to.began(began);
            if (step >= 0) {
                to.inStep(Cell.text(cells, step), began, nanos);
            }
        }
        double waited = Cell.number(csv, cells, wait);
        if (waited > 0) {
            to.builder.waited(number, waited * Cell.SECONDS_OF_MICRO);
        }
        double[] sums = sums(to, number);
        for (int i = 0; i < counters.size(); i++) {
            add(sums, i, Cell.parsed(Cell.text(cells, counters.get(i))));
        }
        add(sums, counters.size(), groups.moved(title));
    }

    /// Sums of the counters of a use, what collectives moved last, and behind them how many observations each has.
    private double[] sums(Gatherer to, int number) {
        List<double[]> all = observed.computeIfAbsent(to, _ -> new ArrayList<>());
        while (all.size() <= number) {
            all.add(new double[2 * (counters.size() + 1)]);
        }
        return all.get(number);
    }

    private void add(double[] sums, int counter, double value) {
        if (!Double.isNaN(value)) {
            sums[counter] += value;
            sums[counters.size() + 1 + counter]++;
        }
    }

    private void tellCounters() {
        observed.forEach((to, all) -> {
            for (int number = 0; number < all.size(); number++) {
                double[] sums = all.get(number);
                for (int i = 0; i <= counters.size(); i++) {
                    long count = (long) sums[counters.size() + 1 + i];
                    if (count > 0) {
                        to.builder.counter(number, i == counters.size() ? MOVED : csv.heading().get(counters.get(i)), sums[i] / count, count);
                    }
                }
            }
        });
    }

    private int number(Gatherer to, String[] cells, String kind, String title, long began) {
        String operator = view.operator(began);
        String place = core(Cell.text(cells, core));
        String inModel = Cell.text(cells, model);
        boolean graph = !inModel.isEmpty() && !inModel.equals(NO_MODEL);
        Optional<Use.Exchange> exchange = Hccl.operation(kind).map(operation -> groups.exchange(operation, title));
        List<Use.Tensor> inputs = tensors.of(Cell.text(cells, input[0]), Cell.text(cells, input[1]), Cell.text(cells, input[2]));
        List<Use.Tensor> outputs = tensors.of(Cell.text(cells, output[0]), Cell.text(cells, output[1]), Cell.text(cells, output[2]));
        return numbers.computeIfAbsent(new Key(to, kind, operator, place, graph, exchange, inputs, outputs),
                key -> to.builder.use(new Alike(kind(kind, exchange), kind, operator, List.of(), inputs, outputs, List.of(), place, graph, exchange, 0)));
    }

    /// The word of `kernel_details.csv` for a core; newer exports of `msprof` write `KERNEL_AICPU`.
    static String core(String word) {
        return switch (word) {
            case "KERNEL_AICORE" -> "AI_CORE";
            case "KERNEL_AIVEC" -> "AI_VECTOR_CORE";
            case "KERNEL_AICPU", "AICPU" -> "AI_CPU";
            case "KERNEL_MIX_AIC" -> "MIX_AIC";
            case "KERNEL_MIX_AIV" -> "MIX_AIV";
            default -> word;
        };
    }

    static Use.Kind kind(String type, Optional<Use.Exchange> exchange) {
        return exchange.isPresent() ? Use.Kind.EXCHANGE : type.startsWith(COPY) ? Use.Kind.COPY : type.equals(SET) ? Use.Kind.SET : Use.Kind.KERNEL;
    }

    private void notes() {
        if (input[0] < 0) {
            devices.all().forEach(to -> to.builder.note("%s has no shapes: its operators cannot be priced. Profile at Level1 or above with record_shapes.".formatted(csv.file())));
        }
    }
}
