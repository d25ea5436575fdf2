package dev.podwright.profile.ascend;

import dev.podwright.document.InputException;
import dev.podwright.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads profiles taken on Ascend: what the Ascend PyTorch profiler or `msprof` wrote, or one of their tables alone.
public final class AscendProfiles {
    private static final String ANALYSE = "Analyse it first: torch_npu.profiler.profiler.analyse(\"<directory>\") for *_ascend_pt, `msprof --export=on --output=<directory>` for PROF_*.";
    private static final String NO_TABLES = "Export the profile as text (export_type Text), or `msprof --export=on`: databases (*.db) are not read.";

    static final String TRACE = "trace_view.json";

    private AscendProfiles() {}

    /// Whether `path` looks like such a profile: a directory with their output somewhere below, or a CSV file with the name or the heading of one of their tables.
    public static boolean found(Path path) {
        if (Files.isDirectory(path)) {
            List<Path> raw = new ArrayList<>();
            return !Output.below(path, raw).isEmpty() || !raw.isEmpty();
        }
        return Files.isRegularFile(path) && Table.csv(path) && table(path).isPresent();
    }

    /// One profile for each rank (each device of `msprof`), in order of rank, those without a rank by name.
    ///
    /// @throws InputException if there is no table, or one is damaged, empty or lacks a column: names file and line and what would be right
    public static List<Profile> read(Path path) {
        if (!Files.isDirectory(path)) {
            return alone(path);
        }
        List<Path> raw = new ArrayList<>();
        List<Output> outputs = Output.below(path, raw);
        if (outputs.isEmpty()) {
            throw raw.isEmpty()
                    ? new InputException("%s: no profile taken on Ascend stands in this directory: neither %s nor %s nor one of their tables.".formatted(path, Output.PYTORCH, Output.MSPROF),
                            "Tables are " + Table.known() + ".")
                    : new InputException("%s: the profile was recorded but not analysed yet: there is neither %s nor %s.".formatted(raw.getFirst(), Output.PYTORCH, Output.MSPROF), ANALYSE);
        }
        String missing = raw.stream().map(Path::toString).collect(Collectors.joining(", "));
        List<Profile> profiles = new ArrayList<>();
        for (Output output : outputs) {
            Devices devices = new Devices(output.directory().toString(), output.format());
            fill(output, devices);
            if (!missing.isEmpty()) {
                devices.all().forEach(d -> d.builder.note("Recorded but not analysed, so not read: %s.".formatted(missing)));
            }
            devices.all().forEach(d -> profiles.add(d.builder.build()));
        }
        profiles.sort(Comparator.comparingInt((Profile p) -> p.rank().orElse(Integer.MAX_VALUE)).thenComparing(Profile::file).thenComparing(Profile::device));
        return List.copyOf(profiles);
    }

    private static void fill(Output output, Devices devices) {
        Groups groups = new Groups();
        Optional<Integer> ranks = RankFiles.groups(output.root(), groups);
        Path communication = output.directory().resolve("communication.json");
        if (Files.isRegularFile(communication)) {
            groups.read(communication);
        }
        Path trace = output.directory().resolve(TRACE);
        TraceView view = Files.isRegularFile(trace) ? TraceView.read(trace, groups) : TraceView.NONE;
        tasks(output, groups, view, devices);
        output.files(Table.ITERATIONS).forEach(file -> StepTable.iterations(file, devices));
        List<StepTable.Divided> steps = output.files(Table.STEPS).stream().flatMap(file -> StepTable.read(file).stream()).toList();
        Gatherer only = devices.only();
        if (only != null) {
            output.files(Table.OPERATORS).forEach(file -> HostTables.operators(file, only));
            output.files(Table.INTERFACES).forEach(file -> HostTables.interfaces(file, only));
            view.finish(only.builder);
        }
        for (Gatherer device : devices.all()) {
            RankFiles.versions(output.root(), device.builder);
            ranks.ifPresent(device.builder::ranks);
            StepTable.mark(device, only == null ? steps.stream().filter(s -> device == devices.of(s.device())).toList() : steps);
            if (only == null) {
                device.builder.note("Several devices stand in one directory: what the host did belongs to none of them alone and was not read.");
            }
            device.notes();
            Unread.note(output, device.builder);
        }
    }

