package dev.podwright.knowledge.error.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Python traceback as it is read line by line.
final class PythonTrace {
    static final String BEGIN = "Traceback (most recent call last):";
    private static final Pattern FRAME = Pattern.compile("^\\s+File \"([^\"]+)\", line (\\d+), in (.+)");
    /// `KeyError: 'x'`, `torch.OutOfMemoryError: NPU ...`, `AssertionError`.
    private static final Pattern EXCEPTION = Pattern.compile("^((?:[A-Za-z_]\\w*\\.)*[A-Za-z_]\\w*)(?:: (.*)|:)?$");
    private static final Pattern NAME = Pattern.compile(".*(?:Error|Exception|Interrupt|Exit|Failure|Fault|Timeout|Iteration|Warning)\\d*");
    /// Code of libraries, which is mostly not where the mistake is.
    private static final Pattern LIBRARY = Pattern.compile("/(?:site|dist)-packages/|/lib/python\\d|<frozen ");
    /// Lines of other processes may stand between; beyond this many the trace is lost.
    private static final int PATIENCE = 400;

    private final long begin;
    private final boolean chained;
    private int lines;
    private String innermost = "";
    private String own = "";

    /// @param begin line of its first line
    /// @param chained whether it follows from the traceback before it
    PythonTrace(long begin, boolean chained) {
        this.begin = begin;
        this.chained = chained;
    }

    /// How a traceback ended.
    ///
    /// @param type such as `KeyError`
    /// @param where the innermost line of code that belongs to no library, else the innermost
    record End(String type, String message, String where) {}

    /// Takes the next line; gives the end when it is the one.
    Optional<End> take(String line) {
        lines++;
        Matcher frame = FRAME.matcher(line);
        if (frame.find()) {
            innermost = "%s:%s in %s".formatted(frame.group(1), frame.group(2), frame.group(3).strip());
            own = LIBRARY.matcher(frame.group(1)).find() ? own : innermost;
            return Optional.empty();
        }
        if (line.isEmpty() || Character.isWhitespace(line.charAt(0)) || innermost.isEmpty()) {
            return Optional.empty();
        }
        Matcher exception = EXCEPTION.matcher(line.strip());
        if (exception.matches() && NAME.matcher(exception.group(1)).matches()) {
            String full = exception.group(1);
            return Optional.of(new End(full.substring(full.lastIndexOf('.') + 1), Optional.ofNullable(exception.group(2)).orElse(""), own.isEmpty() ? innermost : own));
        }
        return Optional.empty();
    }

    boolean lost() {
        return lines > PATIENCE;
    }

    long begin() {
        return begin;
    }

    boolean chained() {
        return chained;
    }
}
