package dev.podwright.profile.kineto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What a trace says of itself beside its events; before or after them.
final class Header {
    private static final String VERSION = "_version";
    /// CUDA packs a release as 1000 times the major and 10 times the minor number (cudaRuntimeGetVersion).
    private static final int MAJOR = 1000;
    private static final int MINOR = 10;
    /// Deeper lies nothing that is read.
    private static final int DEEPEST = 8;
    /// More messages of the profiler would say the same.
    private static final int MOST_MESSAGES = 5;

    final Map<Integer, String> devices = new TreeMap<>();
    final Map<String, String> versions = new TreeMap<>();
    final List<String> fields = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    OptionalInt rank = OptionalInt.empty();
    OptionalInt ranks = OptionalInt.empty();
    boolean schema;
    private final Map<String, List<Integer>> groups = new HashMap<>();

    /// The ranks of a group, empty if the header does not name them.
    List<Integer> members(String group) {
        return groups.getOrDefault(group, List.of());
    }

    /// Reads the value of a top-level field, which comes next.
    void read(String field, JsonScanner json) {
        fields.add(field);
        schema |= field.equals("schemaVersion");
        switch (field) {
            case "deviceProperties" -> devices(plain(json, 0));
            case "distributedInfo" -> distributed(plain(json, 0));
            case "ERROR", "WARNING" -> messages(plain(json, 0));
            default -> {
                if (field.endsWith(VERSION) && json.next() != '{' && json.next() != '[') {
                    json.scalar();
                    version(field.substring(0, field.length() - VERSION.length()), json.string());
                } else {
                    json.skip();
                }
            }
        }
    }

    private void version(String software, String version) {
        boolean packed = software.startsWith("cuda_") && version.matches("\\d{4,6}");
        int number = packed ? Integer.parseInt(version) : 0;
        versions.put(software, packed ? number / MAJOR + "." + number % MAJOR / MINOR : version);
    }

    private void devices(Object list) {
        for (Object item : list(list)) {
            Map<?, ?> device = map(item);
            integer(device.get("id")).ifPresent(id -> devices.put(id, text(device.get("name"))));
        }
    }

    private void distributed(Object object) {
        Map<?, ?> info = map(object);
        rank = integer(info.get("rank"));
        ranks = integer(info.get("world_size"));
        String nccl = text(info.get("nccl_version"));
        if (!nccl.isEmpty() && !nccl.equals("unknown")) {
            versions.put("nccl", nccl);
        }
        for (Object item : list(info.get("pg_config"))) {
            Map<?, ?> group = map(item);
            List<Integer> members = new ArrayList<>();
            list(group.get("ranks")).forEach(member -> integer(member).ifPresent(members::add));
            groups.put(text(group.get("pg_name")), List.copyOf(members));
        }
    }

    private void messages(Object list) {
        for (Object item : list(list)) {
            if (messages.size() < MOST_MESSAGES) {
                messages.add(text(item));
            }
        }
    }

    private static Object plain(JsonScanner json, int depth) {
        if (depth < DEEPEST && json.next() == '{') {
            Map<String, Object> fields = new HashMap<>();
            for (Field field = json.firstField(); field != null; field = json.nextField()) {
                String name = json.string();
                fields.put(name, plain(json, depth + 1));
            }
            return fields;
        }
        if (depth < DEEPEST && json.next() == '[') {
            List<Object> items = new ArrayList<>();
            for (boolean item = json.firstItem(); item; item = json.nextItem()) {
                items.add(plain(json, depth + 1));
            }
            return items;
        }
        json.scalar();
        return json.string();
    }

    private static List<?> list(Object plain) {
        return plain instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(Object plain) {
        return plain instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object plain) {
        return plain instanceof String text ? text : "";
    }

    private static OptionalInt integer(Object plain) {
        return plain instanceof String text && text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
