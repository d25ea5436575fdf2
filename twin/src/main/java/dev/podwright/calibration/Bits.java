package dev.podwright.calibration;

import java.util.Arrays;

/// A row of bits, written and read from the front, the highest bit of a number first.
final class Bits {
    private static final int LEAST = 64;
    private byte[] bytes;
    private int at;

    Bits() {
        bytes = new byte[LEAST];
    }

    Bits(byte[] bytes) {
        this.bytes = bytes;
    }

    void write(int value, int width) {
        if (at + width > bytes.length * Byte.SIZE) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        for (int bit = width - 1; bit >= 0; bit--, at++) {
            if ((value >>> bit & 1) == 1) {
                bytes[at / Byte.SIZE] |= (byte) (1 << Byte.SIZE - 1 - at % Byte.SIZE);
            }
        }
    }

    /// @throws IllegalArgumentException if there are no more
    int read(int width) {
        if (at + width > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("The bits end after %d bytes.".formatted(bytes.length));
        }
        int value = 0;
        for (int i = 0; i < width; i++, at++) {
            value = value << 1 | bytes[at / Byte.SIZE] >>> Byte.SIZE - 1 - at % Byte.SIZE & 1;
        }
        return value;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, (at + Byte.SIZE - 1) / Byte.SIZE);
    }
}
