package dev.podwright.knowledge.error.log;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times in lines of logs: `2025-07-23-03:47:57.070.463` of CANN, `2025-04-08-18:07:20` of torch_npu, `2025-12-08_13:24:30` of torchrun,
/// `2025-07-23 03:47:57,123` of Python, and `[E1212 12:10:10.142701460` of PyTorch, which has no year.
///
/// Sources: hiascend.com CANN 8.0.0 logreference_0001; Ascend/pytorch:torch_npu/utils/_error_code.py;
/// pytorch/pytorch:torch/distributed/elastic/multiprocessing/errors/__init__.py.
final class LogTime {
    private static final Pattern FULL = Pattern.compile("(20\\d\\d)-(\\d\\d)-(\\d\\d)[-T _](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,:](\\d{3})(?:\\.?(\\d{3}))?)?");
    private static final Pattern YEARLESS = Pattern.compile("\\[[EWIF](\\d{1,2})(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{6})");
    /// A time stands near the beginning of its line; further on it is part of some message.
    private static final int SEARCHED = 400;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private LogTime() {}

    /// The first time in `line`.
    ///
    /// @param year of lines before, for times without one
    static Optional<LocalDateTime> find(String line, OptionalInt year) {
        String searched = line.length() > SEARCHED ? line.substring(0, SEARCHED) : line;
        try {
            Matcher full = FULL.matcher(searched);
            if (searched.contains("20") && full.find()) {
                int nanos = part(full, 7) * NANOS_PER_MILLI + part(full, 8) * NANOS_PER_MICRO;
                return Optional.of(LocalDateTime.of(part(full, 1), part(full, 2), part(full, 3), part(full, 4), part(full, 5), part(full, 6), nanos));
            }
            Matcher short_ = YEARLESS.matcher(searched);
            if (year.isPresent() && searched.startsWith("[") && short_.find()) {
                return Optional.of(LocalDateTime.of(year.getAsInt(), part(short_, 1), part(short_, 2), part(short_, 3), part(short_, 4), part(short_, 5), part(short_, 6) * NANOS_PER_MICRO));
            }
        } catch (DateTimeException e) {
            // Digits that look like a time and are none.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static int part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}
