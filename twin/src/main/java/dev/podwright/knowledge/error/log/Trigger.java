package dev.podwright.knowledge.error.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tells lines that may matter from the many that do not, by bytes: gigabytes of steps and losses pass here.
final class Trigger {
    private static final List<String> WORDS = List.of("rror", "ERR", "fail", "Traceback", "xception", "fall back", "ut of memory", "NCCL", "nccl", "imeout", "timed out", "Signal ", "exitcode",
            "Root Cause", "Occurred", "bin of op", "binary for op", "RankID", "Entry-Hccl", "unconnected", "specific port[", "ACL_", "time out", "EngineDead");
    private static final int BYTES = 256;
    private static final int CODE = 6;

    private final byte[][][] words = new byte[BYTES][][];

    Trigger() {
        List<List<byte[]>> by = new ArrayList<>();
        for (int i = 0; i < BYTES; i++) {
            by.add(new ArrayList<>());
        }
        WORDS.forEach(w -> by.get(w.charAt(0)).add(w.getBytes(StandardCharsets.US_ASCII)));
        for (int i = 0; i < BYTES; i++) {
            words[i] = by.get(i).isEmpty() ? null : by.get(i).toArray(byte[][]::new);
        }
    }

    /// Whether the line holds one of the words or the form of a CANN code.
    boolean pulls(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            int first = line[i];
            if (first < 0) {
                continue;
            }
            byte[][] candidates = words[first];
            if (candidates != null && any(candidates, line, i, length) || (first == 'E' || first == 'W') && code(line, i, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(byte[][] candidates, byte[] line, int at, int length) {
        for (byte[] word : candidates) {
            if (at + word.length <= length && matches(word, line, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] word, byte[] line, int at) {
        for (int i = 1; i < word.length; i++) {
            if (line[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /// A letter, a letter or digit, four digits.
    private static boolean code(byte[] line, int at, int length) {
        if (at + CODE > length || !Character.isLetterOrDigit(line[at + 1])) {
            return false;
        }
        for (int i = 2; i < CODE; i++) {
            if (line[at + i] < '0' || line[at + i] > '9') {
                return false;
            }
        }
        return true;
    }
}
