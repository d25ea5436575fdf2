package dev.podwright.calibration;

import java.util.Arrays;

/// Bytes as text: four bytes in five characters that JSON need not escape, a sixteenth shorter than Base64. The alphabet is that of Z85 (ZeroMQ
/// RFC 32); of a last group of n < 4 bytes the first n + 1 characters are written, as Ascii85 does.
final class Z85 {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    private static final int BASE = 85;
    private static final int BYTES = 4;
    private static final int CHARACTERS = 5;
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < BASE; i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private Z85() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length / BYTES * CHARACTERS + CHARACTERS);
        char[] group = new char[CHARACTERS];
        for (int at = 0; at < bytes.length; at += BYTES) {
            long word = 0;
            for (int i = 0; i < BYTES; i++) {
                word = word << Byte.SIZE | (at + i < bytes.length ? bytes[at + i] & 0xFF : 0);
            }
            for (int i = CHARACTERS - 1; i >= 0; i--) {
                group[i] = ALPHABET.charAt((int) (word % BASE));
                word /= BASE;
            }
            text.append(group, 0, Math.min(CHARACTERS, bytes.length - at + 1));
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException if `text` is none that [#encode] writes
    static byte[] decode(String text) {
        int rest = text.length() % CHARACTERS;
        if (rest == 1) {
            throw new IllegalArgumentException("a text of %d characters is cut short".formatted(text.length()));
        }
        byte[] bytes = new byte[text.length() / CHARACTERS * BYTES + Math.max(0, rest - 1)];
        for (int group = 0, at = 0; at < bytes.length; group += CHARACTERS, at += BYTES) {
            long word = 0;
            for (int i = 0; i < CHARACTERS; i++) {
                // Characters that were left out are taken as the highest, so that the bytes before come out as they were.
                word = word * BASE + (group + i < text.length() ? value(text.charAt(group + i)) : BASE - 1);
            }
            if (word >> Integer.SIZE != 0) {
                throw new IllegalArgumentException("%s is beyond four bytes".formatted(text.substring(group, Math.min(text.length(), group + CHARACTERS))));
            }
            for (int i = 0; i < Math.min(BYTES, bytes.length - at); i++) {
                bytes[at + i] = (byte) (word >> Byte.SIZE * (BYTES - 1 - i));
            }
        }
        return bytes;
    }

    private static int value(char character) {
        int value = character < VALUES.length ? VALUES[character] : -1;
        if (value < 0) {
            throw new IllegalArgumentException("'%s' is no character of Z85".formatted(character));
        }
        return value;
    }
}
