package dev.podwright.profile;

import dev.podwright.document.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// What a file is, by its first bytes.
enum Content {
    EMPTY("the file is empty", "Take the profile again, or check that the copy is whole."),
    /// Begins as JSON does, plain or compressed by gzip.
    JSON("", ""),
    ZIP("this is a zip archive", "Unpack it and name the trace or directory in it."),
    TAR("this is a tar archive", "Unpack it and name the trace or directory in it."),
    ZSTANDARD("this is compressed by Zstandard, which is not read here", "Unpack it with zstd -d, or compress it with gzip."),
    /// Nsight Systems and newer Ascend profilers export databases.
    DATABASE("this is an SQLite database, which is not read here",
            "Of PyTorch's profiler give the Chrome trace (export_chrome_trace), of the Ascend profiler the tables (export_type Text); reports of Nsight Systems are not read."),
    DAMAGED("the compressed data is damaged from the beginning", "Copy it again in binary mode, and check it with gzip -t."),
    /// Text that is no JSON, or bytes of another kind.
    OTHER("this is neither a trace (JSON, plain or gzip) nor a table of an Ascend profiler",
            "Give what torch.profiler's export_chrome_trace wrote, a directory of such traces, or the output of the Ascend PyTorch profiler or msprof.");

    private static final int HEAD = 1 << 16;
    /// A tar header has its mark here (POSIX.1-1988, ustar).
    private static final int TAR_MARK = 257;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final String problem;
    private final String mend;

    Content(String problem, String mend) {
        this.problem = problem;
        this.mend = mend;
    }

    InputException refused(Path file) {
        return new InputException("%s: %s.".formatted(file, problem), mend);
    }

    static Content of(Path file) {
        try {
            if (Files.size(file) == 0) {
                return EMPTY;
            }
            return of(head(file));
        } catch (IOException e) {
            return DAMAGED;
        }
    }

    private static Content of(String head) {
        String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        String stripped = text.stripLeading();
        if (text.startsWith("PK\u0003\u0004")) {
            return ZIP;
        } else if (text.startsWith("\u0028\u00b5\u002f\u00fd")) {
            return ZSTANDARD;
        } else if (text.startsWith("SQLite format 3")) {
            return DATABASE;
        } else if (text.startsWith("ustar", TAR_MARK)) {
            return TAR;
        } else if (stripped.isEmpty()) {
            return EMPTY;
        }
        return stripped.startsWith("{") || stripped.startsWith("[") ? JSON : OTHER;
    }

    /// Whether a file in a directory is a trace: JSON with the words of one near its beginning, or with a name that says so.
    static boolean trace(Path file) {
        String name = file.getFileName().toString();
        boolean called = name.contains("trace") && (name.endsWith(".json") || name.endsWith(".json.gz"));
        if (called || of(file) != JSON) {
            return called;
        }
        try {
            String head = head(file);
            return head.contains("\"traceEvents\"") || head.contains("\"schemaVersion\"") || head.stripLeading().startsWith("[") && head.contains("\"ph\"");
        } catch (IOException e) {
            return false;
        }
    }

    /// The first bytes, inflated, one letter for each byte.
    private static String head(Path file) throws IOException {
        try (PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), GZIP.length)) {
            byte[] magic = in.readNBytes(GZIP.length);
            in.unread(magic);
            boolean compressed = magic.length == GZIP.length && magic[0] == GZIP[0] && magic[1] == GZIP[1];
            try (InputStream plain = compressed ? new GZIPInputStream(in) : in) {
                return new String(some(plain), StandardCharsets.ISO_8859_1);
            }
        }
    }

    /// As many of the first bytes as there are; a file that ends too early is looked into as far as it goes.
    private static byte[] some(InputStream in) throws IOException {
        byte[] head = new byte[HEAD];
        int length = 0;
        try {
            for (int more = in.read(head); more > 0; more = in.read(head, length, HEAD - length)) {
                length += more;
            }
        } catch (IOException e) {
            if (length == 0) {
                throw e;
            }
        }
        return Arrays.copyOf(head, length);
    }
}
