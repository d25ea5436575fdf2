package dev.podwright.survey.log;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Reads logs of nccl-tests (and rccl-tests, which print alike) and of hccl_test.
public final class Logs {
    /// A sweep is a few kilobytes; with NCCL_DEBUG=INFO on thousands of ranks some tens of megabytes.
    private static final long MOST_BYTES = 256L << 20;

    private Logs() {}

    /// The tables of a log, in their order.
    ///
    /// @throws InputException if the file cannot be read, holds no table of either program, or a row is damaged: it names the line
    public static List<MeasuredLog> read(Path file) {
        return parse(file.toString(), new String(bytes(file), StandardCharsets.UTF_8));
    }

    /// The tables of a log called `name`.
    static List<MeasuredLog> parse(String name, String text) {
        if (text.isBlank()) {
            throw new InputException("%s: the file is empty.".formatted(name), "Give what nccl-tests or hccl_test printed, such as all_reduce_perf -b 8 -e 1G -f 2 > FILE.");
        }
        List<String> lines = text.lines().toList();
        boolean hccl = lines.stream().anyMatch(HcclTest::isHeading);
        boolean nccl = lines.stream().anyMatch(NcclTests::isHeading);
        if (!hccl && !nccl) {
            throw new InputException("%s: there is no table of nccl-tests or hccl_test in this file.".formatted(name),
                    "A table begins with \"# size count type ... time algbw busbw\" or with \"data_size(Bytes): | aveg_time(us): | ...\": keep the headings.");
        }
        List<MeasuredLog> found = nccl ? new NcclTests(name).read(lines) : new HcclTest(name).read(lines);
        if (found.stream().allMatch(log -> log.rows().isEmpty())) {
            throw new InputException("%s: the table has no rows.".formatted(name), "The run failed or is not finished; run it again.");
        }
        return found.stream().filter(log -> !log.rows().isEmpty()).toList();
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InputException("%s: this is a directory, not a file.".formatted(file), "Name a file in it.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new InputException("%s: the file has %,d bytes, more than a log may have (%,d).".formatted(file, Files.size(file), MOST_BYTES),
                        "Check that it is the file you mean, or keep only the table: grep -E '^#|^ *[0-9]' FILE.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InputException("%s: there is no such file.".formatted(file), "Check the path.", e);
        } catch (AccessDeniedException e) {
            throw new InputException("%s: you may not read this file.".formatted(file), "Check its permissions.", e);
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read (%s).".formatted(file, e.getMessage()), "Check that it is a file and that you may read it.", e);
        }
    }
}
