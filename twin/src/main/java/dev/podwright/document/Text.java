package dev.podwright.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Bytes that must be text.
final class Text {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Text() {}

    /// Decodes UTF-8 and drops a byte order mark.
    ///
    /// @throws InputException naming the first line that is not text
    static String of(String file, byte[] content) {
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, true);
        text.flip();
        if (result.isError()) {
            throw notText(file, text, "the bytes are not UTF-8");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                throw notText(file, text.subSequence(0, i), "it holds a zero byte");
            }
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.subSequence(1, text.length()).toString() : text.toString();
    }

    private static InputException notText(String file, CharSequence before, String reason) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new InputException("%s: this is not text: %s.".formatted(new Place(file, line, ""), reason),
                "Give JSON or YAML in UTF-8: unpack a compressed file, save a UTF-16 file anew.");
    }
}
