package dev.podwright.profile.kineto;

import dev.podwright.profile.Profile;
import dev.podwright.profile.ProfileBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Kineto traces.
public final class KinetoTraces {
    /// As vLLM, SGLang and many training scripts call their files.
    private static final Pattern RANK_IN_NAME = Pattern.compile("rank[-_]?(\\d{1,6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    private KinetoTraces() {}

    /// The profile in a trace, plain or compressed. Of a trace with tasks of several devices it is that of the device with the most tasks; a note says so.
    ///
    /// @param file to read
    /// @param name as the user named it
    /// @param part of the name that may tell the rank, if the trace does not
    /// @throws dev.podwright.document.InputException if it is empty, cut short, damaged, not JSON or of another program
    public static Profile read(Path file, String name, String part) {
        TraceReader reader = TraceReader.read(file);
        Store store = reader.store;
        Outliers.leaveOut(store);
        Header header = reader.header;
        ProfileBuilder builder = new ProfileBuilder(name, Profile.Format.KINETO);
        Map<Integer, Long> devices = devices(store);
        int device = devices.entrySet().stream().max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(e -> -e.getKey())).map(Map.Entry::getKey).orElse(0);
        builder.device(Optional.ofNullable(header.devices.get(device)).or(() -> header.devices.values().stream().findFirst()).orElse(""));
        header.versions.forEach(builder::version);
        header.ranks.ifPresent(builder::ranks);
        rank(header, part).ifPresent(builder::rank);
        span(store, builder);
        List<Store.Mark> steps = steps(store);
        steps.forEach(step -> builder.step(step.name(), step.start(), step.nanos(), Optional.empty()));
        Assembly assembly = new Assembly(store, header, device, builder);
        assembly.tasks();
        assembly.operators();
        assembly.waits();
        Notes.write(store, header, devices, device, assembly, !steps.isEmpty(), header.rank.isEmpty() && rank(header, part).isPresent(), builder);
        return builder.build();
    }

    private static Map<Integer, Long> devices(Store store) {
        Map<Integer, Long> devices = new TreeMap<>();
        int[] last = {0, 0};
        for (int task = 0; task < store.tasks.size(); task++) {
            int device = store.tasks.device.get(task);
            if (device != last[0] && last[1] > 0) {
                devices.merge(last[0], (long) last[1], Long::sum);
                last[1] = 0;
            }
            last[0] = device;
            last[1]++;
        }
        if (last[1] > 0) {
            devices.merge(last[0], (long) last[1], Long::sum);
        }
        return devices;
    }

    private static OptionalInt rank(Header header, String part) {
        Matcher inName = RANK_IN_NAME.matcher(part);
        return header.rank.isPresent() || !inName.find() ? header.rank : OptionalInt.of(Integer.parseInt(inName.group(1)));
    }

    /// Marks on the host tell when a step began; those on the device stand in where the host was not recorded.
    private static List<Store.Mark> steps(Store store) {
        List<Store.Mark> host = store.marks.stream().filter(mark -> mark.name().startsWith(Store.STEP)).toList();
        return host.isEmpty() ? store.deviceMarks.stream().filter(mark -> mark.name().startsWith(Store.STEP)).toList() : host;
    }

    /// The host's events count too: a profile begins with the first operator, not with the first task.
    private static void span(Store store, ProfileBuilder builder) {
        for (int i = 0; i < store.operators.size(); i++) {
            builder.span(store.operators.start.get(i), store.operators.start.get(i) + store.operators.nanos.get(i));
        }
    }
}
