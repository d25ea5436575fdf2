package dev.podwright.profile.ascend;

import dev.podwright.profile.Alike;
import dev.podwright.profile.ProfileBuilder;
import dev.podwright.profile.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Tables with less than a row of shapes per task: `op_statistic.csv` and `communication_statistic_*.csv` (a row per type; the latter was called
/// `hccl_statistic`), `task_time_*.csv` (a row per task, no shapes). Headings as in Ascend/msprof:test and its `profile_data_file_references.md`.
final class SumTables {
    /// Tasks of `task_time` that only wait for others or mark a time.
    private static final Set<String> MARKS = Set.of("EVENT_WAIT", "EVENT_RECORD", "NOTIFY_WAIT", "NOTIFY_RECORD", "EVENT_RESET", "PLACE_HOLDER_SQE", "EVENT_WAIT_SQE", "EVENT_RECORD_SQE",
            "NOTIFY_WAIT_SQE", "NOTIFY_RECORD_SQE", "PROFILER_TRACE_EX", "STREAM_SWITCH", "LABEL_SET");

    private SumTables() {}

    static void byType(Path file, Groups groups, Devices devices) {
        try (Csv csv = Csv.open(file)) {
            Columns columns = new Columns(csv);
            int type = columns.need("what was called", "OP Type", "Op Type", "Type");
            int count = columns.need("how often", "Count");
            int total = columns.need("the time of all together", "Total Time(us)");
            int device = columns.find("Device_id");
            int core = columns.find("Core Type");
            int least = columns.find("Min Time(us)");
            int most = columns.find("Max Time(us)");
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                String kind = Cell.text(cells, type);
                double times = Cell.length(csv, cells, count);
                double micros = Cell.length(csv, cells, total);
                if (kind.isEmpty() || Double.isNaN(times) || Double.isNaN(micros)) {
                    throw csv.wrong("a row without %s, %s or %s".formatted(csv.heading().get(type), csv.heading().get(count), csv.heading().get(total)), "Is the file cut short?");
                }
                Gatherer to = devices.of(Cell.text(cells, device));
                Optional<Use.Exchange> exchange = Hccl.operation(kind).map(operation -> groups.exchange(operation, ""));
                int number = to.builder.use(alike(kind, Cell.text(cells, core), exchange));
                to.builder.tally(number, Math.round(times), micros * Cell.SECONDS_OF_MICRO, Cell.length(csv, cells, least) * Cell.SECONDS_OF_MICRO,
                        Cell.length(csv, cells, most) * Cell.SECONDS_OF_MICRO);
                to.tasks += Math.round(times);
            }
        }
    }

    private static Alike alike(String type, String core, Optional<Use.Exchange> exchange) {
        return new Alike(KernelTable.kind(type, exchange), type, "", List.of(), List.of(), List.of(), List.of(), KernelTable.core(core), false, exchange, 0);
    }

    static void byTask(Path file, Groups groups, Devices devices) {
        try (Csv csv = Csv.open(file)) {
            Columns columns = new Columns(csv);
            int length = columns.need("the length of each task", "task_time(us)");
            int start = columns.need("the start of each task", "task_start(us)");
            int type = columns.need("what kind of task it is", "kernel_type");
            int name = columns.find("kernel_name");
            int stream = columns.find("stream_id");
            int device = columns.find("Device_id");
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                Gatherer to = devices.of(Cell.text(cells, device));
                String kind = Cell.text(cells, type).toUpperCase(Locale.ROOT);
                double micros = Cell.length(csv, cells, length);
                long began = Cell.nanos(csv, cells, start, ProfileBuilder.UNKNOWN);
                if (MARKS.contains(kind)) {
                    to.waits++;
                } else if (Double.isNaN(micros) || began == ProfileBuilder.UNKNOWN) {
                    to.withoutLength++;
                } else {
                    String kernel = Cell.text(cells, name).isEmpty() ? kind : Cell.text(cells, name);
                    Optional<Use.Exchange> exchange = Hccl.operation(kernel).map(operation -> groups.exchange(operation, kernel));
                    int number = to.builder.use(alike(kernel, kind, exchange));
                    to.builder.task(number, began, Math.round(micros * Cell.NANOS_OF_MICRO), to.stream(Cell.text(cells, stream)), ProfileBuilder.UNKNOWN);
                    to.began(began);
                    to.tasks++;
                }
            }
        }
    }
}
