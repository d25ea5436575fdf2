package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.ErrorCodes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes logs as jobs on Ascend print them, of made-up failures.
final class JobLog {
    static final LocalDateTime START = LocalDateTime.of(2025, 11, 8, 21, 35, 27);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm:ss.SSS");
    private static final ErrorCodes CODES = ErrorCodes.bundled();

    private final boolean prefixed;
    private final List<List<String>> ranks = new ArrayList<>();

    /// @param prefixed whether lines begin with `[rank3]: `
    JobLog(int ranks, boolean prefixed) {
        this.prefixed = prefixed;
        for (int i = 0; i < ranks; i++) {
            this.ranks.add(new ArrayList<>());
        }
    }

    JobLog say(int rank, String... lines) {
        for (String line : lines) {
            ranks.get(rank).add((prefixed ? "[rank%d]: ".formatted(rank) : "") + line);
        }
        return this;
    }

    /// Lines of a healthy step, full of numbers that look like codes.
    JobLog steps(int rank, int count) {
        for (int i = 0; i < count; i++) {
            say(rank, " iteration %d/2000 | consumed samples: 507015 | elapsed time (ms): 507018.4 | lm loss: 5.07015E+00 | tokens: 207001 | grad norm: 0.107002 |".formatted(i));
        }
        return this;
    }

    /// An exception of Python with the error of torch_npu that it carries.
    JobLog npuError(int rank, int pid, LocalDateTime at, String code, String torch) {
        return say(rank, "Traceback (most recent call last):", "  File \"/work/train.py\", line 88, in step", "    loss.item()",
                "  File \"/usr/lib/python3.11/site-packages/torch_npu/npu/utils.py\", line 60, in synchronize", "    return torch_npu._C._npu_synchronize()",
                "RuntimeError: npuSynchronizeDevice:NPUStream.cpp:506 NPU function error: AclrtSynchronizeDeviceWithTimeout, error code is " + code,
                "[ERROR] %s (PID:%d, Device:%d, RankID:%d) %s".formatted(SECONDS.format(at), pid, rank % 8, rank, torch));
    }

    JobLog cann(int rank, int pid, LocalDateTime at, String code, String text) {
        return say(rank, "%s: [PID: %d] %s.123 %s".formatted(code, pid, MICROS.format(at), text));
    }

    /// A rank that waited for another until its time ran out.
    JobLog waited(int rank, LocalDateTime at) {
        return npuError(rank, 1000 + rank, at, "507048", "ERR00100 PTA call acl api failed").cann(rank, 1000 + rank, at, "EI0002",
                "The wait execution of the Notify register times out. Reason: The Notify register has not received the Notify record from remote rank [unknown].base information: [streamID:[22829]]");
    }

    JobLog python(int rank, LocalDateTime at, String exception) {
        return say(rank, "Traceback (most recent call last):", "  File \"/work/train.py\", line 12, in <module>", "    main()", "  File \"/work/data.py\", line 34, in load",
                "    return table[key]", "  File \"/usr/lib/python3.11/site-packages/datasets/table.py\", line 5, in __getitem__", "    raise", exception,
                "[ERROR] %s (PID:%d, Device:%d, RankID:%d) ERR99999 UNKNOWN application exception".formatted(SECONDS.format(at), 1000 + rank, rank % 8, rank));
    }

    /// All ranks after one another.
    String text() {
        return String.join("\n", ranks.stream().flatMap(List::stream).toList()) + "\n";
    }

    /// Lines of all ranks mixed, each rank's in its own order.
    String mixed(long seed) {
        Random random = new Random(seed);
        int[] next = new int[ranks.size()];
        StringBuilder out = new StringBuilder();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < next.length; i++) {
            if (!ranks.get(i).isEmpty()) {
                left.add(i);
            }
        }
        while (!left.isEmpty()) {
            int rank = left.get(random.nextInt(left.size()));
            out.append(ranks.get(rank).get(next[rank]++)).append('\n');
            if (next[rank] == ranks.get(rank).size()) {
                left.remove((Integer) rank);
            }
        }
        return out.toString();
    }

    static LogReport read(String text) {
        return new LogReader(CODES).read("train.log", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).report();
    }

    static LogReader reader() {
        return new LogReader(CODES);
    }
}