    /// Tasks one by one where a table has them; else sums.
    private static void tasks(Output output, Groups groups, TraceView view, Devices devices) {
        List<Path> kernels = output.files(Table.KERNELS);
        List<Path> single = output.files(Table.TASKS);
        List<Path> types = output.files(Table.TYPES);
        List<Path> exchanges = output.files(Table.EXCHANGES);
        if (!kernels.isEmpty()) {
            kernels.forEach(file -> KernelTable.read(file, groups, view, devices));
            rows(kernels, devices);
        } else if (!single.isEmpty()) {
            single.forEach(file -> SumTables.byTask(file, groups, devices));
            rows(single, devices);
            devices.all().forEach(d -> d.builder.note("Only task_time was found: types of operators and shapes are not known, names of kernels stand for them."));
        } else if (!types.isEmpty() || !exchanges.isEmpty()) {
            types.forEach(file -> SumTables.byType(file, groups, devices));
            exchanges.forEach(file -> SumTables.byType(file, groups, devices));
            rows(types.isEmpty() ? exchanges : types, devices);
            devices.all().forEach(d -> d.builder.note("Only sums by type of operator were found: there are no shapes and no timeline."));
        } else if (output.files(Table.STEPS).isEmpty() && output.files(Table.ITERATIONS).isEmpty() && output.files(Table.OPERATORS).isEmpty() && output.files(Table.INTERFACES).isEmpty()) {
            throw new InputException("%s: none of the tables stands in this directory.".formatted(output.directory()), NO_TABLES);
        } else {
            devices.of("").builder.note("No table of device tasks was found: only steps and what the host did are known.");
        }
    }

    private static void rows(List<Path> files, Devices devices) {
        if (devices.all().stream().allMatch(d -> d.tasks == 0)) {
            throw new InputException("%s: the table has a heading and no task.".formatted(files.getFirst()),
                    "No work of the device was recorded: is ProfilerActivity.NPU among the activities, and did the schedule reach an active step?");
        }
    }

    /// One table alone.
    private static List<Profile> alone(Path file) {
        Table table = table(file).orElseThrow(() -> new InputException("%s: this is none of the tables of a profile taken on Ascend.".formatted(file), "Tables are " + Table.known() + "."));
        Profile.Format format = Table.named(file).isPresent() && file.getFileName().toString().matches("(op_summary|task_time|op_statistic_|step_trace_\\d|communication_statistic|hccl_statistic).*")
                ? Profile.Format.MSPROF : Profile.Format.ASCEND_PYTORCH;
        Devices devices = new Devices(file.toString(), format);
        Groups groups = new Groups();
        List<StepTable.Divided> steps = List.of();
        switch (table) {
            case KERNELS -> KernelTable.read(file, groups, TraceView.NONE, devices);
            case TASKS -> SumTables.byTask(file, groups, devices);
            case TYPES, EXCHANGES -> SumTables.byType(file, groups, devices);
            case STEPS -> steps = StepTable.read(file);
            case ITERATIONS -> StepTable.iterations(file, devices);
            case OPERATORS -> HostTables.operators(file, devices.of(""));
            case INTERFACES -> HostTables.interfaces(file, devices.of(""));
        }
        if (table == Table.KERNELS || table == Table.TASKS || table == Table.TYPES || table == Table.EXCHANGES) {
            rows(List.of(file), devices);
        }
        List<Profile> profiles = new ArrayList<>();
        if (devices.all().isEmpty()) {
            steps.stream().map(StepTable.Divided::device).distinct().forEach(devices::of);
        }
        for (Gatherer device : List.copyOf(devices.all())) {
            StepTable.mark(device, steps.stream().filter(s -> device == devices.of(s.device())).toList());
            device.notes();
            device.builder.note("One table alone was read: %s.".formatted(file.getFileName()));
            profiles.add(device.builder.build());
        }
        return List.copyOf(profiles);
    }

    /// What kind of table a file is: its heading decides, then its name, so that a damaged table is told as such.
    private static Optional<Table> table(Path file) {
        if (!Table.csv(file)) {
            return Optional.empty();
        }
        Optional<Table> named = Table.named(file);
        if (named.isPresent()) {
            return named;
        }
        try (Csv csv = Csv.open(file)) {
            return Table.headed(csv.heading());
        } catch (InputException e) {
            return Optional.empty();
        }
    }
}
