package dev.podwright.knowledge.error.log;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What torchrun says of the process that it saw fail first (pytorch/pytorch:torch/distributed/elastic/multiprocessing/errors/__init__.py).
final class RootCause {
    static final String BEGIN = "Root Cause (first observed failure):";
    private static final Pattern FIELD = Pattern.compile("^\\s*(time|host|rank|exitcode|error_file|traceback)\\s*: (.*)");
    private static final Pattern FIRST_NUMBER = Pattern.compile("-?\\d{1,7}");
    private static final Pattern PID = Pattern.compile("pid: (\\d+)");
    private static final String LAST = "traceback";
    private static final int LINES = 12;

    private final long begin;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private int lines;

    RootCause(long begin) {
        this.begin = begin;
    }

    /// Takes the next line; true when the block has ended.
    boolean take(String line) {
        lines++;
        Matcher field = FIELD.matcher(line);
        if (field.find()) {
            fields.put(field.group(1), field.group(2).strip());
        }
        return fields.containsKey(LAST) || lines > LINES;
    }

    long begin() {
        return begin;
    }

    OptionalInt rank() {
        Matcher number = FIRST_NUMBER.matcher(fields.getOrDefault("rank", ""));
        return number.find() ? OptionalInt.of(Integer.parseInt(number.group())) : OptionalInt.empty();
    }

    OptionalInt exit() {
        Matcher number = FIRST_NUMBER.matcher(fields.getOrDefault("exitcode", ""));
        return number.find() ? OptionalInt.of(Integer.parseInt(number.group())) : OptionalInt.empty();
    }

    String pid() {
        Matcher pid = PID.matcher(fields.getOrDefault("exitcode", ""));
        return pid.find() ? pid.group(1) : "";
    }

    Optional<LocalDateTime> time() {
        return LogTime.find(fields.getOrDefault("time", ""), OptionalInt.empty());
    }

    String words() {
        return "%s on host %s ended with exit code %s".formatted(rank().isPresent() ? "rank " + rank().getAsInt() : "a process", fields.getOrDefault("host", "unknown"), fields.getOrDefault("exitcode", "unknown"));
    }
}
