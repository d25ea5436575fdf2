package dev.podwright.profile.ascend;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Kinds of tables, told by the name of the file or, for a file alone, by its heading.
enum Table {
    KERNELS(List.of("kernel_details", "op_summary")),
    TYPES(List.of("op_statistic")),
    EXCHANGES(List.of("communication_statistic", "hccl_statistic")),
    TASKS(List.of("task_time")),
    /// Before [#ITERATIONS], whose name is the beginning of this one.
    STEPS(List.of("step_trace_time")),
    ITERATIONS(List.of("step_trace")),
    OPERATORS(List.of("operator_details")),
    INTERFACES(List.of("api_statistic"));

    private static final String KNOWN = "kernel_details.csv, op_summary_*.csv, op_statistic*.csv, task_time*.csv, step_trace*.csv, communication_statistic*.csv, operator_details.csv or api_statistic*.csv";

    private final List<String> names;

    Table(List<String> names) {
        this.names = names;
    }

    /// The files' names, for messages.
    static String known() {
        return KNOWN;
    }

    static boolean csv(Path file) {
        String name = name(file);
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    private static String name(Path file) {
        return file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    static Optional<Table> named(Path file) {
        String name = name(file);
        return csv(file) ? Arrays.stream(values()).filter(t -> t.names.stream().anyMatch(name::startsWith)).findFirst() : Optional.empty();
    }

    /// What a heading belongs to.
    static Optional<Table> headed(List<String> heading) {
        Set<String> names = heading.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        if (names.contains("task_time(us)")) {
            return Optional.of(TASKS);
        }
        if (names.contains("computing") && names.contains("free")) {
            return Optional.of(STEPS);
        }
        if (names.contains("iteration time(us)")) {
            return Optional.of(ITERATIONS);
        }
        if (names.contains("op type") && names.contains("total time(us)")) {
            return Optional.of(names.contains("core type") ? TYPES : EXCHANGES);
        }
        if (names.contains("host self duration(us)")) {
            return Optional.of(OPERATORS);
        }
        if (names.contains("api name")) {
            return Optional.of(INTERFACES);
        }
        boolean kernels = names.contains("task duration(us)") || names.contains("duration(us)") && (names.contains("accelerator core") || names.contains("type"));
        return kernels ? Optional.of(KERNELS) : Optional.empty();
    }
}
